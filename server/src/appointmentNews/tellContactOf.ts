/** Tells whoever an appointment is for, by the ways that the company chose (BOOK-18). */
import {
  appointmentInWords,
  isZone,
  type Telling,
  type TellingValues,
  tellingText,
  templateValues,
} from '@balcao/domain';
import type { Appointment } from '../booking/index.ts';
import { manageToken } from '../bookingPage/index.ts';
import type { CredentialKeys } from '../channels/index.ts';
import { conversationToTell, lockConversation, tellByTemplate, tellContact } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { queueMail } from '../mail/index.ts';
import {
  channelOfTemplate,
  companyThatTells,
  lockToldContact,
  smsChannel,
  type TellingCompany,
  type ToldContact,
  talkOf,
} from './store.ts';
import { usualWords } from './usualWords.ts';

export type TellingGround = {
  credentialKeys: CredentialKeys;
  /** Signs links to single appointments. */
  secret: Uint8Array;
  /** Where they lead; `null`: nowhere that a contact could reach, so they are left out. */
  linkBase: string | null;
};

/** `isUntold`: a conversation is there, and nothing may be said in it now. */
export type ToldHow = { isUntold: boolean };

export async function tellContactOf(
  trx: Trx,
  ground: TellingGround,
  companyId: string,
  { appointment, typeName, what }: { appointment: Appointment; typeName: string; what: Telling },
): Promise<ToldHow> {
  const contact = appointment.contactId && (await lockToldContact(trx, companyId, appointment.contactId));
  if (!contact) return { isUntold: false };
  const company = await companyThatTells(trx, companyId);
  const { tellings } = company;
  const values = valuesFor(ground, companyId, { appointment, typeName, contact, company });
  const language = contact.language ?? company.language;
  const usual = usualWords(language);
  const text = tellingText(tellings.words[language]?.[what]?.trim() || usual[what], values);

  const byChannel = tellings.channel
    ? await byConversation(trx, companyId, { appointment, contact, company, what, text, values })
    : 'noWay';
  const addresses = tellings.mail ? addressesOf(appointment, contact) : [];
  const subject = tellingText(usual.subject[what], values).replace(/\s+/g, ' ');
  for (const to of addresses) await queueMail(trx, ground.credentialKeys, companyId, { to, subject, text });
  const isReached = byChannel === 'told' || addresses.length > 0;
  const wantsSms = tellings.sms === 'always' || (tellings.sms === 'otherwise' && !isReached);
  const bySms = wantsSms && (await byText(trx, companyId, contact, text));
  return { isUntold: byChannel === 'shut' && !isReached && !bySms };
}

type Said = {
  appointment: Appointment;
  contact: ToldContact;
  company: TellingCompany;
  what: Telling;
  text: string;
  values: TellingValues;
};

/** In words while the contact may be answered, else by the template for it. */
async function byConversation(
  trx: Trx,
  companyId: string,
  { appointment, contact, company, what, text, values }: Said,
): Promise<'told' | 'shut' | 'noWay'> {
  const talkId = await talkOf(trx, companyId, contact.id, appointment.conversationId);
  const talk = talkId && (await lockConversation(trx, companyId, talkId));
  if (talk && (await tellContact(trx, companyId, talk, { kind: 'text', text }))) return 'told';
  const templateId = company.tellings.templates[what];
  const channel = templateId === undefined ? null : await channelOfTemplate(trx, companyId, templateId);
  const mayReach = talk || contact.phone !== '';
  if (templateId !== undefined && channel && mayReach) {
    const at = new Date();
    const place =
      talk && talk.channelId === channel.id
        ? talk
        : await conversationToTell(trx, companyId, { contactId: contact.id, channel, at });
    const fill = (variables: Parameters<typeof templateValues>[0]) => templateValues(variables, values);
    if (await tellByTemplate(trx, companyId, place, { templateId, fill })) return 'told';
  }
  return talk ? 'shut' : 'noWay';
}

async function byText(trx: Trx, companyId: string, contact: ToldContact, text: string): Promise<boolean> {
  const channel = contact.phone === '' ? null : await smsChannel(trx, companyId);
  if (!channel) return false;
  const talk = await conversationToTell(trx, companyId, { contactId: contact.id, channel, at: new Date() });
  return tellContact(trx, companyId, talk, { kind: 'text', text });
}

/** The contact's, and, where somebody booked by themselves and typed another, that one. */
function addressesOf({ source, title, participants }: Appointment, { email }: ToldContact): string[] {
  const typed = source === 'page' ? participants.filter(({ name }) => name === title).map((each) => each.email) : [];
  return [...new Set([email, ...typed].filter(Boolean))];
}

function valuesFor(
  { linkBase, secret }: TellingGround,
  companyId: string,
  {
    appointment,
    typeName,
    contact,
    company,
  }: { appointment: Appointment; typeName: string; contact: ToldContact; company: TellingCompany },
): TellingValues {
  const { slot, id, place, title } = appointment;
  const zone = isZone(contact.zone) ? contact.zone : slot.zone;
  const link = linkBase === null ? '' : `${linkBase}/a/${manageToken(secret, { companyId, appointmentId: id })}`;
  return {
    name: title || contact.name,
    type: typeName,
    when: appointmentInWords(slot.from, zone, contact.language ?? company.language),
    place: place?.value ?? '',
    link,
    company: company.name,
  };
}

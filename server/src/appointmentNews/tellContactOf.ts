/** Tells whoever an appointment is for, by the ways that the company chose (BOOK-18). */
import {
  appointmentInWords,
  fillWords,
  isZone,
  LANGUAGES,
  type Language,
  type Telling,
  type TellingSettings,
  type TellingValues,
  tellingText,
  templateValues,
} from '@balcao/domain';
import { type Appointment, typedAddresses } from '../booking/index.ts';
import { linkToken } from '../bookingPage/index.ts';
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

/** `isUntold`: a conversation is there, and nothing may be said in it now. `isReached`: by one way at least. */
export type ToldHow = { isUntold: boolean; isReached: boolean };

const NOBODY: ToldHow = { isUntold: false, isReached: false };

type News = {
  appointment: Appointment;
  typeName: string;
  what: Telling;
  /** Of a series: how many are told of at once, this one the first. */
  times: number;
};

/** @param isInvited what goes by mail goes with the invitation (invitations/letter.ts). */
export async function tellContactOf(
  trx: Trx,
  ground: TellingGround,
  companyId: string,
  { isInvited, ...news }: News & { isInvited: boolean },
): Promise<ToldHow> {
  const { appointment, what } = news;
  const { contactId, conversationId } = appointment;
  if (contactId === null) return NOBODY;
  return sayTo(trx, ground, companyId, {
    contactId,
    conversationId,
    what,
    addresses: typedAddresses(appointment),
    isMailedElsewhere: isInvited,
    valuesFor: (hearer) => valuesOf(ground, companyId, news, hearer),
  });
}

/** The same in words only, for a mail that says more. */
export async function newsInWords(
  trx: Trx,
  ground: TellingGround,
  companyId: string,
  news: News,
  hearer: Pick<Hearer, 'name' | 'zone'> & { language: string },
): Promise<{ subject: string; text: string; link: string }> {
  const company = await companyThatTells(trx, companyId);
  const language = LANGUAGES.find((each) => each === hearer.language) ?? company.language;
  const values = valuesOf(ground, companyId, news, { ...hearer, language, company: company.name });
  return { ...wordsFor(company.tellings, language, news.what, values), link: values.link };
}

function valuesOf(
  { linkBase, secret }: TellingGround,
  companyId: string,
  { appointment: { id, slot, place, title }, typeName, times }: News,
  { name, zone, language, company }: Hearer,
): TellingValues {
  const link = linkBase === null ? '' : `${linkBase}/a/${linkToken(secret, 'booking link', { companyId, id })}`;
  return {
    name: title || name,
    type: typeName,
    when: timesInWords(appointmentInWords(slot.from, isZone(zone) ? zone : slot.zone, language), times, language),
    place: place?.value ?? '',
    link,
    company,
    until: '',
  };
}

function wordsFor(tellings: TellingSettings, language: Language, what: Telling, values: TellingValues) {
  const usual = usualWords(language);
  return {
    text: tellingText(tellings.words[language]?.[what]?.trim() || usual[what], values),
    // A line break in a name would be a header of its own.
    subject: tellingText(usual.subject[what], values).replace(/\s+/g, ' '),
  };
}

/** `… (Horário de Brasília), e mais 11 vezes`. */
const timesInWords = (when: string, times: number, language: Language): string =>
  times > 1 ? `${when}, ${fillWords(usualWords(language).more, { count: String(times - 1) })}` : when;

/** Whom it is said to, as far as words need it. */
export type Hearer = { name: string; zone: string; language: Language; company: string };
export type Saying = {
  contactId: string;
  /** Where it belongs; `null`: where the contact wrote last. */
  conversationId: string | null;
  what: Telling;
  /** Besides the contact's own. */
  addresses: readonly string[];
  /** They get it by mail otherwise. */
  isMailedElsewhere?: boolean;
  valuesFor: (hearer: Hearer) => TellingValues;
};

/** Says one thing by the ways that the company chose, each once. The contact is locked by it. */
export async function sayTo(
  trx: Trx,
  ground: TellingGround,
  companyId: string,
  { contactId, conversationId, what, addresses, isMailedElsewhere = false, valuesFor }: Saying,
): Promise<ToldHow> {
  const contact = await lockToldContact(trx, companyId, contactId);
  if (!contact) return NOBODY;
  const company = await companyThatTells(trx, companyId);
  const { tellings } = company;
  const language = contact.language ?? company.language;
  const values = valuesFor({ name: contact.name, zone: contact.zone, language, company: company.name });
  const { subject, text } = wordsFor(tellings, language, what, values);

  const said = { conversationId, contact, company, what, text, values };
  const byChannel = tellings.channel ? await byConversation(trx, companyId, said) : 'noWay';
  const reachable = [...new Set([contact.email, ...addresses].filter(Boolean))];
  const mailed = tellings.mail || isMailedElsewhere ? reachable : [];
  if (!isMailedElsewhere)
    for (const to of mailed) await queueMail(trx, ground.credentialKeys, companyId, { to, subject, text });
  const isToldSo = byChannel === 'told' || mailed.length > 0;
  const wantsSms = tellings.sms === 'always' || (tellings.sms === 'otherwise' && !isToldSo);
  const bySms = wantsSms && (await byText(trx, companyId, contact, text));
  const isReached = isToldSo || bySms;
  return { isUntold: byChannel === 'shut' && !isReached, isReached };
}

type Said = {
  conversationId: string | null;
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
  { conversationId, contact, company, what, text, values }: Said,
): Promise<'told' | 'shut' | 'noWay'> {
  const talkId = await talkOf(trx, companyId, contact.id, conversationId);
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

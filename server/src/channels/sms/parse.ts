import { z } from 'zod';
import type { ReceivedContent, ReceivedEvent, ReportedStatus } from '../../conversations/index.ts';

/** Twilio's fields, as far as this product reads them. Source: Twilio, "Messaging webhooks" (2026). */
const at = z.number().int().positive();
const message = z.looseObject({
  MessageSid: z.string().min(1).max(100),
  From: z.string().min(1).max(100),
  Body: z.string().default(''),
});
const status = z.looseObject({
  MessageSid: z.string().min(1).max(100),
  MessageStatus: z.string().optional(),
  SmsStatus: z.string().optional(),
  ErrorCode: z.string().optional(),
});
const item = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), at, form: message }),
  z.object({ kind: z.literal('media'), at, index: z.number(), part: z.number(), form: message }),
  z.object({ kind: z.literal('status'), at, ourId: z.string().nullable(), form: status }),
  z.object({ kind: z.literal('other'), what: z.string(), form: z.unknown() }),
]);

/** `read` comes from RCS and WhatsApp senders of the same interface. What only tells of the way there changes nothing. */
const STATUSES: Record<string, ReportedStatus> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
};
const ON_THE_WAY = new Set(['accepted', 'scheduled', 'queued', 'sending']);

/** Words that ask not to be written to again: Twilio stops sending by itself, and says so in `OptOutType`. */
export function parseItem(payload: unknown): ReceivedEvent {
  const found = item.parse(payload);
  switch (found.kind) {
    case 'text':
    case 'media': {
      const { form } = found;
      const part = found.kind === 'media' ? found.part : 0;
      return {
        type: 'message',
        person: { identities: [{ kind: 'phone', value: form.From.replace(/^\+/, '') }], name: '' },
        providerId: part === 0 ? form.MessageSid : `${form.MessageSid}#${part}`,
        at: found.at,
        origin: { kind: 'contact' },
        content: found.kind === 'media' ? mediaContent(form, found.index) : { kind: 'text', text: form.Body },
        quotedProviderId: null,
      };
    }
    case 'status': {
      const { form, ourId } = found;
      const told = form.MessageStatus ?? form.SmsStatus ?? '';
      const known = Object.hasOwn(STATUSES, told) ? STATUSES[told] : undefined;
      if (!known && !ON_THE_WAY.has(told)) return { type: 'unknown', what: `status ${told}` };
      const failure = known === 'failed' ? { code: `sms.${form.ErrorCode ?? told}`, detail: told } : null;
      // On the way is what "sent" means here: Twilio has it.
      return { type: 'status', providerId: form.MessageSid, ourId, status: known ?? 'sent', at: found.at, failure };
    }
    case 'other':
      return { type: 'unknown', what: found.what };
  }
}

function mediaContent(form: z.output<typeof message>, index: number): ReceivedContent {
  const url = z.url().parse(form[`MediaUrl${index}`]);
  const mime = z.string().default('application/octet-stream').parse(form[`MediaContentType${index}`]);
  const file = { providerId: url, mime };
  const family = mime.split('/')[0];
  if (family === 'image') return { kind: 'image', file, caption: '' };
  if (family === 'video') return { kind: 'video', file, caption: '' };
  if (family === 'audio') return { kind: 'audio', file, voice: false };
  return { kind: 'document', file, caption: '' };
}

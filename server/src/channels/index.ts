export { createChannel } from './createChannel.ts';
export { type CredentialKeys, openCredentials, parseCredentialKeys, sealCredentials } from './credentials.ts';
export {
  type CalendarMail,
  type CalendarMailbox,
  calendarMailbox,
  hasCalendarMailbox,
  sendCalendarMail,
} from './email/calendarMail.ts';
export { type Mailboxes, startMailboxes } from './email/mailbox/startMailboxes.ts';
export { flowLane } from './flow/flowLane.ts';
export { inboundLane } from './inboundLane.ts';
export { mediaLane } from './mediaLane.ts';
export { nameLane } from './nameLane.ts';
export { outboundLane } from './outboundLane.ts';
export { readLane } from './readLane.ts';
export { askForTemplates, templatesLane } from './templatesLane.ts';
export { validateChannel } from './validateChannel.ts';
export { webchatGround } from './webchat/ground.ts';
export { serveWebchat } from './webchat/routes.ts';
export { attachWebchat } from './webchat/sockets.ts';
export { registerWebhooks } from './webhooks.ts';

export { mailLane } from './mailLane.ts';
export { queueMail } from './queueMail.ts';
export { noTransport, type SendMail, simulatorTransport, smtpTransport } from './transport.ts';
export { type MailKind, mailWords } from './words.ts';

import type { Upload } from '@balcao/replica/client';

type MailUpload = Upload & { mail: NonNullable<Upload['mail']> };

/** The files that wait, mail by mail, each in the order in which they stood. */
export function mailsIn(uploads: readonly Upload[]): [MailUpload, ...MailUpload[]][] {
  const mails = new Map<string, [MailUpload, ...MailUpload[]]>();
  for (const upload of uploads) {
    if (!isOfMail(upload)) continue;
    const mail = mails.get(upload.messageId);
    if (mail) mail.push(upload);
    else mails.set(upload.messageId, [upload]);
  }
  return [...mails.values()];
}

const isOfMail = (upload: Upload): upload is MailUpload => upload.mail !== undefined;

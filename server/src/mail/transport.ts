/** How mail leaves: by SMTP, or, on a development machine without it, to the page of the simulators that shows it. */
import { createTransport } from 'nodemailer';
import { z } from 'zod';

export type Mail = { to: string; subject: string; text: string };
export type SendMail = (mail: Mail & { id: string }) => Promise<void>;

export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

const SEND_WITHIN_MS = 20_000;
const refused = z.object({ responseCode: z.int().min(500).max(599) });

/**
 * @param smtpUrl `smtp(s)://user:password@host:port?from=Name%20<address>`; without `from` the user is the sender.
 * @returns a way to send that fails with MailRefused where trying again changes nothing (SMTP 5xx).
 */
export function smtpTransport(smtpUrl: string): SendMail {
  const url = new URL(smtpUrl);
  const user = decodeURIComponent(url.username);
  const from = url.searchParams.get('from') ?? (user.includes('@') ? user : `Balcão <balcao@${url.hostname}>`);
  url.searchParams.delete('from');
  const transport = createTransport(url.href, {});
  return async ({ id, ...mail }) => {
    try {
      // The same id on every attempt: a mail that went out although the answer was lost is known by it.
      const messageId = `<${id}@balcao.${url.hostname}>`;
      await within(SEND_WITHIN_MS, transport.sendMail({ from, messageId, ...mail }));
    } catch (error) {
      const { success, data } = refused.safeParse(error);
      if (success) throw new MailRefused(`the mail server refused it (${data.responseCode})`, { cause: error });
      throw error;
    }
  };
}

/** Development: the simulators keep mail and show it at /_sim/mail. */
export function simulatorTransport(port: number): SendMail {
  return async (mail) => {
    const answer = await fetch(`http://127.0.0.1:${port}/_sim/mail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(mail),
      signal: AbortSignal.timeout(SEND_WITHIN_MS),
    });
    if (!answer.ok) throw new Error(`the simulators answered ${answer.status}`);
  };
}

/** Production without SMTP_URL: nothing can leave, and the mail says so. */
export const noTransport: SendMail = async () => {
  throw new MailRefused('SMTP_URL is not set');
};

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the mail server did not answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

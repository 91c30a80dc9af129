import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parsed } from './control.ts';

const mail = z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string() });
type Kept = z.infer<typeof mail> & { at: string };
/** The oldest go: a page of more helps nobody. */
const KEPT = 200;

/** Mail of a product that has no mail server: kept, listed at `GET /_sim/mail/list`, and shown at `/_sim/mail`. */
export function createMailbox(now: () => number) {
  let kept: Kept[] = [];
  return {
    reset(): void {
      kept = [];
    },
    mount(app: FastifyInstance): void {
      app.post('/_sim/mail', async (request, reply) => {
        const one = parsed(mail, request.body);
        // A mail that is sent twice because an answer was lost is one mail, as by its Message-ID.
        if (!kept.some(({ id }) => id === one.id))
          kept = [{ ...one, at: new Date(now()).toISOString() }, ...kept].slice(0, KEPT);
        return reply.code(201).send({ kept: true });
      });
      app.get<{ Querystring: { to?: string } }>('/_sim/mail/list', async ({ query: { to } }) => ({
        items: kept.filter((each) => to === undefined || each.to === to),
      }));
      app.get('/_sim/mail', async (_request, reply) =>
        reply
          .type('text/html; charset=utf-8')
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
          .send(page(kept)),
      );
    },
  };
}

const STYLE = `:root { color-scheme: light dark; } body { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem; font: 15px/1.55 system-ui, sans-serif; }
article { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 10px; padding: 1rem 1.25rem; margin: 1rem 0; }
h2 { margin: 0; font-size: 1rem; } small { opacity: .75; } p { white-space: pre-wrap; overflow-wrap: anywhere; }`;

function page(mails: readonly Kept[]): string {
  const articles = mails.map(
    ({ at, to, subject, text }) =>
      `<article><h2>${escaped(subject)}</h2><small>${escaped(to)} · <time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time></small><p>${linked(text)}</p></article>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mail that was not sent</title><style>${STYLE}</style></head>
<body><main><h1>Mail that was not sent</h1><p>SMTP_URL is not set: what Balcão would have mailed stands here, the newest first. Reload for more.</p>${articles.join('\n') || '<p>Nothing yet.</p>'}</main></body></html>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const linked = (text: string): string =>
  escaped(text).replace(/https?:\/\/[^\s<]+/g, (address) => `<a href="${address}">${address}</a>`);

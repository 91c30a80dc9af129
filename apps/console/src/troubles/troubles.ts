import type { Api } from '../api/index.ts';

/** A message that did not arrive, and a delivery that could not be handled, as the server lists them. */
export type DeadLetter = Awaited<ReturnType<Api['deliveries']['failed']['query']>>['items'][number];
export type WebhookError = Awaited<ReturnType<Api['webhookErrors']['list']['query']>>['items'][number];

export const deadLettersKey = ['troubles', 'deadLetters'] as const;
export const webhookErrorsKey = ['troubles', 'webhookErrors'] as const;
export const PAGE = 50;

/** What a webhook's error is, by the words that the server keeps (server/src/channels: handleEvent, inboundLane). */
export function webhookErrorKind({ error }: Pick<WebhookError, 'error'>): 'unknownChannel' | 'unsupported' | 'broken' {
  if (error === 'channel.unknown') return 'unknownChannel';
  return error.startsWith('unsupported:') ? 'unsupported' : 'broken';
}

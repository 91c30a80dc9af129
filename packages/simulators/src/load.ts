import { messageId } from './ids.ts';
import { type Account, accountSchema } from './whatsapp/accounts.ts';
import { createPeople } from './whatsapp/people.ts';
import { attempt, type Outcome } from './whatsapp/webhooks/attempt.ts';
import { change, contactItem, delivery, messageItem } from './whatsapp/webhooks/envelope.ts';
import { deliveryBytes, signature } from './whatsapp/webhooks/sign.ts';

export type LoadOptions = {
  account?: Partial<Account>;
  /** Deliveries that start each second, whether earlier ones were answered or not: a platform does not wait for a slow product. */
  perSecond: number;
  seconds: number;
  /** How many people write, in turn. One: everything is one conversation. */
  people?: number;
  /** Words of the n-th message (from 0). */
  text?: (n: number) => string;
  /** Called as each delivery starts, so that a bench can wait for it to show elsewhere. */
  onStart?: (started: { n: number; id: string; text: string; at: number }) => void;
  timeoutMs?: number;
};

export type LoadResult = {
  started: number;
  accepted: number;
  /** From the start of a delivery to its answer, accepted ones, in ms, in no order. */
  latenciesMs: number[];
  /** What was not accepted, by how it ended. */
  others: Outcome[];
};

/** Posts signed deliveries of one text message each at a set rate, straight to the product; no faults, no repetition. */
export async function load({
  account: given = {},
  perSecond,
  seconds,
  people: count = 100,
  text = (n) => `Mensagem ${n}`,
  onStart,
  timeoutMs = 10_000,
}: LoadOptions): Promise<LoadResult> {
  const account = accountSchema.parse(given);
  const people = createPeople();
  const total = Math.round(perSecond * seconds);
  const startedAt = performance.now();
  const answers: Promise<Outcome>[] = [];

  for (let n = 0; n < total; n += 1) {
    // Each has its own moment from the beginning on, so that a late timer does not lower the rate.
    const waitMs = startedAt + (n * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const person = people.byNumber(`5511${String(910_000_000 + (n % count))}`);
    const id = messageId(person.key);
    const words = text(n);
    const message = { id, at: Date.now(), wire: { type: 'text', text: { body: words } } };
    const ids = { businessScopedIds: 'present' } as const;
    const bytes = deliveryBytes(
      delivery(account, [
        change(account, 'messages', {
          contacts: [contactItem(account, person, ids)],
          messages: [messageItem(account, person, message, ids)],
        }),
      ]),
    );
    onStart?.({ n, id, text: words, at: performance.now() });
    answers.push(attempt(account.webhookUrl, bytes, signature(bytes, account.appSecret), timeoutMs));
  }

  const outcomes = await Promise.all(answers);
  const accepted = outcomes.filter((outcome) => outcome.kind === 'accepted');
  return {
    started: total,
    accepted: accepted.length,
    latenciesMs: accepted.map((outcome) => outcome.ms),
    others: outcomes.filter((outcome) => outcome.kind !== 'accepted'),
  };
}

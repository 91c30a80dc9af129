import pg from 'pg';
import { z } from 'zod';

/** What came of a run of pipeline.ts. Texts are `in <n>` and `out <n>`, each once a person; `in -1` opened the conversation. */
export type Counted = {
  receivedOnce: number;
  sentOnce: number;
  /** Not sent, and shown as such. */
  unknown: number;
  doubled: number;
  outOfOrder: number;
};

const outboxAnswer = z.object({
  messages: z.array(
    z.looseObject({ to: z.string(), callbackData: z.string(), text: z.looseObject({ body: z.string() }).optional() }),
  ),
});

export async function countPipeline(ground: { url: string; simulators: string; companyId: string }): Promise<Counted> {
  const inbound = await receivedBy(ground);
  const outbox = outboxAnswer.parse(await (await fetch(`${ground.simulators}/_sim/whatsapp/outbox`)).json()).messages;
  const outbound = grouped(outbox.map(({ to, text }) => [to, text?.body ?? '']));
  const all = [...inbound.values(), ...outbound.values()];
  return {
    receivedOnce: sum([...inbound.values()].map((texts) => new Set(texts).size)),
    sentOnce: sum([...outbound.values()].map((texts) => new Set(texts).size)),
    unknown: (await unknownOnes(ground)).filter((id) => !outbox.some(({ callbackData }) => callbackData === id)).length,
    doubled: sum(all.map((texts) => texts.length - new Set(texts).size)),
    outOfOrder: all.filter((texts) => !isRising(texts.map((text) => Number(text.split(' ')[1])))).length,
  };
}

/** Texts of each conversation in the order in which the thread shows them. */
async function receivedBy({ url, companyId }: { url: string; companyId: string }): Promise<Map<string, string[]>> {
  const rows = await query<{ conversation_id: string; text: string }>(
    url,
    `select conversation_id, text from message
      where company_id = $1 and direction = 'in' and text <> 'in -1' order by created_at, id`,
    [companyId],
  );
  return grouped(rows.map(({ conversation_id, text }) => [conversation_id, text]));
}

async function unknownOnes({ url, companyId }: { url: string; companyId: string }): Promise<string[]> {
  const rows = await query<{ message_id: string }>(
    url,
    `select message_id from delivery where company_id = $1 and state = 'unknown'`,
    [companyId],
  );
  return rows.map(({ message_id }) => message_id);
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[]): Promise<Row[]> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const { rows } = await owner.query<Row>(text, values);
  await owner.end();
  return rows;
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, text] of pairs) groups.set(key, [...(groups.get(key) ?? []), text]);
  return groups;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const isRising = (values: readonly number[]) => values.every((value, n) => n === 0 || value > (values[n - 1] ?? 0));

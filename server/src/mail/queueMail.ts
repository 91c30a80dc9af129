import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type CredentialKeys, openCredentials, sealCredentials } from '../channels/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import type { Mail } from './transport.ts';

export const mailLaneKey = (id: string): string => `mail:${id}`;
const bodyShape = z.object({ text: z.string() });

/** Puts a mail in line, in the transaction of what it is about: it leaves if and only if that is committed. */
export async function queueMail(
  trx: Trx,
  keys: CredentialKeys,
  companyId: string,
  { to, subject, text }: Mail,
): Promise<void> {
  const id = randomUUID();
  const body = sealCredentials(keys, { companyId, channelId: id }, { text });
  await trx.insertInto('outgoingMail').values({ companyId, id, toAddress: to, subject, body }).execute();
  await addWork(trx, companyId, [mailLaneKey(id)]);
}

export function openBody(keys: CredentialKeys, companyId: string, id: string, body: string): string {
  return bodyShape.parse(openCredentials(keys, { companyId, channelId: id }, body)).text;
}

import type { MessageContent } from '@balcao/domain';
import { REPLICAS } from '../../definitions/index.ts';
import { newRowId } from '../../ids.ts';
import { emptyRow } from '../../row.ts';
import type { Collections } from '../database.ts';
import type { Said } from './messages.ts';
import { patch } from './patch.ts';

/** A message for its time, epoch ms. Its id is the message's to come. */
export async function sendLater(
  { scheduled }: Collections,
  { id = newRowId(), replyToId = '', now = Date.now(), ...said }: Said & { replyToId?: string; dueAt: number },
): Promise<string> {
  const row = { ...emptyRow(REPLICAS.scheduled, id), ...said, replyToId, createdAt: now, pending: now };
  await scheduled.insertIfNotExists(row);
  return id;
}

/** @param edit `dueAt` 0 is "at once", by the server's clock. What held it is asked again. */
export async function editLater(
  { scheduled }: Collections,
  { id, ...edit }: { id: string; content?: MessageContent; dueAt?: number },
): Promise<void> {
  await patch(scheduled.findOne(id), { ...edit, held: null });
}

/** It leaves every device with the next connection. */
export async function cancelLater({ scheduled }: Collections, { id }: { id: string }): Promise<void> {
  await patch(scheduled.findOne(id), { cancelled: true });
}

import { type MarkRow, REPLICAS } from '../../definitions/index.ts';
import { newRowId } from '../../ids.ts';
import { emptyRow } from '../../row.ts';
import type { Collections } from '../database.ts';
import { patch } from './patch.ts';

type ViewEdit = Partial<Pick<MarkRow, 'name' | 'view' | 'position'>>;

/** A list of conversations to come back to, on all devices of its owner. Returns its id. */
export async function saveView(
  { marks }: Collections,
  {
    userId,
    id = newRowId(),
    now = Date.now(),
    ...edit
  }: Required<ViewEdit> & { userId: string; id?: string; now?: number },
): Promise<string> {
  await marks.insertIfNotExists({ ...emptyRow(REPLICAS.marks, id), kind: 'view', userId, ...edit, pending: now });
  return id;
}

export async function editView({ marks }: Collections, { id, ...edit }: ViewEdit & { id: string }): Promise<void> {
  await patch(marks.findOne(id), edit);
}

/** It leaves every device with the next connection. */
export async function removeView({ marks }: Collections, { id }: { id: string }): Promise<void> {
  await patch(marks.findOne(id), { removed: true });
}

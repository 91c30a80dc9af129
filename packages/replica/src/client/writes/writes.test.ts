import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { firstValueFrom } from 'rxjs';
import { describe, expect, test, vi } from 'vitest';
import { REPLICAS } from '../../definitions/index.ts';
import { markId, newRowId } from '../../ids.ts';
import { emptyRow, parseRow } from '../../row.ts';
import { memoryStorage } from '../../testing/index.ts';
import { openReplica } from '../openReplica.ts';
import { pendingMessages$ } from '../pending.ts';
import { asDocument } from '../steps.ts';
import { rowStorage } from '../storage/rowStorage.ts';
import { addNote, closeConversation, editContact, markRead, pin, saveDraft, sendText, setTags } from './index.ts';

const ANA = newRowId();

type Storage = NonNullable<Parameters<typeof openReplica>[0]['storage']>;

/** A replica that nobody connects, with one conversation as the server would have sent it. */
async function offlineReplica(storage: Storage) {
  const options = { companyId: newRowId(), userId: ANA, url: 'ws://127.0.0.1:1/sync', accessToken: async () => null };
  const replica = await openReplica({ ...options, storage });
  const conversationId = newRowId();
  const conversation = { ...emptyRow(REPLICAS.conversations, conversationId), tags: ['a'], inboundCount: 4 };
  await replica.collections.conversations.storageInstance.bulkWrite(
    [{ document: { ...asDocument(conversation), ...conversation, _meta: { lwt: 1 }, _rev: '1-x', _attachments: {} } }],
    'as replicated',
  );
  const dispose = () => replica.wipe();
  const pending = () => firstValueFrom(replica.pendingChanges$);
  return { ...replica, conversationId, pending, [Symbol.asyncDispose]: dispose };
}

describe.each<[string, () => Storage]>([
  ['in memory', memoryStorage],
  ['in IndexedDB', () => rowStorage({ indexedDB, IDBKeyRange })],
])('%s', (_name, storage) => {
  test('a text and a note are rows as the definition wants them, and wait', async () => {
    await using replica = await offlineReplica(storage());
    const { collections, conversationId } = replica;
    const author = { conversationId, authorId: ANA };
    const id = await sendText(collections, { ...author, text: 'Bom dia', now: 1_000 });
    const noteId = await addNote(collections, { ...author, text: 'já ligou ontem', now: 2_000 });

    const rows = await collections.messages.find().exec();
    for (const row of rows) expect(() => parseRow(REPLICAS.messages, row.toMutableJSON())).not.toThrow();
    expect(rows.find((row) => row.id === id)).toMatchObject({ direction: 'out', status: 'pending', createdAt: 1_000 });
    expect(rows.find((row) => row.id === noteId)).toMatchObject({ direction: 'note', status: '' });

    const waiting = await firstValueFrom(pendingMessages$(collections));
    expect(waiting.get(conversationId)?.map((row) => row.id)).toEqual([id, noteId]);
    expect(await replica.pending()).toBe(2);
  });

  test('a row of the server waits for nothing until it is written here, and then once however often', async () => {
    await using replica = await offlineReplica(storage());
    const { collections, conversationId } = replica;
    expect(await replica.pending()).toBe(0);
    await setTags(collections, { conversationId, tagIds: ['a', 'b', 'b'] });
    await closeConversation(collections, { conversationId, reason: 'resolvido' });
    expect(await replica.pending()).toBe(1);
    const row = await collections.conversations.findOne(conversationId).exec();
    expect(row).toMatchObject({ tags: ['a', 'b'], status: 'closed', closeReason: 'resolvido', lastMessage: null });
  });

  test('a write that changes nothing does not wait', async () => {
    await using replica = await offlineReplica(storage());
    await setTags(replica.collections, { conversationId: replica.conversationId, tagIds: ['a'] });
    expect(await replica.pending()).toBe(0);
  });

  test('what waits keeps the order of writing', async () => {
    await using replica = await offlineReplica(storage());
    const { collections, conversationId } = replica;
    const author = { conversationId, authorId: ANA };
    for (const text of ['1', '2', '3']) await sendText(collections, { ...author, text, now: 5 });
    await closeConversation(collections, { conversationId });
    const messages = await collections.messages.find({ sort: [{ pending: 'asc' }] }).exec();
    expect(messages.map((row) => row.text)).toEqual(['1', '2', '3']);
    const conversation = await collections.conversations.findOne(conversationId).exec();
    expect(conversation?.pending).toBeGreaterThan(messages.at(-1)?.pending ?? 0);
  });

  test('what is written after a restart leaves after what waits from before, also when the clock was set back', async () => {
    const disk = storage();
    const options = { companyId: newRowId(), userId: ANA, url: 'ws://127.0.0.1:1/sync', accessToken: async () => null };
    const before = await openReplica({ ...options, storage: disk });
    const conversationId = newRowId();
    const first = await sendText(before.collections, { conversationId, authorId: ANA, text: 'antes' });
    await before.close();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 5 * 3_600_000 });
    try {
      const after = await openReplica({ ...options, storage: disk });
      const second = await sendText(after.collections, { conversationId, authorId: ANA, text: 'depois' });
      const waiting = await after.collections.messages.find({ sort: [{ pending: 'asc' }] }).exec();
      expect(waiting.map(({ id }) => id)).toEqual([first, second]);
      await after.wipe();
    } finally {
      vi.useRealTimers();
    }
  });

  test('reading, pinning and drafting write one mark, and reading never goes back', async () => {
    await using replica = await offlineReplica(storage());
    const { collections, conversationId } = replica;
    const of = { userId: ANA, conversationId };
    await Promise.all([
      markRead(collections, { ...of, readCount: 4 }),
      pin(collections, { ...of, pinned: true }),
      saveDraft(collections, { ...of, draft: 'quase', isNote: false }),
    ]);
    await markRead(collections, { ...of, readCount: 2 });
    const marks = await collections.marks.find().exec();
    expect(marks.map((mark) => mark.toMutableJSON())).toEqual([
      {
        ...emptyRow(REPLICAS.marks, markId(ANA, conversationId)),
        ...of,
        readCount: 4,
        pinned: true,
        draft: 'quase',
        pending: expect.any(Number),
      },
    ]);
  });

  test('editing a contact that left this replica does nothing', async () => {
    await using replica = await offlineReplica(storage());
    await editContact(replica.collections, { contactId: newRowId(), edit: { name: 'X' } });
    expect(await replica.pending()).toBe(0);
  });

  test('what waits is still counted after a restart', async () => {
    const user = { companyId: newRowId(), userId: ANA };
    const opening = { ...user, url: 'ws://127.0.0.1:1/sync', accessToken: async () => null, storage: storage() };
    const before = await openReplica(opening);
    await sendText(before.collections, { conversationId: newRowId(), authorId: ANA, text: 'oi' });
    await before.close();
    const after = await openReplica(opening);
    expect(await firstValueFrom(after.pendingChanges$)).toBe(1);
    await after.wipe();
    const wiped = await openReplica(opening);
    expect(await firstValueFrom(wiped.pendingChanges$)).toBe(0);
    await wiped.wipe();
  });
});

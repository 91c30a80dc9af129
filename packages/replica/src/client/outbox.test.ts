import { afterEach, expect, test, vi } from 'vitest';
import { REPLICAS } from '../definitions/index.ts';
import { newRowId } from '../ids.ts';
import { emptyRow } from '../row.ts';
import { isWritable } from '../rxSchema.ts';
import { memoryStorage } from '../testing/index.ts';
import { openLocalDatabase } from './database.ts';
import type { Link } from './link.ts';
import { createOutbox } from './outbox.ts';
import { asDocument } from './steps.ts';

afterEach(() => vi.useRealTimers());

test('a row waits a moment for an older one of another replica, also when the clock is set back by hours meanwhile', async () => {
  const options = { name: `o${newRowId()}`, storage: memoryStorage(), multiInstance: false, now: Date.now };
  const { database, collections, kept } = await openLocalDatabase(options);
  const messages = kept.find(({ definition }) => definition === REPLICAS.messages);
  if (!messages) throw new Error('no replica of messages');
  // Older, and never handed over: its replication is stuck.
  await collections.contacts.insert({ ...emptyRow(REPLICAS.contacts, newRowId()), pending: 0 });
  const id = newRowId();
  const request: Link['request'] = async <Data>() => ({ answer: { rows: [], gone: [id], seq: 1 } }) as Data;
  const outbox = createOutbox({
    link: { request } as Link,
    writable: kept.filter(({ definition }) => isWritable(definition)),
    onAnswered: () => {},
    onFailing: () => {},
  });
  const message = { ...asDocument(emptyRow(REPLICAS.messages, id)), pending: Date.now() + 1_000 };
  vi.useFakeTimers({ toFake: ['Date'] });
  const answered = outbox.push(messages, [{ newDocumentState: message }]);
  vi.setSystemTime(Date.now() - 5 * 3_600_000);
  expect(await answered).toMatchObject([{ document: { id, _deleted: true } }]);
  outbox.close();
  await database.remove();
}, 8_000);

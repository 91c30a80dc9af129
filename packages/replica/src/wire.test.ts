import { expect, test } from 'vitest';
import { REPLICAS } from './definitions/index.ts';
import { toGraphQLTypes, wireRow } from './wire.ts';

// That documents and types fit each other is checked where graphql is: server/src/sync/schema.test.ts.

test('a nullable field may be null on the wire, the others may not', () => {
  const sdl = toGraphQLTypes([REPLICAS.messages]);
  expect(sdl).toContain('sentAt: Whole\n');
  expect(sdl).toContain('createdAt: Whole!\n');
  expect(sdl).toContain('failure: Json\n');
  expect(sdl).toContain('content: Json!\n');
});

test('local bookkeeping never leaves the console', () => {
  const sent = wireRow(REPLICAS.marks, { id: 'x', pending: 9, _deleted: false, _rev: '1-a' });
  expect(Object.keys(sent)).toEqual(Object.keys(REPLICAS.marks.fields));
});

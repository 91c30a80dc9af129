import {
  absentDocument,
  changesDocument,
  liveDocument,
  pullDocument,
  pushDocument,
  REPLICAS,
  renewDocument,
  sayDocument,
} from '@balcao/replica';
import { expect, test } from 'vitest';
import { replicaSources } from '../replicaSources.ts';
import { testDatabase } from '../testing/index.ts';
import { createSyncSchema } from './schema.ts';

test('the server knows every document that a console sends, and no other', async () => {
  await using database = await testDatabase();
  const { documentOf } = createSyncSchema(database, [...replicaSources].reverse(), [], () => new Date());
  const definitions = Object.values(REPLICAS);
  const documents = [
    changesDocument(definitions),
    renewDocument,
    liveDocument,
    sayDocument,
    ...definitions.flatMap((definition) => [
      pullDocument(definition),
      pushDocument(definition),
      absentDocument(definition),
    ]),
  ];
  for (const document of documents) expect(documentOf(document)?.kind).toBe('Document');
  expect(documentOf('{ __schema { types { name } } }')).toBeNull();
  expect(documentOf(documents.join(' '))).toBeNull();
});

import { addRxPlugin, createRxDatabase } from 'rxdb';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { expect, test } from 'vitest';
import { REPLICAS } from './definitions/index.ts';
import { emptyRow } from './row.ts';
import { isWritable, toRxSchema } from './rxSchema.ts';

/** Nothing of an older version is stored here; RxDB wants a step for each all the same. */
const stepsTo = (version: number) =>
  Object.fromEntries(Array.from({ length: version }, (_, step) => [step + 1, (row: object) => row]));

disableWarnings();
addRxPlugin(RxDBDevModePlugin);
addRxPlugin(RxDBMigrationSchemaPlugin);

test('RxDB takes the schema of every replica, with all its checks on, and stores a row in it', async () => {
  const database = await createRxDatabase({
    name: 'schemas',
    storage: wrappedValidateAjvStorage({ storage: getRxStorageMemory() }),
  });
  const definitions = Object.values(REPLICAS);
  const collections = await database.addCollections(
    Object.fromEntries(
      definitions.map((definition) => [
        definition.name,
        { schema: toRxSchema(definition), migrationStrategies: stepsTo(definition.version) },
      ]),
    ),
  );
  for (const definition of definitions) {
    const row = { ...emptyRow(definition, '01900000-0000-7000-8000-000000000001'), pending: 0 };
    const stored = await collections[definition.name]?.insert(row);
    expect(stored?.toJSON()).toEqual(row);
  }
  await database.close();
});

test('what waits to be pushed is found by an index, where a console writes at all', () => {
  expect(toRxSchema(REPLICAS.messages).indexes).toContainEqual(['pending']);
  expect(toRxSchema(REPLICAS.users).indexes).not.toContainEqual(['pending']);
  expect(isWritable(REPLICAS.catalog)).toBe(false);
});

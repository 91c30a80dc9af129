import { Kysely, PostgresDialect } from 'kysely';
import { generate, PostgresDialect as PostgresCatalog } from 'kysely-codegen';
import { openPool } from './connection.ts';

/** The TypeScript that describes the tables of the database at `url`, as `types.generated.ts` holds it. */
export async function typesOf(url: string): Promise<string> {
  const dialect = new PostgresCatalog({ numericParser: 'string', dateParser: 'timestamp' });
  // Not the catalogue's own pool: nobody listens to its connections, and a server that stops right after ended the process.
  const pool = openPool({ url, size: 1, isSession: true, onError: () => {} });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await generate({
      db,
      dialect,
      camelCase: true,
      outFile: null,
      defaultSchemas: ['public'],
      includePattern: 'public.*',
      excludePattern: 'public.migration',
      // As connection.ts reads it.
      typeMapping: { int8: 'number' },
    });
  } finally {
    await db.destroy();
  }
}

import { Kysely } from 'kysely';
import { generate, PostgresDialect } from 'kysely-codegen';

/** The TypeScript that describes the tables of the database at `url`, as `types.generated.ts` holds it. */
export async function typesOf(url: string): Promise<string> {
  const dialect = new PostgresDialect({ numericParser: 'string', dateParser: 'timestamp' });
  const db = new Kysely<unknown>({
    dialect: await dialect.createKyselyDialect({ connectionString: url, ssl: false }),
  });
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

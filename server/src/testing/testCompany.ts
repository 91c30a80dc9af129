import { randomUUID } from 'node:crypto';
import { type Database, inCompany } from '../db/index.ts';

/** Makes an empty company with nothing but its row; returns its id. */
export async function testCompany(database: Database, name = 'Empresa de teste'): Promise<string> {
  const id = randomUUID();
  await inCompany(database, id, (trx) =>
    trx
      .insertInto('company')
      .values({ id, name, domain: `${id}.test` })
      .execute(),
  );
  return id;
}

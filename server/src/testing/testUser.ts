import type { Role } from '@balcao/domain';
import { hashPassword } from '../auth/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { insertUser } from '../users/index.ts';

export const TEST_PASSWORD = 'correct horse battery staple';
let hash: Promise<string> | undefined;

/** Somebody of a company who can sign in with TEST_PASSWORD; returns their id. */
export async function testUser(
  database: Database,
  companyId: string,
  { email, role = 'admin', name = 'Pessoa de teste' }: { email: string; role?: Role; name?: string },
): Promise<string> {
  hash ??= hashPassword(TEST_PASSWORD);
  const passwordHash = await hash;
  return inCompany(database, companyId, (trx) => insertUser(trx, { companyId, name, email, role, passwordHash }));
}

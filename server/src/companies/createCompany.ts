import { randomUUID } from 'node:crypto';
import { hashPassword } from '../auth/index.ts';
import { seedTypes } from '../booking/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { insertUser } from '../users/index.ts';

export type NewCompany = {
  name: string;
  /** Its name in addresses and at sign-in: `clinic.example.com`. Unique in the installation. */
  domain: string;
  admin: { name: string; email: string; password: string };
};

/** A company with its first admin, who makes the rest in the console. */
export async function createCompany(
  database: Database,
  wish: NewCompany,
): Promise<{ companyId: string; adminId: string }> {
  const companyId = randomUUID();
  const passwordHash = await hashPassword(wish.admin.password);
  return inCompany(database, companyId, async (trx) => {
    await trx.insertInto('company').values({ id: companyId, name: wish.name, domain: wish.domain }).execute();
    const { name, email } = wish.admin;
    const adminId = await insertUser(trx, { companyId, name, email, role: 'admin', passwordHash });
    await seedTypes(trx, companyId);
    return { companyId, adminId };
  });
}

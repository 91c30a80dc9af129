/**
 * `npm run company:create -- --name … --domain … --admin-name … --admin-email …`: a company and its first admin. The
 * password is asked for, or read from standard input, so that it stands in no history.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/index.ts';
import { createLog } from '../logging.ts';
import { createCompany } from './createCompany.ts';

const wish = z.object({
  name: z.string({ error: '--name is missing. Example: --name "Clínica Exemplo"' }).trim().min(1),
  domain: z
    .string({ error: '--domain is missing. Example: --domain clinica.example.com' })
    .regex(
      /^[a-z\d]([a-z\d.-]*[a-z\d])?$/,
      '--domain holds something else than small letters, digits, dots and hyphens',
    ),
  'admin-name': z
    .string({ error: '--admin-name is missing. Example: --admin-name "Nome de quem administra"' })
    .trim()
    .min(1),
  'admin-email': z.email({ error: '--admin-email is missing or no address. Example: --admin-email admin@example.com' }),
});
/** NIST SP 800-63B: length is what counts. */
const password = z.string().min(12, 'The password needs at least 12 characters').max(1_000);

const option = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    name: option,
    domain: option,
    'admin-name': option,
    'admin-email': option,
    production: { type: 'boolean' },
  },
});

try {
  const { name, domain, 'admin-name': adminName, 'admin-email': email } = wish.parse(values);
  const chosen = password.parse(await readPassword());
  const config = readConfig(
    process.env,
    values.production ? ['--production'] : [],
    join(import.meta.dirname, '../../..'),
  );
  const log = createLog({ level: 'warn', destination: process.stderr });
  const database = await openDatabase({ server: config.database, dataDir: config.dataDir, log });
  try {
    await createCompany(database, { name, domain, admin: { name: adminName, email, password: chosen } });
  } finally {
    await database.close();
  }
  console.log(`${name} is made. Sign in as ${email}; with the same address in several companies, choose ${domain}.`);
} catch (error) {
  console.error(error instanceof z.ZodError ? error.issues.map(({ message }) => message).join('\n') : wordsFor(error));
  process.exitCode = 1;
}

async function readPassword(): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  if (process.stdin.isTTY) process.stderr.write('Password (at least 12 characters, shown as you type): ');
  for await (const line of reader) return line;
  return '';
}

function wordsFor(error: unknown): string {
  if (error instanceof Error && 'constraint' in error && error.constraint === 'company_domain_unique') {
    return 'There is a company of that domain already.';
  }
  return error instanceof Error ? error.message : String(error);
}

/**
 * `npm run sync:trace -- --company <id> [--user <id>] [--row <id>] [--limit 50]`: what the feed, the scopes and the notices
 * say, in words. Reads only, beside a running server.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { inCompany, openDatabase } from '../db/index.ts';
import { createLog } from '../logging.ts';
import { trace } from './trace.ts';

const question = z.object({
  company: z.uuid('--company is missing or no id. Example: --company 0199a000-0000-7000-8000-000000000001'),
  user: z.uuid('--user holds no id').optional(),
  row: z.uuid('--row holds no id').optional(),
  limit: z.coerce.number('--limit holds no number').int().min(1).max(1_000).default(50),
});
const option = { type: 'string' } as const;

try {
  const { values } = parseArgs({
    options: { company: option, user: option, row: option, limit: option, production: { type: 'boolean' } },
  });
  const { company: companyId, user: userId, row: rowId, limit } = question.parse(values);
  const root = join(import.meta.dirname, '../../..');
  const config = readConfig(process.env, values.production ? ['--production'] : [], root);
  const log = createLog({ level: 'warn', destination: process.stderr });
  const database = await openDatabase({ server: config.database, dataDir: config.dataDir, log });
  try {
    const lines = await inCompany(database, companyId, (trx) => trace(trx, { companyId, userId, rowId, limit }), {
      readOnly: true,
    });
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await database.close();
  }
} catch (error) {
  const words = error instanceof z.ZodError ? error.issues.map(({ message }) => message).join('\n') : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

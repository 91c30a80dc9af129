/** What keeps queries inside `inCompany`: lint, types, and at last PostgreSQL itself (transaction.test.ts). */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from './index.ts';

const root = join(import.meta.dirname, '../../..');

/** Lints `source` as if it stood at `file`, under the house's own rules, in a folder made for it. */
async function lint(file: string, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-lint-'));
  await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), source);
  const biome = join(root, 'node_modules/.bin/biome');
  const { stdout, stderr } = spawnSync(biome, ['lint', '--vcs-enabled=false', file], { cwd: folder, encoding: 'utf8' });
  await rm(folder, { recursive: true });
  return stdout + stderr;
}

test.each([
  ['a pool of its own', `import pg from 'pg';\nexport const pool = new pg.Pool();\n`],
  ['a Kysely of its own', `import { Kysely } from 'kysely';\nexport const open = Kysely;\n`],
])('a feature that opens %s fails lint', async (_what, source) => {
  expect(await lint('server/src/conversations/own.ts', source)).toContain('noRestrictedImports');
});

test('a feature may write SQL', async () => {
  const source = `import { sql } from 'kysely';\nexport const one = sql\`select 1\`;\n`;
  const answer = await lint('server/src/conversations/own.ts', source);
  expect(answer).toContain('Checked 1 file');
  expect(answer).not.toContain('noRestrictedImports');
});

test('outside inCompany the tables of companies have no types', () => {
  const outside = (database: Database) => [
    database.kysely.selectFrom('lane'),
    // @ts-expect-error: a company's table
    database.kysely.selectFrom('conversation'),
  ];
  expect(outside).toBeTypeOf('function');
});

/** What keeps queries inside `inCompany`: lint, types, and at last PostgreSQL itself (transaction.test.ts). */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from './index.ts';

const root = join(import.meta.dirname, '../../..');

function lint(file: string, source: string): string {
  const biome = join(root, 'node_modules/.bin/biome');
  const { stdout, stderr } = spawnSync(biome, ['lint', `--stdin-file-path=${file}`], { cwd: root, input: source });
  return `${stdout}${stderr}`;
}

test.each([
  ['a pool of its own', `import pg from 'pg';\nexport const pool = new pg.Pool();\n`],
  ['a Kysely of its own', `import { Kysely } from 'kysely';\nexport const open = Kysely;\n`],
])('a feature that opens %s fails lint', (_what, source) => {
  expect(lint('server/src/conversations/own.ts', source)).toContain('noRestrictedImports');
});

test('a feature may write SQL', () => {
  const source = `import { sql } from 'kysely';\nexport const one = sql\`select 1\`;\n`;
  expect(lint('server/src/conversations/own.ts', source)).not.toContain('noRestrictedImports');
});

test('outside inCompany the tables of companies have no types', () => {
  const outside = (database: Database) => [
    database.kysely.selectFrom('lane'),
    // @ts-expect-error: a company's table
    database.kysely.selectFrom('conversation'),
  ];
  expect(outside).toBeTypeOf('function');
});

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'balcao-config-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
function mistakesOf(env: NodeJS.ProcessEnv, flags: string[] = []): readonly string[] {
  try {
    readConfig(env, flags, folder());
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}
const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const PRODUCTION = { JWT_SECRET: 'a'.repeat(48), CREDENTIALS_ENCRYPTION_KEY: `2026a:${key(1)}` };

test('an empty environment is a development machine with the embedded database, a demo and simulators', () => {
  const root = folder();
  expect(readConfig({}, [], root)).toMatchObject({
    mode: 'development',
    database: { kind: 'embedded' },
    demo: 'whenEmpty',
    simulators: { kind: 'inProcess', port: 8090 },
    workers: 'inProcess',
    port: 8080,
    dataDir: join(root, '.data'),
    publicUrl: null,
  });
});

test('secrets are made once, kept for their owner only, and found again', () => {
  const root = folder();
  const first = readConfig({}, [], root);
  const second = readConfig({}, [], root);
  expect(second.jwtSecret).toEqual(first.jwtSecret);
  expect(second.credentialKeys).toEqual(first.credentialKeys);
  const path = join(first.dataDir, 'secrets.json');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).not.toBe('');
});

test('every mistake is told at once, with its variable and an example', () => {
  const mistakes = mistakesOf({ PORT: 'eighty', DATABASE_URL: 'mysql://nope', WHATSAPP_PHONE_NUMBER_ID: '+55' });
  expect(mistakes).toHaveLength(3);
  expect(mistakes).toContainEqual('PORT is not a number. Example: PORT=8080');
  expect(mistakes.join()).toContain('DATABASE_URL is not a postgres:// address. Example: DATABASE_URL=postgres://');
});

test('an empty variable counts as not set', () => {
  expect(mistakesOf({ DATABASE_URL: '', PUBLIC_URL: '' })).toEqual([]);
});

test('production makes up no secrets', () => {
  const mistakes = mistakesOf({ NODE_ENV: 'production' });
  expect(mistakes.map((line) => line.split(' ')[0])).toEqual(['JWT_SECRET', 'CREDENTIALS_ENCRYPTION_KEY']);
});

test('production refuses what the simulators use, and the demo', () => {
  expect(mistakesOf({ ...PRODUCTION, META_APP_SECRET: 'sim-app-secret' }, ['--production'])).toHaveLength(1);
  expect(mistakesOf(PRODUCTION, ['--production', '--demo'])).toHaveLength(1);
});

test('production starts no simulator and makes no demo', () => {
  expect(readConfig(PRODUCTION, ['--production'], folder())).toMatchObject({
    mode: 'production',
    demo: 'never',
    simulators: { kind: 'off' },
  });
});

test('one’s own database gets the demo only when asked for', () => {
  const env = { DATABASE_URL: 'postgres://localhost/balcao' };
  expect(readConfig(env, [], folder()).demo).toBe('never');
  expect(readConfig(env, ['--demo'], folder()).demo).toBe('whenMissing');
});

test('several credential keys keep their order, so that the first one seals', () => {
  const config = readConfig({ CREDENTIALS_ENCRYPTION_KEY: `new:${key(2)},old:${key(1)}` }, [], folder());
  expect(config.credentialKeys.first.id).toBe('new');
  expect([...config.credentialKeys.byId.keys()]).toEqual(['new', 'old']);
});

test.each([
  ['too short', 'new:c2hvcnQ=', 'instead of 32'],
  ['named alike', `a:${key(1)},a:${key(2)}`, 'twice'],
])('credential keys that are %s are refused', (_what, value, expected) => {
  expect(mistakesOf({ CREDENTIALS_ENCRYPTION_KEY: value }).join()).toContain(expected);
});

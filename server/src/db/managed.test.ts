import pg from 'pg';
import { expect, test } from 'vitest';
import { quiet, startScratchCluster, testCompany } from '../testing/index.ts';
import { openDatabase } from './index.ts';

test('on a managed PostgreSQL, whose owner is no superuser, everything is made and the application signs in', async () => {
  await using cluster = await startScratchCluster();
  const superuser = new pg.Client({ connectionString: cluster.url('postgres') });
  await superuser.connect();
  await superuser.query(`create role managed login createrole password 'a password with / and @'`);
  await superuser.query('create database desk owner managed');
  await superuser.end();
  const url = new URL(cluster.url('desk'));
  url.username = 'managed';
  url.password = encodeURIComponent('a password with / and @');

  const server = { kind: 'external', url: url.toString(), directUrl: url.toString() } as const;
  for (const _start of ['first', 'second']) {
    const database = await openDatabase({ server, dataDir: '', log: quiet });
    expect(await testCompany(database)).toMatch(/-/);
    await database.close();
  }
});

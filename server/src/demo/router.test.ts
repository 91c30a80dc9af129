import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMediaFiles } from '../media/index.ts';
import { testDatabase, testServer } from '../testing/index.ts';
import { makeDemo } from './index.ts';

test('whoever stands at the door is told of a demonstration once there is one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'balcao-demo-'));
  const database = await testDatabase();
  try {
    await using server = await testServer({ database });
    const about = async () => (await server.app.inject({ url: '/api/installation' })).json();
    expect(await about()).toEqual({ demo: null });
    await makeDemo(database, { ...server.config, demo: 'whenMissing' }, createMediaFiles(folder), new Date());
    expect(await about()).toMatchObject({
      demo: { domain: 'demo.local', password: 'balcao-demo' },
    });
  } finally {
    await database.close();
    rmSync(folder, { recursive: true });
  }
});

import { expect, test } from 'vitest';
import { createLog } from './logging.ts';
import { createStopping } from './stopping.ts';

const log = createLog({ level: 'silent' });

test('what was started last is stopped first, and each only once', async () => {
  const stopped: string[] = [];
  const stopping = createStopping(log);
  for (const name of ['database', 'workers', 'http']) stopping.add(name, async () => stopped.push(name));
  expect(await Promise.all([stopping.stop(), stopping.stop()])).toEqual([true, true]);
  expect(stopped).toEqual(['http', 'workers', 'database']);
});

test('a part that does not stop well is told, and the others stop nevertheless', async () => {
  const stopped: string[] = [];
  const stopping = createStopping(log);
  stopping.add('database', async () => stopped.push('database'));
  stopping.add('workers', () => Promise.reject(new Error('stuck')));
  expect(await stopping.stop()).toBe(false);
  expect(stopped).toEqual(['database']);
});

import { expect, test } from 'vitest';
import { keptWhileTrusted } from './keptTexts.ts';

function browser({ trusted }: { trusted: boolean }) {
  const disk = new Map<string, string>();
  const device = { trusted };
  const storage = {
    getItem: (name: string) => disk.get(name) ?? null,
    setItem: (name: string, value: string) => void disk.set(name, value),
    removeItem: (name: string) => void disk.delete(name),
  };
  const page = () => keptWhileTrusted(storage, { get: () => device.trusted });
  return { disk, device, page };
}

test('a trusted device keeps a text for the next page', () => {
  const { disk, page } = browser({ trusted: true });
  page().setItem('token', 'r0');
  expect(page().getItem('token')).toBe('r0');
  expect([...disk]).toEqual([['token', 'r0']]);
});

test('on another device a text lives in its page alone', () => {
  const { disk, page } = browser({ trusted: false });
  const here = page();
  here.setItem('token', 'r0');
  expect(here.getItem('token')).toBe('r0');
  expect(disk.size).toBe(0);
  expect(page().getItem('token')).toBeNull();
});

test('what an earlier answer left on the disk goes with the first look at it', () => {
  const { disk, device, page } = browser({ trusted: true });
  page().setItem('token', 'r0');
  device.trusted = false;
  expect(page().getItem('token')).toBeNull();
  expect(disk.size).toBe(0);
});

test('removing takes a text from wherever it is', () => {
  const { disk, device, page } = browser({ trusted: false });
  const here = page();
  here.setItem('token', 'r0');
  device.trusted = true;
  here.setItem('token', 'r1');
  here.removeItem('token');
  expect([here.getItem('token'), disk.size]).toEqual([null, 0]);
  device.trusted = false;
  expect(here.getItem('token')).toBeNull();
});

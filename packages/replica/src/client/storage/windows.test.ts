import { expect, test } from 'vitest';
import { newRowId } from '../../ids.ts';
import { otherWindows } from './windows.ts';

/** Everything that passes between windows of this name. */
function overhear(name: string) {
  const channel = new BroadcastChannel(name);
  const passed: unknown[] = [];
  channel.onmessage = ({ data }) => passed.push(data);
  return { passed, [Symbol.dispose]: () => channel.close() };
}
const name = () => `windows-${newRowId()}`;

test('what one window tells, another hears in its order, and the teller does not', async () => {
  const shared = name();
  const [one, other] = [await otherWindows<number>(shared), await otherWindows<number>(shared)];
  const heard = { one: [] as number[], other: [] as number[] };
  one.hear((what) => heard.one.push(what));
  other.hear((what) => heard.other.push(what));
  for (let at = 1; at <= 20; at += 1) one.tell(at);
  await expect.poll(() => heard.other).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect(heard.one).toEqual([]);
  one.close();
  other.close();
});

test('a window that is alone tells nobody; it tells one that came, and nobody again when that has left', async () => {
  const shared = name();
  using line = overhear(shared);
  const one = await otherWindows<string>(shared);
  one.tell('alone');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const other = await otherWindows<string>(shared);
  one.tell('together');
  await expect.poll(() => line.passed).toEqual(['together']);
  other.close();
  await expect
    .poll(async () => (await navigator.locks.query()).held?.filter((lock) => lock.name === shared))
    .toHaveLength(1);
  one.tell('alone again');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(line.passed).toEqual(['together']);
  one.close();
});

test('what was told before a window closed is still said', async () => {
  const shared = name();
  using line = overhear(shared);
  const [one, other] = [await otherWindows<string>(shared), await otherWindows<string>(shared)];
  one.tell('the last word');
  one.close();
  await expect.poll(() => line.passed).toEqual(['the last word']);
  other.close();
});

import { expect, test } from 'vitest';
import { isApple, keyNames } from './keyNames.ts';

test.each([
  ['mod+k', 'Ctrl K', '⌘K'],
  ['mod+shift+enter', 'Ctrl Shift ↵', '⌘⇧↵'],
  ['e', 'E', 'E'],
  ['g c', 'G C', 'G C'],
  ['?', '?', '?'],
])('%s is written %s, and %s on Apple', (keys, others, apple) => {
  expect([keyNames(keys, false), keyNames(keys, true)]).toEqual([others, apple]);
});

test('an Apple keyboard is known by its platform', () => {
  expect(['MacIntel', 'iPad', 'Linux x86_64', 'Win32'].map(isApple)).toEqual([true, true, false, false]);
});

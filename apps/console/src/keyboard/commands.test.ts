import { expect, test } from 'vitest';
import { type Command, createCommands, SEQUENCE_MS } from './commands.ts';
import type { Pressed } from './keys.ts';

const key = (name: string, more: Partial<Pressed> = {}): Pressed => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

function desk(options: { apple?: boolean; singleKeys?: boolean } = {}) {
  const done: string[] = [];
  const commands = createCommands({ apple: options.apple ?? false, singleKeys: () => options.singleKeys ?? true });
  const add = (id: string, keys: string | string[], more: Partial<Command> = {}) =>
    commands.register({ id, title: id, group: 'conversation', keys, run: () => done.push(id), ...more });
  return { commands, add, done };
}

test('a key runs its command, and another key is left to the browser', () => {
  const { commands, add, done } = desk();
  add('close', 'e');
  expect(commands.press(key('e'), 'open', 0)).toBe(true);
  expect(commands.press(key('x'), 'open', 0)).toBe(false);
  expect(done).toEqual(['close']);
});

test('a letter typed into a text or pressed in a dialog is no command, unless the command says so', () => {
  const { commands, add, done } = desk();
  add('close', 'e');
  add('palette', 'mod+k', { whileTyping: true });
  for (const place of ['text', 'layer'] as const) {
    expect(commands.press(key('e'), place, 0)).toBe(false);
    expect(commands.press(key('k', { ctrlKey: true }), place, 0)).toBe(true);
  }
  expect(done).toEqual(['palette', 'palette']);
});

test('mod is Ctrl here and the command key on Apple', () => {
  const here = desk();
  here.add('palette', 'mod+k');
  expect(here.commands.press(key('k', { metaKey: true }), 'open', 0)).toBe(false);
  const apple = desk({ apple: true });
  apple.add('palette', 'mod+k');
  expect(apple.commands.press(key('k', { metaKey: true }), 'open', 0)).toBe(true);
  expect(apple.commands.press(key('k', { ctrlKey: true }), 'open', 0)).toBe(false);
});

test('a letter with Ctrl belongs to the browser', () => {
  const { commands, add } = desk();
  add('reply', 'r');
  expect(commands.press(key('r', { ctrlKey: true }), 'open', 0)).toBe(false);
});

test('a question mark counts wherever Shift puts it', () => {
  const { commands, add, done } = desk();
  add('help', '?');
  commands.press(key('?', { shiftKey: true }), 'open', 0);
  commands.press(key('?'), 'open', 0);
  expect(done).toEqual(['help', 'help']);
});

test('the innermost of two commands with one key wins, and gives it back when it goes', () => {
  const { commands, add, done } = desk();
  add('outer', 'escape');
  const leave = add('inner', 'escape');
  commands.press(key('Escape'), 'open', 0);
  leave();
  commands.press(key('Escape'), 'open', 0);
  expect(done).toEqual(['inner', 'outer']);
});

test('two keys one after the other are one command, when the second comes in time', () => {
  const { commands, add, done } = desk();
  add('conversations', 'g c');
  expect(commands.press(key('g'), 'open', 0)).toBe(true);
  commands.press(key('c'), 'open', SEQUENCE_MS - 1);
  expect(done).toEqual(['conversations']);
  commands.press(key('g'), 'open', 5_000);
  expect(commands.press(key('c'), 'open', 5_000 + SEQUENCE_MS)).toBe(false);
});

test('with single letters off, only chords and Escape fire', () => {
  const { commands, add, done } = desk({ singleKeys: false });
  add('close', 'e');
  add('conversations', 'g c');
  add('palette', 'mod+k');
  add('leave', 'escape');
  for (const pressed of [key('e'), key('g'), key('c'), key('k', { ctrlKey: true }), key('Escape')]) {
    commands.press(pressed, 'open', 0);
  }
  expect(done).toEqual(['palette', 'leave']);
});

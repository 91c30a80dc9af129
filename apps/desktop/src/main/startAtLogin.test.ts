import { expect, test } from 'vitest';
import { autostartEntry } from './startAtLogin.ts';

const exec = (command: string[]) =>
  autostartEntry(command)
    .split('\n')
    .find((line) => line.startsWith('Exec='));

test('each part of the command is quoted, so a folder with a blank stays one part', () => {
  expect(exec(['/opt/My Apps/balcao', '--hidden'])).toBe('Exec="/opt/My Apps/balcao" "--hidden"');
});

test('signs that a desktop file reads as its own are escaped', () => {
  expect(exec(['/opt/100%/a"b$c'])).toBe('Exec="/opt/100%%/a\\\\"b\\\\$c"');
});

import { expect, test } from 'vitest';
import { mayUse } from './permissions.ts';

test.each([
  ['notifications', undefined],
  ['media', ['audio']],
] as const)('%s is allowed (%j)', (permission, media) => expect(mayUse(permission, media)).toBe(true));

test.each([
  ['media', ['video']],
  ['media', ['audio', 'video']],
  ['media', []],
  ['media', undefined],
  ['geolocation', undefined],
  ['clipboard-read', undefined],
  ['display-capture', undefined],
  ['usb', undefined],
  ['toString', undefined],
  ['a permission of next year', undefined],
] as const)('%s is denied (%j)', (permission, media) => expect(mayUse(permission, media)).toBe(false));

import { expect, test } from 'vitest';
import { localDateTime } from './localDateTime.ts';

test('what the field shows is read back as the same minute', () => {
  const moment = new Date(2026, 10, 21, 14, 30).getTime();
  expect(new Date(localDateTime(moment)).getTime()).toBe(moment);
});

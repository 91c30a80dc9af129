import { expect, test } from 'vitest';
import { createLog } from './logging.ts';
import { mask, maskText } from './masking.ts';

test.each([
  ['an e-mail address', 'sign-in of ana@example.com refused', 'sign-in of a•@example.com refused'],
  [
    'a phone number in a lane key',
    'lane in:0198c0de-0000-7000-8000-000000000001:5511900000011',
    'lane in:0198c0de-0000-7000-8000-000000000001:•11',
  ],
  ['a number with a plus', 'call +5511900000011 back', 'call •11 back'],
  ['a business-scoped id', 'person BR.1349120865530274', 'person BR.•74'],
])('%s is shortened inside a text', (_what, text, expected) => {
  expect(maskText(text)).toBe(expected);
});

test('ids, counts and states pass unchanged', () => {
  const fields = { id: '0198c0de-0000-7000-8000-123456789012', count: 5_511_900_000_011, state: 'failed' };
  expect(mask(fields)).toEqual(fields);
});

test('a field named for a secret or a person never shows its value, however deep', () => {
  expect(mask({ error: { request: { access_token: 'abc', text: 'my diagnosis', kind: 'text' } } })).toEqual({
    error: { request: { access_token: '[secret]', text: '[personal]', kind: 'text' } },
  });
});

test('an error keeps its cause and loses the phone number in its message', () => {
  const error = new Error('no answer for 5511900000011', { cause: new Error('socket hang up') });
  expect(mask({ err: error })).toMatchObject({
    err: { message: 'no answer for •11', cause: { message: 'socket hang up' } },
  });
});

test('a circle ends', () => {
  const circle: Record<string, unknown> = {};
  circle.again = circle;
  expect(JSON.stringify(mask(circle))).toContain('[deep]');
});

test('a written line carries the correlation id and no personal data', () => {
  const lines: string[] = [];
  const log = createLog({ destination: { write: (line) => lines.push(line) } });
  log
    .child({ correlation_id: 'c-1' })
    .info({ phone: '5511900000011', err: new TypeError('no answer for 5511900000011') }, 'from 5511900000011');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    correlation_id: 'c-1',
    phone: '[personal]',
    msg: 'from •11',
    level: 'info',
    err: { type: 'TypeError', message: 'no answer for •11' },
  });
});

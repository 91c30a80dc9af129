import { slicesOf } from '@balcao/calendar/icalendar';
import { expect, test } from 'vitest';
import { sendParts } from './sendParts.ts';

const events = Array.from({ length: 10_000 }, (_, n) =>
  ['BEGIN:VEVENT', `UID:${n}`, 'DTSTART:20311124T090000Z', 'DURATION:PT30M', 'END:VEVENT'].join('\r\n'),
);
const parts = slicesOf(['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n')) ?? { slices: [], bad: [] };
const bad = { line: 2, uid: '', title: '', reason: 'badDate' as const, value: '' };
const answerTo = (ics: string) => ({
  events: ics.match(/UID:.*/g) ?? [],
  bad: [bad],
  repeated: 1,
  skipped: 0,
});

test('CON-35 10,000 events say how far they are, and one line of each part is told by its place in the file', async () => {
  const progress: number[] = [];
  const sent = await sendParts(parts, {
    send: async (ics) => answerTo(ics),
    isWanted: () => true,
    onProgress: (done) => progress.push(done),
  });
  expect(progress).toEqual(Array.from({ length: 100 }, (_, n) => n * 100));
  expect(sent).toMatchObject({ done: 10_000, isWhole: true, result: { repeated: 100 } });
  expect(sent.result.events).toHaveLength(10_000);
  expect(new Set(sent.result.bad.map(({ line }) => line)).size).toBe(100);
});

test('CON-35 stopped half-way, what is on its way is waited for and counted, and nothing more is sent', async () => {
  let isWanted = true;
  const asked: string[] = [];
  const sent = await sendParts(parts, {
    send: async (ics) => {
      asked.push(ics);
      if (asked.length === 3) isWanted = false;
      return answerTo(ics);
    },
    isWanted: () => isWanted,
    onProgress: () => undefined,
  });
  expect(asked).toHaveLength(3);
  expect(sent).toMatchObject({ done: 300, isWhole: false });
  expect(sent.result.events).toHaveLength(300);
});

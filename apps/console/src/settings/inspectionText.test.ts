import { expect, test } from 'vitest';
import { inspectionText } from './inspectionText.ts';

test('the report says where each replica stands, what waits, and how the connection went', () => {
  const checkpoint = { epoch: 'e1', scope: 's1', version: 0, seq: 42, cursor: null, audit: false };
  const text = inspectionText({
    version: '1.2.3',
    browser: 'Browser 1',
    state: { kind: 'live' },
    notices: { refused: 1 },
    inspection: {
      at: 0,
      url: 'wss://desk.example/sync',
      keeping: 'sealed',
      leads: true,
      links: [{ at: 1_000, kind: 'refused', code: 'auth.signedOut' }],
      replicas: [
        { name: 'marks', version: 0, rows: 3, waiting: [{ id: 'm-1', since: 2_000 }], checkpoint, course: null },
        { name: 'users', version: 0, rows: 0, waiting: [], checkpoint: null, course: null },
      ],
    },
  });
  expect(text.split('\n')).toEqual([
    'Balcão 1.2.3 · 1970-01-01T00:00:00.000Z',
    'Browser 1',
    'server wss://desk.example/sync · kept sealed · this window has the socket',
    'state {"kind":"live"}',
    'open notices {"refused":1}',
    '',
    'marks v0: 3 rows, 1 waiting',
    '  checkpoint {"epoch":"e1","scope":"s1","version":0,"seq":42,"cursor":null,"audit":false}',
    '  waits m-1 since 1970-01-01T00:00:02.000Z',
    'users v0: 0 rows, 0 waiting',
    '  checkpoint none',
    '',
    '1970-01-01T00:00:01.000Z refused auth.signedOut',
  ]);
});

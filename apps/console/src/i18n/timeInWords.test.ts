import type { Language } from '@balcao/domain';
import { expect, test } from 'vitest';
import { exactTime, type TimeStyle, timeInWords } from './timeInWords.ts';

const ZONE = 'America/Sao_Paulo';
const at = (text: string) => Date.parse(`${text}-03:00`);
/** A Saturday. */
const NOW = at('2026-11-21T14:33:20');
/** Intl puts narrow and no-break spaces where people type plain ones. */
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
const words = (time: number, style: TimeStyle, language: Language) =>
  plain(timeInWords(time, NOW, style, language, ZONE));

test.each([
  ['2026-11-21T14:33:00', 'list', 'agora', 'ahora', 'now'],
  ['2026-11-21T14:10:00', 'list', '14:10', '14:10', '2:10 PM'],
  ['2026-11-20T23:59:00', 'list', 'ontem', 'ayer', 'yesterday'],
  ['2026-11-19T15:30:00', 'list', 'qui', 'jue', 'Thu'],
  ['2026-11-12T15:30:00', 'list', '12/11', '12/11', 'Nov 12'],
  ['2025-11-12T15:30:00', 'list', '12/11/2025', '12/11/2025', 'Nov 12, 2025'],
  ['2026-11-21T14:33:10', 'ago', 'agora', 'ahora', 'now'],
  ['2026-11-21T14:29:00', 'ago', 'há 4 min', 'hace 4 min', '4 min ago'],
  ['2026-11-21T12:00:00', 'ago', 'há 2 h', 'hace 2 h', '2 hr ago'],
  ['2026-11-26T15:30:00', 'ago', 'qui 26/11 15:30', 'jue 26/11 15:30', 'Thu Nov 26 3:30 PM'],
  ['2026-11-26T15:30:00', 'full', 'qui 26/11 15:30', 'jue 26/11 15:30', 'Thu Nov 26 3:30 PM'],
  ['2025-11-26T15:30:00', 'full', 'qua 26/11/2025 15:30', 'mié 26/11/2025 15:30', 'Wed Nov 26, 2025 3:30 PM'],
  ['2026-11-21T09:05:00', 'clock', '09:05', '09:05', '9:05 AM'],
  ['2026-11-21T09:05:00', 'day', 'hoje', 'hoy', 'today'],
  ['2026-11-20T09:05:00', 'day', 'ontem', 'ayer', 'yesterday'],
  ['2026-11-12T09:05:00', 'day', 'quinta-feira, 12 de novembro', 'jueves, 12 de noviembre', 'Thursday, November 12'],
] as const)('%s as %s is "%s", "%s", "%s"', (time, style, pt, es, en) => {
  expect([words(at(time), style, 'pt-BR'), words(at(time), style, 'es'), words(at(time), style, 'en')]).toEqual([
    pt,
    es,
    en,
  ]);
});

test('a clock some seconds ahead still says now', () => {
  expect(words(NOW + 30_000, 'ago', 'pt-BR')).toBe('agora');
});

test('a minute before midnight was yesterday, in the zone that was asked', () => {
  const night = at('2026-11-21T00:01:00');
  expect(timeInWords(night - 120_000, night, 'day', 'pt-BR', ZONE)).toBe('ontem');
  expect(timeInWords(night - 120_000, night, 'day', 'pt-BR', 'UTC')).toBe('hoje');
});

test('the exact time names day, second and zone', () => {
  expect(plain(exactTime(NOW, 'pt-BR', ZONE))).toBe('sábado, 21 de novembro de 2026 às 14:33:20 BRT');
});

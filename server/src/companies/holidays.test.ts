import { expect, test } from 'vitest';
import { HOLIDAY_COUNTRIES, holidaysOf } from './holidays.ts';

test('QUE-09 six countries have their holidays, each date once and in order', () => {
  for (const country of HOLIDAY_COUNTRIES) {
    const days = holidaysOf(country, 2027, 'pt-BR').map(({ date }) => date);
    expect(days.length, country).toBeGreaterThan(5);
    expect(days).toEqual([...new Set(days)].sort());
    expect(
      days.every((day) => day.startsWith('2027-')),
      country,
    ).toBe(true);
  }
});

test('fixed and movable feasts, moved days, and names in the language asked for', () => {
  const brazil = new Map(holidaysOf('BR', 2026, 'pt-BR').map(({ date, name }) => [date, name]));
  expect(brazil.get('2026-11-20')).toBeDefined();
  expect(brazil.get('2026-04-03')).toBe('Sexta-Feira Santa');
  // The Epiphany of Colombia is kept on the Monday after it.
  expect(holidaysOf('CO', 2026, 'es').map(({ date }) => date)).toContain('2026-01-12');
  expect(holidaysOf('US', 2026, 'en')).toContainEqual({ date: '2026-11-26', name: 'Thanksgiving Day' });
});

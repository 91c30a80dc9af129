import { expect, test } from 'vitest';
import { fillWords, openingInWords, waitInWords } from './contactWords.ts';

test('values stand where their names are, and a name that nobody knows stays', () => {
  expect(fillWords('Lugar {position}, {wait}. {nada}', { position: '3', wait: '5 minutos' })).toBe(
    'Lugar 3, 5 minutos. {nada}',
  );
});

test('a wait is said in whole minutes, then in hours, in the company’s language', () => {
  expect(waitInWords(0, 'pt-BR')).toBe('1 minuto');
  expect(waitInWords(4.2 * 60_000, 'pt-BR')).toBe('5 minutos');
  expect(waitInWords(100 * 60_000, 'es')).toBe('2 horas');
  expect(waitInWords(60_000, 'en')).toBe('1 minute');
});

test('QUE-09 an opening is said on the company’s own clock', () => {
  expect(openingInWords(Date.UTC(2026, 10, 23, 11), 'America/Sao_Paulo', 'pt-BR')).toMatch(
    /segunda-feira, 23 de novembro.*08:00/,
  );
});

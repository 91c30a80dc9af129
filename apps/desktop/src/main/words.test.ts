import { LANGUAGES } from '@balcao/domain';
import { expect, test } from 'vitest';
import { fill, wordsOf } from './words.ts';

test.each(LANGUAGES)('the catalogue of %s has every word of the shell', (language) => {
  const words = wordsOf(language);
  expect(fill(words.unread, { count: 12 })).toContain('12');
  expect(fill(words.pageKeepsFailing.body, { folder: '/logs' })).toContain('/logs');
});

test('a value that is not given stays visible as a hole', () => {
  expect(fill('unread: {count}', {})).toBe('unread: {count}');
});

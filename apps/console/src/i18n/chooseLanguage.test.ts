import { expect, test } from 'vitest';
import { chooseLanguage } from './chooseLanguage.ts';

test.each([
  ['the choice of this device', { chosen: 'en', user: 'es', browser: ['pt-BR'] }, 'en'],
  ["the user's own language", { chosen: null, user: 'es', browser: ['en-GB'] }, 'es'],
  ['what the browser asks for', { chosen: null, user: null, browser: ['de', 'en-GB'] }, 'en'],
  ['Portuguese where nothing fits', { chosen: 'tlh', user: null, browser: ['de'] }, 'pt-BR'],
])('the console speaks %s', (_what, wishes, language) => {
  expect(chooseLanguage(wishes)).toBe(language);
});

import { expect, test } from 'vitest';
import { lookOf } from './appearance.ts';

const choice = { theme: 'system', contrast: 'system', density: 'comfortable' } as const;

test('without a choice the system decides', () => {
  expect(lookOf(choice, { dark: true, moreContrast: false })).toEqual({
    theme: 'dark',
    contrast: 'normal',
    density: 'comfortable',
  });
});

test('a choice wins over the system', () => {
  expect(lookOf({ ...choice, theme: 'light', contrast: 'more' }, { dark: true, moreContrast: false })).toMatchObject({
    theme: 'light',
    contrast: 'more',
  });
});

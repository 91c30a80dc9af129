import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Values = Record<string, string>;
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The custom properties of the first block that opens with `selector`. */
function valuesOf(selector: string): Values {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]));
}

const light = valuesOf(':root');
const dark = { ...light, ...valuesOf('[data-theme="dark"]') };
const lightMore = { ...light, ...valuesOf('\n[data-contrast="more"]') };
const darkMore = {
  ...dark,
  ...valuesOf('\n[data-contrast="more"]'),
  ...valuesOf('[data-theme="dark"][data-contrast="more"]'),
};

/** Relative luminance, 0 to 1. Source: WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(values: Values, text: string, ground: string): number {
  const [a, b] = [luminance(values[text] ?? ''), luminance(values[ground] ?? '')];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ['paper', 'surface', 'sunken', 'hover', 'accent-soft', 'note', 'bubble-in', 'bubble-out'];
const PAIRS = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...['good', 'warn', 'bad'].flatMap((text) =>
    [`${text}-soft`, 'paper', 'surface', 'sunken', 'hover'].map((ground) => [text, ground] as const),
  ),
  ['accent-ink', 'accent'] as const,
  ['accent-ink', 'accent-hover'] as const,
  ['bad-ink', 'bad'] as const,
  ['bad-ink', 'bad-hover'] as const,
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((hue) => ['hue-ink', `hue-${hue}`] as const),
];

test.each([
  ['light', light, 4.5],
  ['dark', dark, 4.5],
  ['light with more contrast', lightMore, 7],
  ['dark with more contrast', darkMore, 7],
] as const)('every text of the %s theme can be read on every ground it stands on', (_name, values, least) => {
  const weak = PAIRS.map(([text, ground]) => ({ text, ground, ratio: contrast(values, text, ground) })).filter(
    ({ ratio }) => !(ratio >= least),
  );
  expect(weak).toEqual([]);
});

test('the edge of a field stands out from its ground by 3 to 1', () => {
  for (const values of [light, dark, lightMore, darkMore]) {
    expect(contrast(values, 'line-control', 'surface')).toBeGreaterThanOrEqual(3);
  }
});

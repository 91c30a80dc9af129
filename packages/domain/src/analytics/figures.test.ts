import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';
import { FIGURES, type Figures, figuresShape, NO_FIGURES, sumFigures, summaryOf } from './figures.ts';

const figures = fc
  .tuple(...FIGURES.map(() => fc.nat(1_000_000)))
  .map((values): Figures => figuresShape.parse(Object.fromEntries(FIGURES.map((name, at) => [name, values[at]]))));

test('sums add up in whatever order and in whatever parts', () => {
  fc.assert(
    fc.property(fc.array(figures), fc.array(figures), (one, other) => {
      expect(sumFigures([...one, ...other])).toEqual(sumFigures([sumFigures(other), sumFigures(one)]));
    }),
  );
});

test('where nothing happened there is no average, rather than a zero', () => {
  expect(Object.values(summaryOf(NO_FIGURES)).every((value) => value === null)).toBe(true);
});

test('averages and shares are of what they say', () => {
  const day = {
    ...NO_FIGURES,
    ...{
      entered: 10,
      started: 8,
      waitMs: 80_000,
      finished: 6,
      abandoned: 2,
      cameBack: 2,
      handled: 6,
      handleMs: 60_000,
    },
    ...{ firstMet: 3, firstBreached: 1, rated: 2, ratingSum: 9 },
  };
  expect(summaryOf(day)).toEqual({
    averageWaitMs: 10_000,
    averageHandleMs: 10_000,
    firstResponseMet: 0.75,
    resolutionMet: null,
    firstContactResolution: 4 / 6,
    abandonedShare: 0.2,
    averageRating: 4.5,
  });
});

test('a name that begins like a formula is none in a spreadsheet', () => {
  expect(
    csvOf([
      ['Fila', 1, null],
      ['=1+1', 'a"b', 'c,d'],
    ]),
  ).toBe('\uFEFFFila,1,\r\n\'=1+1,"a""b","c,d"\r\n');
});

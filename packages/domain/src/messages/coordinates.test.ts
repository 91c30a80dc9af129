import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCoordinates } from './coordinates.ts';

const place = { latitude: -23.5614, longitude: -46.6559 };

test.each([
  ['two numbers', '-23.5614, -46.6559'],
  ['two numbers with a blank', ' -23.5614 -46.6559 '],
  ['decimal commas', '-23,5614; -46,6559'],
  ['a typographic minus', '−23.5614,−46.6559'],
  [
    'a place of Google Maps, and not where its camera was',
    'https://www.google.com/maps/place/X/@-20.1,-40.2,17z/data=!3d-23.5614!4d-46.6559',
  ],
  ['a map that was only looked at', 'https://www.google.com/maps/@-23.5614,-46.6559,17z'],
  ['a shared query', 'https://maps.google.com/?q=-23.5614,-46.6559'],
  ['our own card', 'https://www.google.com/maps/search/?api=1&query=-23.5614%2C-46.6559'],
  ['OpenStreetMap', 'https://www.openstreetmap.org/?mlat=-23.5614&mlon=-46.6559#map=17/1/2'],
  ['a geo link', 'geo:-23.5614,-46.6559?z=17'],
])('%s is a place', (_what, text) => {
  expect(parseCoordinates(text)).toEqual(place);
});

test.each(['', 'Avenida de Teste, 1578', '91, 10', '10, 181', '12', 'https://maps.app.goo.gl/abc'])(
  '%s is none',
  (text) => {
    expect(parseCoordinates(text)).toBeNull();
  },
);

test('what it reads lies on Earth, whatever is pasted', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.tuple(fc.double(), fc.double()).map(([a, b]) => `${a},${b}`),
      ),
      (text) => {
        const found = parseCoordinates(text);
        return found === null || (Math.abs(found.latitude) <= 90 && Math.abs(found.longitude) <= 180);
      },
    ),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rendererPath } from './rendererPath.ts';

const ROOT = '/opt/balcao/renderer';

test.each([
  ['app://balcao/assets/index-1.js', { kind: 'file', path: `${ROOT}/assets/index-1.js` }],
  ['app://balcao/assets/a%20b.svg', { kind: 'file', path: `${ROOT}/assets/a b.svg` }],
  ['app://balcao/icon.svg?v=2#x', { kind: 'file', path: `${ROOT}/icon.svg` }],
  ['app://balcao/', { kind: 'page' }],
  ['app://balcao/conversations/01890a5d', { kind: 'page' }],
  ['app://other/', { kind: 'refused' }],
  ['app://balcao/%E0%A4%A', { kind: 'refused' }],
  ['app://balcao/a%00.js', { kind: 'refused' }],
  ['app://balcao/..%5C..%5Csecrets.json', { kind: 'refused' }],
  ['app://balcao/%2e%2e%2f%2e%2e%2fsecrets.json', { kind: 'refused' }],
  ['app://balcao/..%2Frenderer-of-another%2Fx.js', { kind: 'refused' }],
  ['no address', { kind: 'refused' }],
] as const)('%s', (address, expected) => {
  expect(rendererPath(address, ROOT)).toEqual(expected);
});

test('no address whatsoever names a file outside the folder', () => {
  const piece = fc.constantFrom('..', '%2e%2e', '.', '/', '%2f', '\\', '%5c', 'a', 'b.js', '%00', '~', '%25', 'C:');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const found = rendererPath(`app://balcao/${pieces.join('')}`, ROOT);
      return found.kind !== 'file' || found.path.startsWith(`${ROOT}/`);
    }),
    { numRuns: 2_000 },
  );
});

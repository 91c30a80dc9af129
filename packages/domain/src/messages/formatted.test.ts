import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Inline, isFewEmoji, parseFormatted } from './formatted.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });

test.each([
  ['*hoje* às 10', [{ type: 'bold', children: [text('hoje')] }, text(' às 10')]],
  ['_talvez_', [{ type: 'italic', children: [text('talvez')] }]],
  ['~não~', [{ type: 'strike', children: [text('não')] }]],
  ['*muito _bem_*', [{ type: 'bold', children: [text('muito '), { type: 'italic', children: [text('bem')] }] }]],
  ['```a *b* c```', [{ type: 'mono', text: 'a *b* c' }]],
] as const)('%s is drawn formatted', (typed, expected) => {
  expect(parseFormatted(typed)).toEqual(expected);
});

test.each(['2 * 3 * 4', 'nome_do_arquivo', '* item\n* outro', '**', '*aberto', '* espaço *', '``````', '*uma\nduas*'])(
  '%j is no formatting and stays as typed',
  (typed) => {
    expect(parseFormatted(typed)).toEqual([text(typed)]);
  },
);

test('an address ends before the sentence does', () => {
  expect(parseFormatted('veja https://exemplo.com/a?b=1. Obrigado')).toEqual([
    text('veja '),
    { type: 'link', text: 'https://exemplo.com/a?b=1', href: 'https://exemplo.com/a?b=1' },
    text('. Obrigado'),
  ]);
});

test('an e-mail address opens the mail program, a bare www address the browser', () => {
  expect(parseFormatted('teste@demo.local')).toEqual([
    { type: 'link', text: 'teste@demo.local', href: 'mailto:teste@demo.local' },
  ]);
  expect(parseFormatted('www.demo.local')).toEqual([
    { type: 'link', text: 'www.demo.local', href: 'https://www.demo.local' },
  ]);
});

test('no address leads anywhere but to the web or to a mail program', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('javascript:', 'www.', 'http://', '@', 'a', '.', ' ', '/') }),
      (typed) => {
        for (const node of parseFormatted(typed)) {
          if (node.type === 'link') expect(node.href).toMatch(/^(https?:\/\/|mailto:)/i);
        }
      },
    ),
  );
});

const written = (nodes: readonly Inline[]): string =>
  nodes.map((node) => ('children' in node ? written(node.children) : node.text)).join('');
const withoutMarkers = (value: string) => value.replace(/[*_~`]/g, '');

test('whatever is typed, nothing but markers is left out', () => {
  const typed = fc.string({
    unit: fc.constantFrom('*', '_', '~', '```', ' ', '\n', 'a', 'é', '👍', 'https://x.y', '.'),
  });
  fc.assert(
    fc.property(typed, (value) => {
      expect(withoutMarkers(written(parseFormatted(value)))).toBe(withoutMarkers(value));
    }),
  );
});

test('up to three emoji alone are drawn large, text and longer rows are not', () => {
  expect(isFewEmoji('👍🏽')).toBe(true);
  expect(isFewEmoji('👨‍👩‍👧 🎉')).toBe(true);
  expect(isFewEmoji('👍 ok')).toBe(false);
  expect(isFewEmoji('👍👍👍👍')).toBe(false);
  expect(isFewEmoji('123')).toBe(false);
  expect(isFewEmoji('')).toBe(false);
});

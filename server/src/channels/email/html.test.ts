import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHtml } from './html.ts';

test('words with formatting, a list and a link stay; looks go', () => {
  const mail = readHtml(
    `<html><head><title>x</title><style>p{color:red}</style></head><body><div style="color:red">Olá, <b>Recepção</b></div>
     <ul><li class="a">terça</li><li>quinta</li></ul><p>Veja <a href="https://example.com/x" onclick="alert(1)">aqui</a></p></body></html>`,
  );
  expect(mail.html.replace(/\s+/g, ' ')).toBe(
    '<p>Olá, <b>Recepção</b></p> <ul><li>terça</li><li>quinta</li></ul><p>Veja <a href="https://example.com/x">aqui</a></p>',
  );
  expect(mail.text).toBe('Olá, Recepção\n\n- terça\n- quinta\n\nVeja aqui (https://example.com/x)');
});

test('HTML that says no more than its text is not kept', () => {
  expect(readHtml('<div dir="ltr">Bom dia<div><br></div><div>Pode ser às 15h?</div></div>')).toMatchObject({
    html: '',
    text: 'Bom dia\n\nPode ser às 15h?',
    page: null,
  });
});

test.each([
  [
    'Gmail',
    '<div>Sim</div><div class="gmail_quote"><div>Em sex. escreveu:<br></div><blockquote>Pode?</blockquote></div>',
  ],
  [
    'Thunderbird',
    '<p>Sim</p><div class="moz-cite-prefix">Em 20/11 escreveu:</div><blockquote type="cite">Pode?</blockquote>',
  ],
  ['Outlook web', '<div>Sim</div><hr><div id="divRplyFwdMsg"><b>De:</b> Clínica</div><div>Pode?</div>'],
  [
    'Outlook',
    '<div>Sim</div><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>De:</b> Clínica</p></div></div><p>Pode?</p>',
  ],
])('what %s repeats is folded away', (_program, source) => {
  const { text, quoted, html } = readHtml(source);
  expect(text.replace('---', '').trim()).toBe('Sim');
  expect(quoted).toContain('Pode?');
  expect(html).not.toContain('Pode?');
});

test('a mail that only forwards stays whole', () => {
  const { text, quoted } = readHtml('<div class="gmail_quote">Mensagem encaminhada<br>Oi</div>');
  expect({ text, quoted }).toEqual({ text: 'Mensagem encaminhada\nOi', quoted: '' });
});

test('a picture within the text is a file of the mail; one from elsewhere is left out, and the page has it', () => {
  const mail = readHtml(
    '<p>Foto: <img src="cid:foto%40x" alt="Foto"> <img src="https://spy.example/1.gif" width="1"></p>',
  );
  expect(mail.html).toBe('<p>Foto: <img data-file="0" alt="Foto"> </p>');
  expect(mail.inlineIds).toEqual(['foto@x']);
  expect(mail.page).toContain('https://spy.example/1.gif');
  expect(mail.page).toContain('src="cid:0"');
});

test('a table of figures stays a table; one that lays out becomes lines', () => {
  const prices = readHtml(
    '<table><tr><td>Limpeza</td><td>R$ 200</td></tr><tr><td>Exame</td><td>R$ 90</td></tr></table>',
  );
  expect(prices.html).toContain('<td>R$ 200</td>');
  const layout = readHtml(
    '<table bgcolor="#fff"><tr><td><table><tr><td><b>Promoção</b></td></tr></table></td></tr></table>',
  );
  expect(layout.html).toBe('<p><b>Promoção</b></p>');
});

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href=" java\tscript:alert(1)">x</a>',
  '<iframe src="https://evil.example"></iframe>',
  '<form action="https://evil.example"><input name=a></form>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<math><mtext></p><style><img src=x onerror=alert(1)></style>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<style><!--</style><img src=x onerror=alert(1)>-->',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<object data="https://evil.example"></object><embed src=x>',
  '<img src="cid:a" data-file="1" srcset="https://evil.example/x 2x">',
  '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
];
/** Everything that an HTML of ours may consist of. */
const ONLY_OURS =
  /^(?:[^<>]|<(?:\/?(?:p|b|strong|i|em|u|s|del|strike|sub|sup|a|ul|ol|li|blockquote|pre|code|h[1-6]|table|thead|tbody|tr|td|th)|br|hr|img)(?: (?:href="(?:https?:|mailto:|tel:)[^"]*"|data-file="\d+"|alt(?:="[^"]*")?|colspan="[^"]*"|rowspan="[^"]*"|start="[^"]*"))* ?\/?>)*$/;

test.each(ATTACKS)('nothing of %s is left to run or load', (attack) => {
  const { html, page } = readHtml(`<b>antes</b>${attack}<p>depois</p>`);
  expect(html).toMatch(ONLY_OURS);
  expect(`${html}${page ?? ''}`).not.toMatch(
    /<(?:script|svg|iframe|form|meta|base|link|math|object|embed)|\son\w+=|javascript:|data:text/i,
  );
});

test('whatever HTML comes, it is read, and what is kept is made of our few tags', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...ATTACKS,
      '<div>',
      '</div>',
      '<table><tr><td>',
      '</table>',
      '<blockquote type=cite>',
      '<',
      '&lt;script&gt;',
      'palavra',
    ),
    fc.string({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(readHtml(pieces.join('')).html).toMatch(ONLY_OURS);
    }),
    { numRuns: 300 },
  );
});

test('a hundred thousand nested elements are read, not fallen over', () => {
  const mail = readHtml(`<b>Oi</b>${'<div>'.repeat(100_000)}fundo${'</div>'.repeat(100_000)}`);
  expect(mail.text).toContain('Oi');
});

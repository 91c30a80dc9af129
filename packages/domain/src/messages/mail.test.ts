import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressesIn, bareSubject, isMailAddress, replySubject, splitQuotedText } from './mail.ts';

test.each([
  ['Re: RES: Fwd: Consulta', 'Consulta'],
  ['ENC: RE[2]: Exame', 'Exame'],
  ['Resultado do exame', 'Resultado do exame'],
  ['  ', ''],
  ['Re:', ''],
])('the bare subject of "%s" is "%s"', (subject, bare) => {
  expect(bareSubject(subject)).toBe(bare);
});

test('an answer carries one mark, whatever stood there before', () => {
  expect(replySubject('RES: Re: Consulta')).toBe('Re: Consulta');
  expect(replySubject('')).toBe('');
});

test.each([
  'Em sex., 20 de nov. de 2026 às 10:00, Contato de teste <a@example.com> escreveu:',
  'On Fri, Nov 20, 2026 at 10:00 AM Contato <a@example.com> wrote:',
  'El vie, 20 nov 2026 a las 10:00, Contato (<a@example.com>) escribió:',
  '-----Mensagem original-----',
  '________________________________',
])('what follows "%s" is repeated, not new', (line) => {
  expect(splitQuotedText(`Pode ser às 15h.\r\n\r\n${line}\r\n> Qual horário?\r\n`)).toEqual({
    text: 'Pode ser às 15h.',
    quoted: `${line}\n> Qual horário?`,
  });
});

test('an introduction that was wrapped, and Outlook’s head without one, begin the repetition too', () => {
  const wrapped = 'Em sex., 20 de nov. de 2026 às 10:00, Contato de teste\n<contato@example.com> escreveu:\n> Oi';
  expect(splitQuotedText(`Certo.\n\n${wrapped}`)).toEqual({ text: 'Certo.', quoted: wrapped });
  const head = 'De: Clínica <a@example.com>\nEnviado em: sexta-feira\nPara: Contato\nAssunto: Exame\n\nBom dia';
  expect(splitQuotedText(`Obrigado\n\n${head}`)).toEqual({ text: 'Obrigado', quoted: head });
});

test('an answer between the quoted lines stays whole', () => {
  const whole = '> Pode às 15h?\nPosso.\n> E amanhã?\nNão.';
  expect(splitQuotedText(whole)).toEqual({ text: whole, quoted: '' });
});

test('a mail that only repeats loses nothing', () => {
  expect(splitQuotedText('> tudo citado')).toEqual({ text: '> tudo citado', quoted: '' });
});

test('whatever is written, no line of it is lost', () => {
  const line = fc.constantFrom('Oi', '> citado', '', 'De: a', 'Enviado: b', 'On 1 wrote:', 'On a long day b wrote:');
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const { text, quoted } = splitQuotedText(lines.join('\n'));
      const kept = [...text.split('\n'), ...quoted.split('\n')].filter((each) => each.trim() !== '');
      expect(kept).toEqual(lines.filter((each) => each !== ''));
    }),
  );
});

test('addresses as people type them, and what is none', () => {
  expect(addressesIn('a@example.com; B@exemplo.com.br,\n a@example.com outro')).toEqual({
    good: ['a@example.com', 'B@exemplo.com.br'],
    bad: ['outro'],
  });
  for (const bad of [
    'a@b',
    '@example.com',
    'a b@example.com',
    'a@exa mple.com',
    'a@example.com\r\nBcc: x@y.zz',
    `${'a'.repeat(250)}@example.com`,
  ]) {
    expect(isMailAddress(bad), bad).toBe(false);
  }
  expect(isMailAddress('joão@exämple.com')).toBe(true);
});

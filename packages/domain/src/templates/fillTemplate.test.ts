import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillTemplate, parametersOf, templateFaults, valuesOf, variablesOf } from './fillTemplate.ts';
import { isUsable, type MessageTemplate } from './template.ts';

const template: MessageTemplate = {
  name: 'lembrete',
  language: 'pt_BR',
  category: 'utility',
  status: 'approved',
  reason: '',
  header: { type: 'text', text: 'Olá, {{1}}' },
  body: 'Consulta {{1}} às {{2}}. Até {{1}}!',
  footer: 'Clínica',
  buttons: [
    { type: 'reply', title: 'Confirmar' },
    { type: 'url', title: 'Ver', url: 'https://demo.local/c/{{1}}' },
    { type: 'code', title: 'Copiar' },
  ],
  examples: {},
};
const values = new Map([
  ['header.1', 'Contato'],
  ['body.1', 'quinta'],
  ['body.2', '10h'],
  ['button.1', 'abc'],
  ['button.2', 'CUPOM10'],
]);

test('every place is asked for once, also that of a header, of an address and of a code', () => {
  expect(variablesOf(template).map(({ key }) => key)).toEqual(['header.1', 'body.1', 'body.2', 'button.1', 'button.2']);
  expect(fillTemplate(template, values)).toEqual({
    header: 'Olá, Contato',
    text: 'Consulta quinta às 10h. Até quinta!',
    footer: 'Clínica',
    buttons: [
      { type: 'reply', title: 'Confirmar', url: '' },
      { type: 'url', title: 'Ver', url: 'https://demo.local/c/abc' },
      { type: 'code', title: 'Copiar', url: '' },
    ],
  });
});

test('what is not filled in stays visible in the preview, and keeps it from going', () => {
  const some = new Map([['body.1', 'quinta']]);
  expect(fillTemplate(template, some).text).toBe('Consulta quinta às {{2}}. Até quinta!');
  expect(templateFaults(template, some).map(({ at }) => at)).toEqual(['header.1', 'body.2', 'button.1', 'button.2']);
  expect(templateFaults(template, values)).toEqual([]);
});

test('values that make it longer than the platform takes are told before it is sent', () => {
  const long = new Map([...values, ['body.2', 'x'.repeat(1024)], ['button.2', 'x'.repeat(16)]]);
  expect(templateFaults(template, long).map(({ at, limit }) => [at, limit])).toEqual([
    ['button.2', 15],
    ['text', 1024],
  ]);
});

test('a named variable is one too, and a template in another state cannot be used', () => {
  const named = { ...template, header: { type: 'none' as const }, body: 'Oi, {{first_name}}!', buttons: [] };
  expect(variablesOf(named).map(({ key }) => key)).toEqual(['body.first_name']);
  expect([isUsable(named), isUsable({ ...named, status: 'paused' })]).toEqual([true, false]);
  expect(isUsable({ ...named, buttons: [{ type: 'other', title: 'Abrir' }] })).toBe(false);
});

test('values survive the way into a message and back', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ minLength: 1 }).filter((text) => text.trim() === text),
        { minLength: 5, maxLength: 5 },
      ),
      (texts) => {
        const given = new Map(variablesOf(template).map(({ key }, index) => [key, texts[index] ?? '']));
        expect(valuesOf(parametersOf(template, given))).toEqual(given);
      },
    ),
  );
});

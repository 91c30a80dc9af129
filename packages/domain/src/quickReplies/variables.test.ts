import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillIn, firstNameOf, openVariables, unknownVariables, VARIABLES } from './variables.ts';

test('what is known is filled in, and what is not stays in its braces, with its place', () => {
  const { text, open } = fillIn('Oi, {{ contact.first_name }}! Escreva para {{contact.email}}.', {
    'contact.first_name': 'Contato',
    'contact.email': ' ',
  });
  expect(text).toBe('Oi, Contato! Escreva para {{contact.email}}.');
  expect(open).toEqual([{ name: 'contact.email', start: 26, end: 43 }]);
});

test('a name that looks like a variable is not filled in a second time', () => {
  const { text, open } = fillIn('{{contact.name}}', { 'contact.name': '{{agent.name}}', 'agent.name': 'Atendente' });
  expect(text).not.toContain('Atendente');
  expect(open).toEqual([]);
});

test('a variable that no console knows is named once, in lower case', () => {
  expect(unknownVariables('{{Contact.Shoe}} {{contact.shoe}} {{contact.name}}')).toEqual(['contact.shoe']);
});

test('a text without braces is left as it is, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('{{'));
      expect(fillIn(text, { 'contact.name': 'x' })).toEqual({ text, open: [] });
    }),
  );
});

test('a value in braces of the writer’s is no variable', () => {
  expect(fillIn('{{{{contact.name}}}}', { 'contact.name': 'x' })).toEqual({ text: '{ {x}}', open: [] });
});

test('with every value known nothing stays open, wherever the variables stand', () => {
  const all = Object.fromEntries(VARIABLES.map((name) => [name, 'valor']));
  const part = fc.oneof(
    fc.constantFrom(...VARIABLES).map((name) => `{{${name}}}`),
    // A digit begins no name: {{a}} would be a variable that nobody knows.
    fc.constantFrom('1', ' ', '{', '}'),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const { text, open } = fillIn(parts.join(''), all);
      expect(open).toEqual([]);
      expect(openVariables(text)).toEqual([]);
    }),
  );
});

test('a first name is what comes before the first space', () => {
  expect([firstNameOf('  Contato de teste'), firstNameOf('')]).toEqual(['Contato', '']);
});

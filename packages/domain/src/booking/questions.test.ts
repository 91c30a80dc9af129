import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AppointmentQuestion,
  answersOf,
  appointmentQuestion,
  demandQualified,
  isAnswer,
  isShutOut,
  qualifies,
  verdictOf,
} from './questions.ts';

const asked = (label: string, answering: object, refusal?: object): AppointmentQuestion =>
  appointmentQuestion.parse({ label, required: true, answering, ...(refusal && { refusal }) });
const age = asked('Idade', { kind: 'number', least: 18, most: 60.5 });
const fasting = asked('Em jejum?', { kind: 'yesNo', refused: ['no'] });
const plan = asked('Convênio', { kind: 'choice', options: ['A', 'B', 'Nenhum'], refused: ['Nenhum'] });
const why = asked('Por quê?', { kind: 'text' });

test.each([
  [age, '18', true, false],
  [age, '17,9', true, true],
  [age, '60,5', true, false],
  [age, '61', true, true],
  [age, 'dezoito', false, false],
  [age, ' ', false, false],
  [age, 'Infinity', false, false],
  [fasting, 'yes', true, false],
  [fasting, 'no', true, true],
  [fasting, 'sim', false, false],
  [plan, 'B', true, false],
  [plan, 'Nenhum', true, true],
  [plan, 'C', false, false],
  [why, 'porque sim', true, false],
])('BOOK-25 %# an answer is one or not, and shuts out or not', (question, text, isOne, isOut) => {
  expect([isAnswer(question, text), isShutOut(question, text)]).toEqual([isOne, isOut]);
});

test('who is shut out is told so whatever is not answered yet; else what is missing is named', () => {
  const all = [why, age, fasting];
  expect(verdictOf(all, [{ question: 'Em jejum?', answer: 'no' }])).toEqual({ kind: 'shutOut', question: fasting });
  expect(verdictOf(all, [{ question: 'Idade', answer: '40' }])).toEqual({
    kind: 'unanswered',
    questions: ['Em jejum?'],
  });
  const fits = [
    { question: 'Idade', answer: '40' },
    { question: 'Em jejum?', answer: 'yes' },
  ];
  expect(verdictOf(all, fits)).toEqual({ kind: 'fits' });
  expect(() => demandQualified(all, fits)).not.toThrow();
  expect(() => demandQualified(all, [])).toThrow(
    expect.objectContaining({ problem: { code: 'appointment.unanswered', questions: ['Idade', 'Em jejum?'] } }),
  );
  const problem = { code: 'appointment.notQualified', question: 'Em jejum?', ...fasting.refusal };
  expect(() => demandQualified(all, [{ question: 'Em jejum?', answer: 'no' }])).toThrow(
    expect.objectContaining({ problem }),
  );
});

test('a question of before is text, and shuts nobody out', () => {
  const before = appointmentQuestion.parse({ label: 'É a primeira vez?', required: true });
  expect(before.answering).toEqual({ kind: 'text' });
  expect(qualifies(before)).toBe(false);
});

test.each([
  [asked('Idade', { kind: 'number', least: null, most: 60 }), true],
  [asked('Idade', { kind: 'number', least: 18, most: null }), true],
  [asked('Idade', { kind: 'number', least: null, most: null }), false],
  [asked('Em jejum?', { kind: 'yesNo', refused: [] }), false],
  [asked('Convênio', { kind: 'choice', options: ['A', 'B'], refused: [] }), false],
])('%# a question that shuts nobody out decides nothing', (question, decides) => {
  expect(qualifies(question)).toBe(decides);
});

test('answers to questions that are asked no more, or were asked otherwise, decide nothing', () => {
  const answers = [
    { question: 'Idade?', answer: '12' },
    { question: 'Por quê?', answer: ' dor ' },
  ];
  expect(verdictOf([age], answers)).toEqual({ kind: 'unanswered', questions: ['Idade'] });
  expect(answersOf([why, age], answers)).toEqual([{ question: 'Por quê?', answer: 'dor' }]);
});

test('a choice that shuts everybody out, or an option twice, cannot be set up', () => {
  const wrong = [
    { kind: 'choice', options: ['A', 'B'], refused: ['A', 'B'] },
    { kind: 'choice', options: ['A', 'A'], refused: [] },
    { kind: 'choice', options: ['A', 'B'], refused: ['C'] },
    { kind: 'yesNo', refused: ['yes', 'no'] },
    { kind: 'number', least: 2, most: 1 },
  ];
  for (const answering of wrong) {
    expect(appointmentQuestion.safeParse({ label: 'x', required: true, answering }).success).toBe(false);
  }
});

test('whoever fits has answered every question that decides, with an answer that shuts nobody out', () => {
  const text = fc.constantFrom('yes', 'no', 'A', 'Nenhum', '17', '30', '', 'x');
  fc.assert(
    fc.property(fc.record({ age: text, fasting: text, plan: text }), (given) => {
      const answers = [
        { question: 'Idade', answer: given.age },
        { question: 'Em jejum?', answer: given.fasting },
        { question: 'Convênio', answer: given.plan },
      ];
      const fits = given.age === '30' && given.fasting === 'yes' && given.plan === 'A';
      expect(verdictOf([age, fasting, plan], answers).kind === 'fits').toBe(fits);
    }),
  );
});

/**
 * What a type asks (BOOK-01), and what decides whether it is for somebody at all (BOOK-25): before a time is offered, an answer
 * may say that another type, or a conversation with people, suits them better. Pure.
 */
import { z } from 'zod';
import { Refusal } from '../problem.ts';

export const MOST_QUESTIONS = 10;
const MOST_OPTIONS = 12;
const option = z.string().trim().min(1).max(100);

export const YES_NO = ['yes', 'no'] as const;

/** How it is answered, and which answers it is not for. */
const answering = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text') }),
  z.object({ kind: z.literal('yesNo'), refused: z.array(z.enum(YES_NO)).max(1) }),
  z
    .object({
      kind: z.literal('choice'),
      options: z.array(option).min(2).max(MOST_OPTIONS),
      refused: z.array(option).max(MOST_OPTIONS),
    })
    .refine(({ options }) => new Set(options).size === options.length)
    .refine(
      ({ options, refused }) => refused.length < options.length && refused.every((each) => options.includes(each)),
    ),
  z
    .object({
      kind: z.literal('number'),
      /** Both ends still fit; `null`: open. */
      least: z.number().nullable(),
      most: z.number().nullable(),
    })
    .refine(({ least, most }) => least === null || most === null || least <= most),
]);
export type Answering = z.output<typeof answering>;
export const ANSWER_KINDS = ['text', 'yesNo', 'choice', 'number'] as const satisfies readonly Answering['kind'][];
export type AnswerKind = Answering['kind'];

/** Where somebody is sent whom a type is not for. */
export const insteadOf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('type'), typeId: z.uuid() }),
  /** Where people answer: a WhatsApp link, the company's site with its chat. */
  z.object({ kind: z.literal('talk'), url: z.url({ protocol: /^https?$/ }).max(500) }),
]);
export type Instead = z.output<typeof insteadOf>;

export const appointmentQuestion = z.object({
  label: z.string().trim().min(1).max(200),
  required: z.boolean(),
  answering: answering.default({ kind: 'text' }),
  /** What is said to those whom an answer shuts out, in the company's words; empty: in ours. */
  refusal: z.object({ words: z.string().trim().max(500), instead: insteadOf }).default({
    words: '',
    instead: { kind: 'nothing' },
  }),
});
export type AppointmentQuestion = z.output<typeof appointmentQuestion>;

/** With the words of the question as it was asked: a type may ask otherwise since. */
export const appointmentAnswer = z.object({ question: z.string().max(200), answer: z.string().max(1_000) });
export type AppointmentAnswer = z.output<typeof appointmentAnswer>;
export const appointmentAnswers = z.array(appointmentAnswer).max(MOST_QUESTIONS * 2);

/** Whether it can shut somebody out: such are asked before a time is offered, and have to be answered. */
export function qualifies({ answering: how }: AppointmentQuestion): boolean {
  switch (how.kind) {
    case 'text':
      return false;
    case 'number':
      return how.least !== null || how.most !== null;
    case 'yesNo':
    case 'choice':
      return how.refused.length > 0;
  }
}

/** Whether a text answers it at all: an option that there is, a number that is one. Nothing is no answer. */
export function isAnswer({ answering: how }: AppointmentQuestion, text: string): boolean {
  const given = text.trim();
  switch (how.kind) {
    case 'text':
      return given !== '';
    case 'yesNo':
      return YES_NO.some((each) => each === given);
    case 'choice':
      return how.options.includes(given);
    case 'number':
      return numberIn(given) !== null;
  }
}

/** `1,5` is a number too. */
function numberIn(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
}

/** Whether a valid answer shuts somebody out. */
export function isShutOut({ answering: how }: AppointmentQuestion, text: string): boolean {
  const given = text.trim();
  switch (how.kind) {
    case 'text':
      return false;
    case 'yesNo':
      return how.refused.some((each) => each === given);
    case 'choice':
      return how.refused.includes(given);
    case 'number': {
      const number = numberIn(given);
      return (
        number !== null && ((how.least !== null && number < how.least) || (how.most !== null && number > how.most))
      );
    }
  }
}

export const answerTo = ({ label }: AppointmentQuestion, answers: readonly AppointmentAnswer[]): string =>
  answers.find(({ question }) => question === label)?.answer.trim() ?? '';

export type Verdict =
  | { kind: 'fits' }
  | { kind: 'unanswered'; questions: string[] }
  | { kind: 'shutOut'; question: AppointmentQuestion };

/** What the answers say of whom they come from. One that shuts out says so whatever is not answered yet. */
export function verdictOf(questions: readonly AppointmentQuestion[], answers: readonly AppointmentAnswer[]): Verdict {
  const decisive = questions.filter(qualifies);
  const against = decisive.find((question) => isShutOut(question, answerTo(question, answers)));
  if (against) return { kind: 'shutOut', question: against };
  const open = decisive.filter((question) => !isAnswer(question, answerTo(question, answers)));
  return open.length === 0 ? { kind: 'fits' } : { kind: 'unanswered', questions: open.map(({ label }) => label) };
}

/**
 * For everybody but staff, who may know better: no time is offered, held or booked without it.
 * @throws Refusal `appointment.unanswered`, `appointment.notQualified`
 */
export function demandQualified(
  questions: readonly AppointmentQuestion[],
  answers: readonly AppointmentAnswer[],
): void {
  const verdict = verdictOf(questions, answers);
  if (verdict.kind === 'unanswered') {
    throw new Refusal({ code: 'appointment.unanswered', questions: verdict.questions });
  }
  if (verdict.kind === 'shutOut') {
    const { label, refusal } = verdict.question;
    throw new Refusal({ code: 'appointment.notQualified', question: label, ...refusal });
  }
}

/** As they are kept: of the questions that there are, in their order, without those that nobody answered. */
export const answersOf = (
  questions: readonly AppointmentQuestion[],
  answers: readonly AppointmentAnswer[],
): AppointmentAnswer[] =>
  questions.flatMap((question) => {
    const answer = answerTo(question, answers);
    return answer === '' ? [] : [{ question: question.label, answer }];
  });

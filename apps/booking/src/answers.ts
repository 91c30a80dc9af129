/** What was answered before times are shown outlives a reload, in this tab only. */
import type { Answer as Kept, Question } from './server.ts';

const nameOf = (): string => `answers ${location.pathname}`;

export function readAnswers(): Kept[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf()) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  } catch {
    return [];
  }
}

const isKept = (each: unknown): each is Kept =>
  typeof each === 'object' && each !== null && 'question' in each && 'answer' in each;

export function keepAnswers(answers: readonly Kept[]): void {
  try {
    sessionStorage.setItem(nameOf(), JSON.stringify(answers));
  } catch {
    // A browser that keeps nothing: a reload asks again.
  }
}

export const answerTo = ({ label }: Question, answers: readonly Kept[]): string =>
  answers.find(({ question }) => question === label)?.answer ?? '';

export const answered = (answers: readonly Kept[], { label }: Question, answer: string): Kept[] => [
  ...answers.filter(({ question }) => question !== label),
  { question: label, answer },
];

/** As far as the page can tell; whether it fits is for the server to say. */
export const isAnswered = (question: Question, answers: readonly Kept[]): boolean => {
  const given = answerTo(question, answers).trim();
  return given !== '' && (question.kind !== 'number' || Number.isFinite(Number(given.replace(',', '.'))));
};

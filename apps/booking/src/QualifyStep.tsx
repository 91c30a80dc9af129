import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AnswerField } from './AnswerField.tsx';
import { answered, answerTo, isAnswered } from './answers.ts';
import { Refused } from './Refused.tsx';
import { ShutOut } from './ShutOut.tsx';
import type { About, Answer, Booking, Problem } from './server.ts';
import { useWords } from './words.ts';

type Props = {
  about: About;
  server: Booking;
  minutes: number;
  zone: string;
  answers: readonly Answer[];
  heading: RefObject<HTMLHeadingElement | null>;
  onChange: (answers: Answer[]) => void;
  onDone: () => void;
};

const DAY_MS = 86_400_000;

/** What decides whether the type is for somebody is asked before a time is shown (BOOK-25). The server decides. */
export function QualifyStep({ about, server, minutes, zone, answers, heading, onChange, onDone }: Props) {
  const { say } = useWords();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAsking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const questions = about.type.questions.filter(({ decides }) => decides);
  useEffect(() => {
    if (missing.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [missing]);

  async function ask(): Promise<void> {
    const open = questions.filter((question) => !isAnswered(question, answers)).map(({ label }) => label);
    setMissing(open);
    setProblem(null);
    if (open.length > 0) return;
    setAsking(true);
    const now = Date.now();
    const answer = await server.times({ from: now, to: now + DAY_MS, minutes }, answers);
    setAsking(false);
    if (answer.ok) onDone();
    else if (answer.problem.code === 'appointment.unanswered') setMissing(answer.problem.questions ?? []);
    else setProblem(answer.problem);
  }

  if (problem?.code === 'appointment.notQualified') {
    return <ShutOut about={about} problem={problem} heading={heading} onBack={() => setProblem(null)} />;
  }
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {say('qualify')}
      </h2>
      <p class="quiet">{say('qualifyText')}</p>
      <form
        ref={form}
        class="details"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        {questions.map((question, at) => (
          <AnswerField
            key={question.label}
            id={`decides-${at}`}
            question={question}
            value={answerTo(question, answers)}
            fault={
              missing.includes(question.label) ? say(question.kind === 'number' ? 'wrongNumber' : 'wrongAnswer') : null
            }
            onChange={(value) => onChange(answered(answers, question, value))}
          />
        ))}
        {problem && <Refused problem={problem} zone={zone} onChoose={() => {}} />}
        <button type="submit" class="primary" disabled={isAsking}>
          {say(isAsking ? 'loading' : 'showTimes')}
        </button>
      </form>
    </>
  );
}

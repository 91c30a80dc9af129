import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isAnswered, keepAnswers, readAnswers } from './answers.ts';
import { DetailsStep } from './DetailsStep.tsx';
import { type Draft, keepDraft, newDraft, readDraft } from './draft.ts';
import { type Fields, NO_FIELDS } from './fields.ts';
import { Failed, Loading, Nowhere } from './Notices.tsx';
import { QualifyStep } from './QualifyStep.tsx';
import { SlotPicker } from './SlotPicker.tsx';
import { type About, type Answer, bookingAt, type TimesOf } from './server.ts';
import { TypeCard } from './TypeCard.tsx';
import { useAsked } from './useAsked.ts';
import { WaitStep } from './WaitStep.tsx';
import { useWords } from './words.ts';

export function BookingPage({ base, zone }: { base: string; zone: string }) {
  const server = useMemo(() => bookingAt(base), [base]);
  const { asked, again } = useAsked(server.about);
  if (asked.kind === 'loading') return <Loading />;
  if (asked.kind === 'failed') return asked.problem.status === 404 ? <Nowhere /> : <Failed onRetry={again} />;
  return <Steps about={asked.value} server={server} zone={zone} />;
}

type Props = { about: About; server: ReturnType<typeof bookingAt>; zone: string };

/** A time first, then who comes for it; what was chosen and typed outlives going back and loading again. */
function Steps({ about, server, zone }: Props) {
  const { say } = useWords();
  const { type } = about;
  const [draft, setDraft] = useState<Draft | null>(readDraft);
  const [typed, setTyped] = useState(draft?.fields);
  const [minutes, setMinutes] = useState(draft?.minutes ?? type.durations[0] ?? 30);
  const heading = useRef<HTMLHeadingElement>(null);
  const [isWaiting, setWaiting] = useState(false);
  const decides = type.questions.filter((question) => question.decides);
  const [answers, setAnswers] = useState(readAnswers);
  const [isQualified, setQualified] = useState(() => decides.every((question) => isAnswered(question, answers)));
  const step = !isQualified ? 'qualify' : isWaiting ? 'wait' : draft === null ? 'time' : 'details';
  const times = useCallback<TimesOf>((span) => server.times(span, answers), [server, answers]);
  const wasAt = useRef(step);
  useEffect(() => {
    if (wasAt.current !== step) heading.current?.focus();
    wasAt.current = step;
  }, [step]);
  useEffect(() => {
    document.title = `${say('titleBook', { type: type.name })} · ${about.company.name}`;
  }, [say, type.name, about.company.name]);
  const change = (next: Draft | null) => {
    keepDraft(next);
    if (next) setTyped(next.fields);
    setDraft(next);
  };

  return (
    <main class="card wide" data-step={step}>
      <TypeCard about={about} minutes={minutes} />
      <section class="step">
        {step === 'qualify' ? (
          <QualifyStep
            about={about}
            server={server}
            minutes={minutes}
            zone={zone}
            answers={answers}
            heading={heading}
            onChange={(next) => {
              keepAnswers(next);
              setAnswers(next);
            }}
            onDone={() => setQualified(true)}
          />
        ) : step === 'wait' ? (
          <WaitStep
            about={about}
            server={server}
            zone={zone}
            minutes={minutes}
            answers={answers}
            heading={heading}
            onBack={() => setWaiting(false)}
          />
        ) : draft === null ? (
          <>
            {decides.length > 0 && (
              <button type="button" class="back" onClick={() => setQualified(false)}>
                ‹ {say('changeAnswers')}
              </button>
            )}
            <h2 ref={heading} tabIndex={-1}>
              {say('chooseDay')}
            </h2>
            {type.durations.length > 1 && (
              <fieldset class="durations">
                <legend>{say('duration')}</legend>
                {type.durations.map((each) => (
                  <label key={each}>
                    <input type="radio" name="minutes" checked={each === minutes} onChange={() => setMinutes(each)} />
                    <span>{say('minutes', { n: each })}</span>
                  </label>
                ))}
              </fieldset>
            )}
            <SlotPicker
              times={times}
              minutes={minutes}
              zone={zone}
              horizonDays={type.horizonDays}
              busy={false}
              onChoose={(from) => change(newDraft(from, minutes, withAnswers(typed, answers)))}
              onWait={() => setWaiting(true)}
            />
          </>
        ) : (
          <DetailsStep about={about} server={server} zone={zone} draft={draft} heading={heading} onChange={change} />
        )}
      </section>
    </main>
  );
}

/** What was answered before times were shown, beside what was answered in the form before. */
const withAnswers = (typed: Fields = NO_FIELDS, answers: readonly Answer[]): Fields => ({
  ...typed,
  answers: [...answers, ...typed.answers.filter(({ question }) => !answers.some((each) => each.question === question))],
});

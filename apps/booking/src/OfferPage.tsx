import { useEffect, useMemo, useState } from 'preact/hooks';
import { Failed, Loading, Nowhere } from './Notices.tsx';
import { type Problem, type WaitingState, waitingAt } from './server.ts';
import { zoneName } from './times.ts';
import { useAsked } from './useAsked.ts';
import { useWords, type Word } from './words.ts';

/** One place on the waiting list, by its link (BOOK-10): what is offered, until when, and the answer to it. */
export function OfferPage({ base, zone }: { base: string; zone: string }) {
  const { say } = useWords();
  const server = useMemo(() => waitingAt(base), [base]);
  const { asked, again } = useAsked(server.about);
  const [answered, setAnswered] = useState<WaitingState | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const state = answered ?? (asked.kind === 'here' ? asked.value : null);
  useEffect(() => {
    if (state) document.title = `${say(TITLES[state.status])} · ${state.company.name}`;
  }, [say, state]);
  if (!state) {
    if (asked.kind === 'loading') return <Loading />;
    return asked.kind === 'failed' && asked.problem.status === 404 ? <Nowhere /> : <Failed onRetry={again} />;
  }

  async function answer(word: 'take' | 'decline' | 'leave'): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await server.answer(word);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      setAnswered(null);
      return again();
    }
    if (answer.value.booked) location.replace(`${answer.value.booked}#new`);
    else setAnswered(answer.value);
  }
  return (
    <main class="card narrow" data-status={state.status}>
      <Offered state={state} zone={zone} />
      <section class="step">
        {problem && (
          <p class="refused" role="alert">
            {say(wordOf(problem), { n: problem.retryAfterSeconds ?? 60 })}
          </p>
        )}
        {state.offer && (
          <div class="row">
            <button type="button" class="primary" disabled={isBusy} onClick={() => void answer('take')}>
              {say('offerTake')}
            </button>
            <button type="button" disabled={isBusy} onClick={() => void answer('decline')}>
              {say('offerDecline')}
            </button>
          </div>
        )}
        {(state.status === 'waiting' || state.status === 'offered') && (
          <button type="button" class="back" disabled={isBusy} onClick={() => void answer('leave')}>
            {say('leave')}
          </button>
        )}
        {state.booked && (
          <a class="primary" href={state.booked}>
            {say('titleManage')}
          </a>
        )}
        {!state.offer && !state.booked && state.again && (
          <a class="primary" href={state.again}>
            {say('again')}
          </a>
        )}
      </section>
    </main>
  );
}

const TITLES = {
  waiting: 'waiting',
  offered: 'offered',
  taken: 'booked',
  left: 'left',
  lapsed: 'lapsed',
} as const satisfies Record<WaitingState['status'], Word>;

function Offered({ state: { company, typeName, status, offer }, zone }: { state: WaitingState; zone: string }) {
  const { say, language } = useWords();
  const date = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'full' });
  const clock = new Intl.DateTimeFormat(language, { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return (
    <header class="about">
      <p class="company">{company.name}</p>
      <h1>{say(TITLES[status])}</h1>
      {offer ? (
        <>
          <dl class="facts">
            <dt>{say('when')}</dt>
            <dd>
              <strong>{date.format(offer.from)}</strong>
              <br />
              {clock.format(offer.from)} – {clock.format(offer.to)}
              <br />
              <small class="quiet">{zoneName(zone, language)}</small>
            </dd>
            <dt>{typeName}</dt>
            <dd>{say('minutes', { n: (offer.to - offer.from) / 60_000 })}</dd>
          </dl>
          <p class="description">{say('offeredText', { time: clock.format(offer.answerBy) })}</p>
        </>
      ) : (
        <p class="description">{status === 'waiting' ? `${typeName}. ${say('waitingText')}` : typeName}</p>
      )}
    </header>
  );
}

function wordOf({ code }: Problem): Word {
  if (code === 'request.tooMany') return 'tooMany';
  return code === 'offline' ? 'offline' : 'lapsed';
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CancelForm } from './CancelForm.tsx';
import { Failed, Loading, Nowhere } from './Notices.tsx';
import { Refused } from './Refused.tsx';
import { SlotPicker } from './SlotPicker.tsx';
import { type Answered, type Managed, managingAt, type Problem } from './server.ts';
import { zoneName } from './times.ts';
import { useAsked } from './useAsked.ts';
import { endVisit } from './visit.ts';
import { useWords, type Word } from './words.ts';

/** One appointment, by its link (BOOK-20): whoever has it may look, move and cancel, as long as the type allows. */
export function ManagePage({ base, zone }: { base: string; zone: string }) {
  const server = useMemo(() => managingAt(base), [base]);
  const { asked, again } = useAsked(server.about);
  const [changed, setChanged] = useState<Managed | null>(null);
  if (asked.kind === 'loading') return <Loading />;
  if (asked.kind === 'failed') return asked.problem.status === 404 ? <Nowhere /> : <Failed onRetry={again} />;
  return <Appointment managed={changed ?? asked.value} server={server} zone={zone} onChanged={setChanged} />;
}

type Props = {
  managed: Managed;
  server: ReturnType<typeof managingAt>;
  zone: string;
  onChanged: (managed: Managed) => void;
};
type Doing = 'nothing' | 'moving' | 'cancelling';

function Appointment({ managed, server, zone, onChanged }: Props) {
  const { say, language } = useWords();
  const [doing, setDoing] = useState<Doing>('nothing');
  const [isBusy, setBusy] = useState(false);
  const [wasMoved, setMoved] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { booked, company, typeName, until, again } = managed;
  const date = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'full' });
  const moment = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(language, { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const minutes = (booked.to - booked.from) / 60_000;
  useEffect(() => {
    document.title = `${say('titleManage')} · ${company.name}`;
  }, [say, company.name]);

  const act = useCallback(
    async (work: () => Promise<Answered<Managed>>, isMove: boolean) => {
      setBusy(true);
      setProblem(null);
      const answer = await work();
      setBusy(false);
      if (!answer.ok) return setProblem(answer.problem);
      if (isMove) endVisit();
      setMoved(isMove);
      setDoing('nothing');
      onChanged(answer.value);
      heading.current?.focus();
    },
    [onChanged],
  );
  const move = (from: number) => void act(() => server.move(from), true);
  const { title, text } = wordsOf(managed, wasMoved);

  return (
    <main class={doing === 'moving' ? 'card wide' : 'card narrow'} data-status={booked.status}>
      <header class="about">
        <p class="company">{company.name}</p>
        <h1 ref={heading} tabIndex={-1}>
          {say(title)}
        </h1>
        {text && <p class="description">{say(text)}</p>}
        <dl class="facts">
          <dt>{say('when')}</dt>
          <dd>
            <strong data-over={booked.status === 'cancelled' || undefined}>{date.format(booked.from)}</strong>
            <br />
            {clock.format(booked.from)} – {clock.format(booked.to)}
            <br />
            <small class="quiet">{zoneName(zone, language)}</small>
          </dd>
          <dt>{typeName}</dt>
          <dd>{say('minutes', { n: minutes })}</dd>
          {booked.place && (
            <>
              <dt>{say('place')}</dt>
              <dd>
                {booked.place.kind === 'video' && /^https:\/\//.test(booked.place.value) ? (
                  <a href={booked.place.value} rel="noreferrer">
                    {booked.place.value}
                  </a>
                ) : (
                  booked.place.value
                )}
              </dd>
            </>
          )}
          <dt>{say('who')}</dt>
          <dd>{booked.name}</dd>
        </dl>
      </header>
      <section class="step">
        {problem && <Refused problem={problem} zone={zone} onChoose={move} />}
        {until === null && again && (
          <a class="primary" href={again}>
            {say('again')}
          </a>
        )}
        {until === null && isAhead(managed) && <p>{say('tooLate')}</p>}
        {until !== null && doing === 'nothing' && (
          <>
            <p class="quiet">{say('until', { time: moment.format(until) })}</p>
            <div class="row">
              <button type="button" onClick={() => setDoing('moving')}>
                {say('move')}
              </button>
              <button type="button" class="danger" onClick={() => setDoing('cancelling')}>
                {say('cancel')}
              </button>
            </div>
          </>
        )}
        {until !== null && doing === 'cancelling' && (
          <CancelForm
            busy={isBusy}
            onKeep={() => setDoing('nothing')}
            onCancel={(reason) => void act(() => server.cancel(reason), false)}
          />
        )}
        {until !== null && doing === 'moving' && (
          <>
            <button type="button" class="back" onClick={() => setDoing('nothing')}>
              ‹ {say('keep')}
            </button>
            <SlotPicker
              times={server.times}
              minutes={minutes}
              zone={zone}
              horizonDays={managed.horizonDays}
              busy={isBusy}
              onChoose={move}
            />
          </>
        )}
      </section>
    </main>
  );
}

const isAhead = ({ booked }: Managed): boolean =>
  ['requested', 'scheduled', 'confirmed'].includes(booked.status) && booked.to > Date.now();

/** What is to be said first, and what follows from it. */
function wordsOf({ booked }: Managed, wasMoved: boolean): { title: Word; text: Word | null } {
  const { status, to } = booked;
  if (status === 'cancelled') return { title: 'cancelled', text: 'cancelledText' };
  if (status === 'conflict') return { title: 'deciding', text: 'decidingText' };
  if (status === 'completed' || status === 'no_show' || to <= Date.now()) return { title: 'over', text: null };
  if (status === 'requested') return { title: 'requested', text: 'requestedText' };
  if (wasMoved) return { title: 'moved', text: 'bookedText' };
  return location.hash === '#new' ? { title: 'booked', text: 'bookedText' } : { title: 'titleManage', text: null };
}

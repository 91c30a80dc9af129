import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DetailsForm } from './DetailsForm.tsx';
import { type Draft, keepDraft } from './draft.ts';
import { countryOf, type Fields } from './fields.ts';
import { Refused } from './Refused.tsx';
import type { About, Booking, Problem } from './server.ts';
import { useHold } from './useHold.ts';
import { endVisit } from './visit.ts';
import { useWords } from './words.ts';

type Props = {
  about: About;
  server: Booking;
  zone: string;
  draft: Draft;
  heading: RefObject<HTMLHeadingElement | null>;
  onChange: (draft: Draft | null) => void;
};

/** The time is kept while the form is filled in (BOOK-08); sent twice, it is booked once. */
export function DetailsStep({ about, server, zone, draft, heading, onChange }: Props) {
  const { say, language } = useWords();
  const [isBooking, setBooking] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const { keptUntil, problem, isAsking, held } = useHold(server, draft, (holds) => onChange({ ...draft, holds }));
  const when = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'full', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(language, { timeZone: zone, timeStyle: 'short' });
  const fields: Fields = {
    ...draft.fields,
    country: draft.fields.country || countryOf([language, ...navigator.languages]) || 'BR',
  };
  const trouble = refused ?? problem;
  const issues = trouble?.code === 'input.invalid' ? (trouble.issues ?? []).map(({ path }) => path) : [];
  useEffect(() => setRefused(null), [draft.from]);

  async function book(): Promise<void> {
    setBooking(true);
    setRefused(null);
    const { key, from, minutes } = draft;
    const holds = await held();
    const answer = await server.book({ ...fields, key, from, minutes, holds, language, zone });
    if (answer.ok) {
      keepDraft(null);
      endVisit();
      // Its own page: loading it again books nothing, and it can be kept.
      location.replace(`${answer.value.link}#new`);
      return;
    }
    setRefused(answer.problem);
    setBooking(false);
  }

  function back(): void {
    void held().then((holds) => server.release(holds));
    onChange(null);
  }

  const choose = (from: number) => onChange({ ...draft, from, fields });
  return (
    <>
      <button type="button" class="back" onClick={back}>
        ‹ {say('back')}
      </button>
      <h2 ref={heading} tabIndex={-1}>
        {when.format(draft.from)}
      </h2>
      <p class="kept" role="status">
        {keptUntil !== null && say('keptUntil', { time: clock.format(keptUntil) })}
        {keptUntil === null && draft.holds.length > 0 && !isAsking && trouble === null && say('keptOver')}
      </p>
      <DetailsForm
        about={about}
        fields={fields}
        wrong={issues}
        busy={isBooking}
        onChange={(part) => onChange({ ...draft, fields: { ...fields, ...part } })}
        onSubmit={() => void book()}
      >
        {trouble && issues.length === 0 && <Refused problem={trouble} zone={zone} onChoose={choose} />}
      </DetailsForm>
    </>
  );
}

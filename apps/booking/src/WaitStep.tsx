import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from './Field.tsx';
import { countryOf, type Fields, NO_FIELDS } from './fields.ts';
import type { About, Answer, Booking, Problem } from './server.ts';
import { Trap, WhoFields } from './WhoFields.tsx';
import { useWords, type Word } from './words.ts';

const PARTS = [
  ['morning', 'partMorning'],
  ['afternoon', 'partAfternoon'],
  ['evening', 'partEvening'],
] as const satisfies readonly (readonly [string, Word])[];
type Part = (typeof PARTS)[number][0];

type Props = {
  about: About;
  server: Booking;
  zone: string;
  minutes: number;
  answers: readonly Answer[];
  heading: RefObject<HTMLHeadingElement | null>;
  onBack: () => void;
};

/** Nothing that suits: they are told when something is free (BOOK-10). */
export function WaitStep({ about, server, zone, minutes, answers, heading, onBack }: Props) {
  const { say, language } = useWords();
  // Sent twice, somebody waits once.
  const [key] = useState(() => crypto.randomUUID());
  const [fields, setFields] = useState<Fields>({
    ...NO_FIELDS,
    country: countryOf([language, ...navigator.languages]) || 'BR',
  });
  const [dates, setDates] = useState({ fromDate: '', untilDate: '' });
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [isSending, setSending] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = (part: Partial<Fields>) => setFields((now) => ({ ...now, ...part }));

  async function send(): Promise<void> {
    const missing = [
      ...(fields.name.trim() ? [] : ['name']),
      ...(fields.phone.replace(/\D/g, '').length >= 6 ? [] : ['phone']),
    ];
    setFaults(missing);
    setProblem(null);
    if (missing.length > 0) return;
    setSending(true);
    const { fromDate, untilDate } = dates;
    const { placeId: _place, answers: _answers, ...who } = fields;
    const wish = { ...who, answers, key, minutes, parts, fromDate: fromDate || null, untilDate: untilDate || null };
    const answer = await server.wait({ ...wish, language, zone });
    if (answer.ok) return location.replace(answer.value.link);
    setSending(false);
    setFaults((answer.problem.issues ?? []).map(({ path }) => path));
    setProblem(answer.problem);
  }

  const told = problem && faults.length === 0 ? wordOf(problem) : null;
  return (
    <>
      <button type="button" class="back" onClick={onBack}>
        ‹ {say('back')}
      </button>
      <h2 ref={heading} tabIndex={-1}>
        {say('waitTitle', { type: about.type.name })}
      </h2>
      <p>{say('waitText')}</p>
      <form
        class="details"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <WhoFields about={about} fields={fields} faults={faults} onChange={change} />
        <div class="phone">
          {(['fromDate', 'untilDate'] as const).map((name) => (
            <Field key={name} id={name} label={say(name === 'fromDate' ? 'waitFrom' : 'waitUntil')} fault={null}>
              {(attributes) => (
                <input
                  {...attributes}
                  type="date"
                  value={dates[name]}
                  onInput={(event) => setDates({ ...dates, [name]: event.currentTarget.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <fieldset class="places">
          <legend>{say('waitWhen')}</legend>
          {PARTS.map(([part, word]) => (
            <label key={part}>
              <input
                type="checkbox"
                checked={parts.includes(part)}
                onChange={() =>
                  setParts(parts.includes(part) ? parts.filter((each) => each !== part) : [...parts, part])
                }
              />
              <span>{say(word)}</span>
            </label>
          ))}
        </fieldset>
        <Trap fields={fields} onChange={change} />
        {told && (
          <p class="refused" role="alert">
            {say(told, { n: problem?.retryAfterSeconds ?? 60 })}
          </p>
        )}
        <button type="submit" class="primary" disabled={isSending}>
          {say(isSending ? 'waitSending' : 'waitSend')}
        </button>
        <p class="quiet small">{say('privacy')}</p>
      </form>
    </>
  );
}

function wordOf({ code }: Problem): Word {
  if (code === 'waiting.already') return 'waitAlready';
  if (code === 'request.tooMany') return 'tooMany';
  return code === 'offline' ? 'offline' : 'refused';
}

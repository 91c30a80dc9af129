import type { ComponentChildren, TargetedEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AnswerField } from './AnswerField.tsx';
import { answered, answerTo, isAnswered } from './answers.ts';
import { Field } from './Field.tsx';
import type { Fields } from './fields.ts';
import type { About } from './server.ts';
import { Trap, WhoFields } from './WhoFields.tsx';
import { useWords, type Word } from './words.ts';

type Props = {
  about: About;
  fields: Fields;
  /** Paths of what the server could not take: `phone`, `answers.1`. */
  wrong: readonly string[];
  busy: boolean;
  onChange: (part: Partial<Fields>) => void;
  onSubmit: () => void;
  children: ComponentChildren;
};

/** Who comes, and what the type asks (BOOK-01). */
export function DetailsForm({ about, fields, wrong, busy, onChange, onSubmit, children }: Props) {
  const { say } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { questions, places } = about.type;
  const faults = [...new Set([...wrong, ...missing])];
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults.join()]);

  function submit(event: TargetedEvent<HTMLFormElement>): void {
    event.preventDefault();
    const left = [
      ...(fields.name.trim() ? [] : ['name']),
      ...(fields.phone.replace(/\D/g, '').length >= 6 ? [] : ['phone']),
      ...(places.length > 1 && fields.placeId === null ? ['placeId'] : []),
      ...questions.flatMap((question, at) => {
        const isOpen = answerTo(question, fields.answers).trim() === '';
        return (isOpen ? question.required : !isAnswered(question, fields.answers)) ? [`answers.${at}`] : [];
      }),
    ];
    setMissing(left);
    if (left.length === 0) onSubmit();
  }
  const fault = (path: string, word: Word) => (faults.includes(path) ? say(word) : null);
  return (
    <form ref={form} class="details" noValidate onSubmit={submit}>
      <WhoFields about={about} fields={fields} faults={faults} onChange={onChange} />
      {places.length > 1 && (
        <fieldset class="places">
          <legend>{say('place')}</legend>
          {places.map(({ id, name, value }) => (
            <label key={id}>
              <input
                type="radio"
                name="place"
                checked={fields.placeId === id}
                aria-invalid={faults.includes('placeId')}
                onChange={() => onChange({ placeId: id })}
              />
              <span>
                {name}
                {value && value !== name && <small>{value}</small>}
              </span>
            </label>
          ))}
          {fault('placeId', 'wrongPlace') && <p class="fault">{say('wrongPlace')}</p>}
        </fieldset>
      )}
      {questions.map((question, at) =>
        // What decides was answered before.
        question.decides ? null : (
          <AnswerField
            key={question.label}
            id={`answer-${at}`}
            question={question}
            value={answerTo(question, fields.answers)}
            fault={fault(`answers.${at}`, question.kind === 'number' ? 'wrongNumber' : 'wrongAnswer')}
            onChange={(value) => onChange({ answers: answered(fields.answers, question, value) })}
          />
        ),
      )}
      <Field id="remarks" label={say('remarks')} fault={null}>
        {(attributes) => (
          <textarea
            {...attributes}
            rows={2}
            maxLength={1_000}
            value={fields.remarks}
            onInput={(event) => onChange({ remarks: event.currentTarget.value })}
          />
        )}
      </Field>
      <Trap fields={fields} onChange={onChange} />
      {children}
      <button type="submit" class="primary" disabled={busy}>
        {say(busy ? 'booking' : 'book')}
      </button>
      <p class="quiet small">{say('privacy')}</p>
    </form>
  );
}

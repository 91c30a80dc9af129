import { Field } from './Field.tsx';
import type { Question } from './server.ts';
import { useWords } from './words.ts';

type Props = {
  id: string;
  question: Question;
  value: string;
  fault: string | null;
  onChange: (value: string) => void;
};

/** One question, answered as it asks for: by words, by a number, or by one of a few. */
export function AnswerField({ id, question, value, fault, onChange }: Props) {
  const { say } = useWords();
  const { kind, label: asked, required, options } = question;
  const label = required || question.decides ? asked : say('optional', { label: asked });
  if (kind === 'text' || kind === 'number') {
    return (
      <Field id={id} label={label} fault={fault}>
        {(attributes) =>
          kind === 'text' ? (
            <textarea
              {...attributes}
              rows={2}
              maxLength={1_000}
              value={value}
              onInput={(event) => onChange(event.currentTarget.value)}
            />
          ) : (
            <input
              {...attributes}
              inputMode="decimal"
              maxLength={20}
              value={value}
              onInput={(event) => onChange(event.currentTarget.value)}
            />
          )
        }
      </Field>
    );
  }
  const choices =
    kind === 'yesNo'
      ? (['yes', 'no'] as const).map((each) => ({ each, words: say(each) }))
      : options.map((each) => ({ each, words: each }));
  return (
    <fieldset class="places" aria-describedby={fault === null ? undefined : `${id}-fault`}>
      <legend>{label}</legend>
      <div class={kind === 'yesNo' ? 'beside' : 'stack'}>
        {choices.map(({ each, words }) => (
          <label key={each}>
            <input
              type="radio"
              name={id}
              checked={value === each}
              aria-invalid={fault !== null}
              onChange={() => onChange(each)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
      {fault !== null && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

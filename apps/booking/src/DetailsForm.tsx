import type { ComponentChildren, TargetedEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Fields } from './fields.ts';
import type { About } from './server.ts';
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
  const { say, language } = useWords();
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
      ...questions.flatMap(({ required }, at) => (required && !fields.answers[at]?.trim() ? [`answers.${at}`] : [])),
    ];
    setMissing(left);
    if (left.length === 0) onSubmit();
  }
  const fault = (path: string, word: Word) => (faults.includes(path) ? say(word) : null);
  const countries = namesOf(about.callingCodes, language);
  return (
    <form ref={form} class="details" noValidate onSubmit={submit}>
      <Field id="name" label={say('name')} fault={fault('name', 'wrongName')}>
        {(attributes) => (
          <input
            {...attributes}
            autocomplete="name"
            maxLength={200}
            value={fields.name}
            onInput={(event) => onChange({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="phone">
        <Field id="country" label={say('country')} fault={null}>
          {(attributes) => (
            <select
              {...attributes}
              autocomplete="country"
              value={fields.country}
              onChange={(event) => onChange({ country: event.currentTarget.value })}
            >
              {countries.map(({ country, code, name }) => (
                <option key={country} value={country}>
                  {name} (+{code})
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field id="phone" label={say('phone')} fault={fault('phone', 'wrongPhone')}>
          {(attributes) => (
            <input
              {...attributes}
              type="tel"
              inputMode="tel"
              autocomplete="tel"
              maxLength={40}
              value={fields.phone}
              onInput={(event) => onChange({ phone: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <Field id="email" label={say('email')} fault={fault('email', 'wrongEmail')}>
        {(attributes) => (
          <input
            {...attributes}
            type="email"
            inputMode="email"
            autocomplete="email"
            maxLength={320}
            value={fields.email}
            onInput={(event) => onChange({ email: event.currentTarget.value })}
          />
        )}
      </Field>
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
      {questions.map(({ label, required }, at) => (
        <Field
          key={label}
          id={`answer-${at}`}
          label={required ? label : say('optional', { label })}
          fault={fault(`answers.${at}`, 'wrongAnswer')}
        >
          {(attributes) => (
            <textarea
              {...attributes}
              rows={2}
              maxLength={1_000}
              value={fields.answers[at] ?? ''}
              onInput={(event) => {
                const { value } = event.currentTarget;
                onChange({
                  answers: questions.map((_, index) => (index === at ? value : (fields.answers[index] ?? ''))),
                });
              }}
            />
          )}
        </Field>
      ))}
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
      {/* For programs only: out of sight, out of the order of tabs, out of the accessibility tree. */}
      <div class="trap" aria-hidden="true">
        <label for="website">{say('website')}</label>
        <input
          id="website"
          tabIndex={-1}
          autocomplete="off"
          value={fields.website}
          onInput={(event) => onChange({ website: event.currentTarget.value })}
        />
      </div>
      {children}
      <button type="submit" class="primary" disabled={busy}>
        {say(busy ? 'booking' : 'book')}
      </button>
      <p class="quiet small">{say('privacy')}</p>
    </form>
  );
}

type Attributes = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined };
type FieldProps = {
  id: string;
  label: string;
  fault: string | null;
  children: (attributes: Attributes) => ComponentChildren;
};

function Field({ id, label, fault, children }: FieldProps) {
  const told = `${id}-fault`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': fault !== null, 'aria-describedby': fault === null ? undefined : told })}
      {fault !== null && (
        <p id={told} class="fault">
          {fault}
        </p>
      )}
    </div>
  );
}

function namesOf(codes: About['callingCodes'], language: string) {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return codes
    .map(([country, code]) => ({ country, code, name: names.of(country) ?? country }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

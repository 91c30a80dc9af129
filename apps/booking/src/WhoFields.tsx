import { Field } from './Field.tsx';
import type { Fields } from './fields.ts';
import type { About } from './server.ts';
import { useWords, type Word } from './words.ts';

type Given = { fields: Fields; onChange: (part: Partial<Fields>) => void };

/** Who it is, and how they are reached. @param faults paths of what is missing or could not be taken */
export function WhoFields({ about, fields, faults, onChange }: Given & { about: About; faults: readonly string[] }) {
  const { say, language } = useWords();
  const countries = namesOf(about.callingCodes, language);
  const fault = (path: string, word: Word) => (faults.includes(path) ? say(word) : null);
  return (
    <>
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
    </>
  );
}

/** For programs only: out of sight, out of the order of tabs, out of the accessibility tree. */
export function Trap({ fields, onChange }: Given) {
  const { say } = useWords();
  return (
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
  );
}

function namesOf(codes: About['callingCodes'], language: string) {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return codes
    .map(([country, code]) => ({ country, code, name: names.of(country) ?? country }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

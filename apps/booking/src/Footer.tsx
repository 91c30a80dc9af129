import { useMemo } from 'preact/hooks';
import { zoneName } from './times.ts';
import { LANGUAGES, type Language, languageOf, useWords } from './words.ts';

type Props = { zone: string; onZone: (zone: string) => void; onLanguage: (language: Language) => void };

/** In whose zone and in which language everything above is told. */
export function Footer({ zone, onZone, onLanguage }: Props) {
  const { say, language } = useWords();
  const zones = useMemo(() => {
    const all = new Set([zone, ...Intl.supportedValuesOf('timeZone')]);
    return [...all].map((id) => ({ id, name: zoneName(id, language) })).sort((a, b) => a.name.localeCompare(b.name));
  }, [zone, language]);
  return (
    <footer class="footer">
      <div class="choice">
        <label for="zone">{say('zone')}</label>
        <select id="zone" value={zone} onChange={(event) => onZone(event.currentTarget.value)}>
          {zones.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="choice">
        <label for="language">{say('language')}</label>
        <select
          id="language"
          value={language}
          onChange={(event) => onLanguage(languageOf([event.currentTarget.value]) ?? 'pt-BR')}
        >
          {LANGUAGES.map((each) => (
            <option key={each.language} value={each.language} lang={each.language}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
    </footer>
  );
}

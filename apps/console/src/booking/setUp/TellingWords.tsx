import { LANGUAGES, type Language, TELLING_BLANKS, TELLINGS, type Telling, type TellingSettings } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Select } from '../../design/Select.tsx';
import { TextArea } from '../../design/TextArea.tsx';
import { useLiveQuery } from '../../replica/index.ts';
import styles from '../CalendarScreen.module.css';

type Props = { settings: TellingSettings; onChange: (part: Partial<TellingSettings>) => void };

/** What stands at the names comes when it is said. */
const BLANKS_AS_THEY_ARE = Object.fromEntries(TELLING_BLANKS.map((name) => [name, `{${name}}`]));
const blanksOf = (what: Telling): string =>
  TELLING_BLANKS.filter((name) => name !== 'until' || what === 'offered')
    .map((name) => `{${name}}`)
    .join(' ');

export function TellingWords({ settings, onChange }: Props) {
  const { t, i18n } = useTranslation(['booking', 'appointmentWords']);
  const [language, setLanguage] = useState<Language>(() => LANGUAGES.find((each) => each === i18n.language) ?? 'pt-BR');
  const { rows } = useLiveQuery(({ catalog }) => catalog.find({ selector: { kind: 'template' } }), []);
  const templates = rows.flatMap(({ id, name, entry }) =>
    entry.kind === 'template' && entry.template.status === 'approved'
      ? [{ value: id, label: `${name} (${entry.template.language})` }]
      : [],
  );
  const setWords = (what: Telling, text: string) =>
    onChange({
      words: { ...settings.words, [language]: { ...settings.words[language], [what]: text } },
    });
  const takeOurs = async (what: Telling) => {
    await i18n.loadLanguages(language);
    setWords(what, t(`appointmentWords:${what}`, { ...BLANKS_AS_THEY_ARE, lng: language }));
  };
  const setTemplate = (what: Telling, id: string) => {
    const { [what]: _before, ...others } = settings.templates;
    onChange({ templates: id === '' ? others : { ...others, [what]: id } });
  };
  return (
    <>
      <Select
        label={t('booking:tellings.language')}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: t(`booking:tellings.languages.${value}`) }))}
        onChange={setLanguage}
      />
      {TELLINGS.map((what) => (
        <fieldset key={what} className={styles.set}>
          <legend className={styles.legend}>{t(`booking:tellings.what.${what}`)}</legend>
          <TextArea
            label={t(`booking:tellings.what.${what}`)}
            hideLabel
            hint={t('booking:tellings.hint', { blanks: blanksOf(what) })}
            rows={3}
            maxLength={1_000}
            lang={language}
            value={settings.words[language]?.[what] ?? ''}
            onChange={(event) => setWords(what, event.currentTarget.value)}
          />
          {!settings.words[language]?.[what] && (
            <div>
              <Button
                type="button"
                variant="quiet"
                aria-label={`${t('booking:tellings.ours')}: ${t(`booking:tellings.what.${what}`)}`}
                onClick={() => void takeOurs(what)}
              >
                {t('booking:tellings.ours')}
              </Button>
            </div>
          )}
          {templates.length > 0 && (
            <Select
              label={t('booking:tellings.template')}
              hint={t('booking:tellings.templateHint')}
              value={settings.templates[what] ?? ''}
              options={[{ value: '', label: t('booking:tellings.noTemplate') }, ...templates]}
              onChange={(id) => setTemplate(what, id)}
            />
          )}
        </fieldset>
      ))}
    </>
  );
}

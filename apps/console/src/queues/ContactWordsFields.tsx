import { type ContactWords, type QueueWish, WORD_VALUES } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Checkbox } from '../design/Checkbox.tsx';
import { Select } from '../design/Select.tsx';
import { TextArea } from '../design/TextArea.tsx';
import { MinutesField } from './MinutesField.tsx';
import styles from './Queues.module.css';

type Props = { wish: QueueWish; onChange: (part: Partial<QueueWish>) => void };

/** What contacts are told by itself: the place in line, when it opens, that they were given up on, how it was. */
export function ContactWordsFields({ wish, onChange }: Props) {
  const { t } = useTranslation('queues');
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('form.words')}</legend>
      <p className={styles.hint}>{t('form.wordsHint')}</p>
      <Select
        label={t('form.outOfHours')}
        value={wish.outOfHours}
        options={[
          { value: 'wait', label: t('form.outOfHoursWait') },
          { value: 'end', label: t('form.outOfHoursEnd') },
        ]}
        onChange={(outOfHours) => onChange({ outOfHours })}
      />
      <Words
        words="hours"
        label={t('form.outOfHoursMessage')}
        text={wish.outOfHoursMessage}
        onChange={(outOfHoursMessage) => onChange({ outOfHoursMessage })}
      />
      <Words
        words="position"
        label={t('form.position')}
        text={wish.positionMessage}
        onChange={(positionMessage) => onChange({ positionMessage })}
      />
      <MinutesField
        // What is usual follows the distribution; the field keeps what is typed.
        key={wish.distribution}
        label={t('form.abandonedAfter')}
        seconds={wish.abandonedAfterSeconds}
        onChange={(abandonedAfterSeconds) => onChange({ abandonedAfterSeconds })}
      />
      {wish.abandonedAfterSeconds !== null && (
        <Words
          words="abandoned"
          label={t('form.abandoned')}
          text={wish.abandonedMessage}
          onChange={(abandonedMessage) => onChange({ abandonedMessage })}
        />
      )}
      <Checkbox checked={wish.asksRating} onChange={(asksRating) => onChange({ asksRating })}>
        {t('form.asksRating')}
      </Checkbox>
      {wish.asksRating && (
        <Words
          words="rating"
          label={t('form.rating')}
          text={wish.ratingMessage}
          onChange={(ratingMessage) => onChange({ ratingMessage })}
        />
      )}
    </fieldset>
  );
}

/** What stands at the names comes when it is said. */
const NAMES_AS_THEY_ARE = { position: '{position}', wait: '{wait}', opens: '{opens}', protocol: '{protocol}' };

type WordsProps = { words: ContactWords; label: string; text: string; onChange: (text: string) => void };

function Words({ words, label, text, onChange }: WordsProps) {
  const { t } = useTranslation(['queues', 'contactWords']);
  const names = WORD_VALUES[words].map((name) => `{${name}}`).join(' ');
  return (
    <div className={styles.words}>
      <TextArea
        label={label}
        hint={t('queues:form.values', { names })}
        maxLength={1000}
        rows={2}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {text === '' && (
        <div>
          <Button
            variant="quiet"
            aria-label={`${t('queues:form.useSuggestion')}: ${label}`}
            onClick={() => onChange(t(`contactWords:${words}`, NAMES_AS_THEY_ARE))}
          >
            {t('queues:form.useSuggestion')}
          </Button>
        </div>
      )}
    </div>
  );
}

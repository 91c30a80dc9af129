import type { ChoiceLimits, ListLimits } from '@balcao/domain';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../design/Button.tsx';
import { IconButton } from '../../../design/IconButton.tsx';
import { TextField } from '../../../design/TextField.tsx';
import { nextKey, type RowDraft, type SectionDraft } from './choicesDraft.ts';
import styles from './kinds.module.css';

type Props = {
  kind: 'buttons' | 'list';
  section: SectionDraft;
  /** Its place in the content, by which faults are found. */
  place: string;
  limits: ChoiceLimits | ListLimits;
  faultAt: (at: string) => string | null;
  mayAdd: boolean;
  isOnly: boolean;
  onChange: (section: SectionDraft) => void;
  onRemove: () => void;
};

/** Answers to choose from: lines of a list under a title, or buttons. */
export function SectionFields(props: Props) {
  const { kind, section, place, limits, faultAt, mayAdd, isOnly, onChange, onRemove } = props;
  const { t } = useTranslation('conversations');
  const { rows } = section;
  const setRow = (key: number, change: Partial<RowDraft>) =>
    onChange({ ...section, rows: rows.map((row) => (row.key === key ? { ...row, ...change } : row)) });
  return (
    <fieldset className={styles.section}>
      <legend className={styles.legend}>{t(kind === 'buttons' ? 'choices.buttons' : 'choices.rows')}</legend>
      {kind === 'list' && !isOnly && (
        <div className={styles.line}>
          <TextField
            className={styles.grows}
            label={t('choices.section')}
            problem={faultAt(`${place}.title`)}
            value={section.title}
            onChange={(event) => onChange({ ...section, title: event.currentTarget.value })}
          />
          <IconButton icon={Trash2} label={t('choices.removeSection', { name: section.title })} onClick={onRemove} />
        </div>
      )}
      {rows.map((row, index) => {
        const at = kind === 'buttons' ? `buttons.${index}` : `${place}.rows.${index}`;
        return (
          <div key={row.key} className={styles.line}>
            <TextField
              hideLabel
              className={styles.grows}
              label={t('choices.row', { number: index + 1 })}
              placeholder={t('choices.row', { number: index + 1 })}
              problem={faultAt(`${at}.title`)}
              end={<Left used={row.title.trim().length} limit={limits.title} />}
              value={row.title}
              onChange={(event) => setRow(row.key, { title: event.currentTarget.value })}
            />
            {kind === 'list' && (
              <TextField
                hideLabel
                className={styles.grows}
                label={t('choices.description', { number: index + 1 })}
                placeholder={t('choices.descriptionHint')}
                problem={faultAt(`${at}.description`)}
                value={row.description}
                onChange={(event) => setRow(row.key, { description: event.currentTarget.value })}
              />
            )}
            <IconButton
              icon={Trash2}
              label={t('choices.removeRow', { number: index + 1 })}
              disabled={rows.length === 1}
              onClick={() => onChange({ ...section, rows: rows.filter(({ key }) => key !== row.key) })}
            />
          </div>
        );
      })}
      <Button
        variant="quiet"
        icon={Plus}
        disabled={!mayAdd}
        onClick={() => onChange({ ...section, rows: [...rows, { key: nextKey(rows), title: '', description: '' }] })}
      >
        {t(mayAdd ? 'choices.addRow' : 'choices.full', { most: limits.most })}
      </Button>
    </fieldset>
  );
}

function Left({ used, limit }: { used: number; limit: number }) {
  return <span className={used > limit ? styles.over : styles.left}>{limit - used}</span>;
}

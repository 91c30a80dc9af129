import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ContactPanel.module.css';

type Props = {
  value: string /** Where an own change stands, in words. */;
  status: string;
  onSave: (value: string) => Promise<void>;
};

/** Lower: a write a key, and more to merge. Higher: others see a note late. */
const SAVE_AFTER_MS = 800;
const LONGEST = 10_000;

/** Free notes about the contact, kept while they are written. What others write shows when nothing is typed here. */
export function NotesField({ value, status, onSave }: Props) {
  const { t } = useTranslation('contacts');
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ typed, value, onSave });
  useEffect(() => {
    latest.current = { typed, value, onSave };
  });

  const save = () => {
    clearTimeout(timer.current);
    const { typed: now, value: stored, onSave: keep } = latest.current;
    if (now !== null && now !== stored) void keep(now);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on leaving; `save` reads the latest by itself
  useEffect(() => save, []);

  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        {t('field.notes')}
        <span role="status" className={styles.saved}>
          {status}
        </span>
      </h3>
      <textarea
        className={styles.notes}
        rows={2}
        aria-label={t('field.notes')}
        placeholder={t('notesPlaceholder')}
        maxLength={LONGEST}
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          clearTimeout(timer.current);
          timer.current = setTimeout(save, SAVE_AFTER_MS);
        }}
        onBlur={() => {
          save();
          setTyped(null);
        }}
      />
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { Time } from '../design/Time.tsx';
import { useLiveQuery } from '../replica/index.ts';
import styles from './Notices.module.css';
import { type WishLine, wishLines } from './wishLines.ts';

/** What was wanted, in the words of the screen on which it was done. */
export function Wished({ wish }: { wish: Record<string, unknown> }) {
  const { t } = useTranslation('notices');
  const lines = wishLines(wish);
  if (lines.length === 0) return null;
  return (
    <dl className={styles.sides} aria-label={t('wished')}>
      {lines.map((line) => (
        <div key={line.field}>
          <dt>{t(`field.${line.field}`)}</dt>
          <dd>
            <Value line={line} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ line }: { line: WishLine }) {
  const { t } = useTranslation(['notices', 'conversations']);
  switch (line.field) {
    case 'tags':
      return <TagNames ids={line.value} />;
    case 'snoozedUntil':
      return <Time at={line.value} style="full" />;
    case 'status':
      switch (line.value) {
        case 'open':
        case 'closed':
        case 'snoozed':
          return t(`conversations:status.${line.value}`);
        default:
          return line.value;
      }
    default:
      return line.value;
  }
}

function TagNames({ ids }: { ids: string[] }) {
  const { t } = useTranslation('notices');
  const { rows } = useLiveQuery(({ catalog }) => catalog.find({ selector: { id: { $in: ids } } }), [ids.join()]);
  const names = rows.map((row) => row.name).join(', ');
  return names || t('decide.empty');
}

import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../design/Skeleton.tsx';
import styles from './Thread.module.css';

const SHAPES = [
  { width: '34%', ours: false },
  { width: '22%', ours: false },
  { width: '46%', ours: true },
  { width: '28%', ours: false },
  { width: '38%', ours: true },
  { width: '30%', ours: true },
] as const;

/** Bubbles on their way. Shown only when reading takes long enough to be noticed (Thread.module.css). */
export function ThreadSkeleton() {
  const { t } = useTranslation('conversations');
  return (
    <div role="status" aria-busy="true" aria-label={t('thread.loading')} className={styles.skeleton}>
      {SHAPES.map(({ width, ours }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes never change
        <div key={index} className={ours ? styles.ours : undefined} style={{ width }}>
          <Skeleton shape="block" height="44px" />
        </div>
      ))}
    </div>
  );
}

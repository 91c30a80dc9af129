import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './ContactsScreen.module.css';
import type { RunningImport } from './useCatalog.ts';
import { useContactFiles } from './useContactFiles.ts';

/** An import that is over stays in sight so long: who went for coffee sees how it ended. */
const SHOWN_MS = 24 * 60 * 60 * 1000;

/** How far the newest import is. It is a row of the catalog, so it moves by itself, in every window. */
export function ImportProgress({ imports }: { imports: readonly RunningImport[] }) {
  const { t } = useTranslation('contacts');
  const api = useApi();
  const files = useContactFiles();
  const language = useLanguage();
  const tell = useTellFailure();
  const [closed, setClosed] = useState<string | null>(null);
  const [openedAt] = useState(() => Date.now());
  const newest = imports.find(({ state }) => state === 'running') ?? imports.find(({ state }) => state !== 'mapping');
  if (!newest || newest.id === closed || (newest.state !== 'running' && openedAt - newest.at > SHOWN_MS)) return null;
  const { id, fileName, state, done, total, created, updated, failed } = newest;
  return (
    <section className={styles.import} aria-label={t('import.progress', { fileName })}>
      <div className={styles.importWords}>
        <strong>{t(`import.state.${state}`, { fileName })}</strong>
        <span role="status">{t('import.counts', { done, total, created, updated, failed })}</span>
      </div>
      <progress value={done} max={total} aria-label={t('import.progress', { fileName })} />
      {failed > 0 && (
        <Button
          onClick={() =>
            void files.save(`imports/${id}/problems.csv?language=${language}`, t('file.problems')).catch(tell)
          }
        >
          {t('import.problems', { count: failed })}
        </Button>
      )}
      {state === 'running' ? (
        <Button onClick={() => void api.contacts.cancelImport.mutate({ importId: id }).catch(tell)}>
          {t('import.cancel')}
        </Button>
      ) : (
        <Button variant="quiet" onClick={() => setClosed(id)}>
          {t('import.close')}
        </Button>
      )}
    </section>
  );
}

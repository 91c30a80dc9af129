import { may } from '@balcao/domain';
import { useNavigate } from '@tanstack/react-router';
import { Download, GitMerge, Upload, Users, X } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { ErrorState } from '../design/ErrorState.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { SkeletonRows } from '../design/Skeleton.tsx';
import { VirtualList } from '../design/VirtualList.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useCommand } from '../keyboard/index.ts';
import { useUser } from '../session/index.ts';
import { BulkBar } from './BulkBar.tsx';
import { ContactFilters } from './ContactFilters.tsx';
import { ContactPanel } from './ContactPanel.tsx';
import styles from './ContactsScreen.module.css';
import { ContactTableHead, ContactTableRow } from './ContactTableRow.tsx';
import { useContactsScreen } from './contactsScreen.ts';
import { DuplicatesDialog } from './DuplicatesDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { queryOf } from './queryOf.ts';
import { useCatalog } from './useCatalog.ts';
import { useContactFiles } from './useContactFiles.ts';
import { useContactRows } from './useContactRows.ts';

const ROW_PX = 40;

/** Everybody the company knows (CON-15): found, sorted, opened, changed alike, brought in and taken out. */
export function ContactsScreen({ contactId }: { contactId: string | null }) {
  const { t } = useTranslation('contacts');
  const { role } = useUser();
  const navigate = useNavigate();
  const files = useContactFiles();
  const tell = useTellFailure();
  const language = useLanguage();
  const catalog = useCatalog();
  const { filter, selected, select } = useContactsScreen();
  const list = useContactRows(catalog.fields, stampOf(catalog.imports));
  const [shown, setShown] = useState<'import' | 'duplicates' | null>(null);
  const open = useCallback(
    (id: string | undefined) => void navigate({ to: '/contacts/{-$id}', params: id ? { id } : {} }),
    [navigate],
  );
  const canImport = may(role, 'contact.import');
  useCommand({
    id: 'contacts.import',
    title: t('import.open'),
    group: 'contact',
    when: canImport && !list.isOffline,
    run: () => setShown('import'),
  });

  const exportAll = () => {
    const asked = { ...queryOf(filter, catalog.fields), language };
    const query = new URLSearchParams(Object.entries(asked).map(([key, value]) => [key, String(value)]));
    files.save(`export.csv?${query}`, t('file.contacts')).catch(tell);
  };

  return (
    <div className={styles.screen}>
      <div className={styles.table}>
        <div className={styles.bar}>
          <h2 className={styles.count} role="status">
            {list.total === null ? '' : t('count', { count: list.total })}
          </h2>
          {list.isOffline && <span className={styles.quiet}>{t('offlineTable')}</span>}
          <span className={styles.gap} />
          {may(role, 'contact.merge') && (
            <Button icon={GitMerge} disabled={list.isOffline} onClick={() => setShown('duplicates')}>
              {t('duplicates.open')}
            </Button>
          )}
          {may(role, 'contact.export') && (
            <Button icon={Download} disabled={list.isOffline} onClick={exportAll}>
              {t('export')}
            </Button>
          )}
          {canImport && (
            <Button icon={Upload} variant="primary" disabled={list.isOffline} onClick={() => setShown('import')}>
              {t('import.open')}
            </Button>
          )}
        </div>
        <ContactFilters catalog={catalog} isOffline={list.isOffline} />
        {canImport && <ImportProgress imports={catalog.imports} />}
        {selected.size > 0 ? (
          <BulkBar catalog={catalog} isOffline={list.isOffline} onDone={() => void list.refetch()} />
        ) : (
          <ContactTableHead
            all={list.rows.length > 0}
            onAll={() =>
              select(
                list.rows.slice(0, 1_000).map(({ id }) => id),
                true,
              )
            }
          />
        )}
        <Body list={list} catalog={catalog} openId={contactId} onOpen={open} />
      </div>
      {contactId && (
        <aside className={styles.side} aria-label={t('panel')}>
          <span className={styles.close}>
            <IconButton label={t('closePanel')} icon={X} onClick={() => open(undefined)} />
          </span>
          <ContactPanel key={contactId} contactId={contactId} tags={catalog.tags} />
        </aside>
      )}
      {shown === 'import' && <ImportDialog fields={catalog.fields} onClose={() => setShown(null)} />}
      {shown === 'duplicates' && (
        <DuplicatesDialog catalog={catalog} onChanged={() => void list.refetch()} onClose={() => setShown(null)} />
      )}
    </div>
  );
}

/** Which imports are over. */
const stampOf = (imports: ReturnType<typeof useCatalog>['imports']): string =>
  imports.map(({ id, state }) => `${id} ${state}`).join();

type BodyProps = {
  list: ReturnType<typeof useContactRows>;
  catalog: ReturnType<typeof useCatalog>;
  openId: string | null;
  onOpen: (id: string) => void;
};

function Body({ list, catalog, openId, onOpen }: BodyProps) {
  const { t } = useTranslation('contacts');
  const problemWords = useProblemWords();
  const { more } = list;
  if (list.loading) return <SkeletonRows label={t('loadingTable')} count={12} />;
  if (list.error) {
    const { what, todo, reference } = problemWords.ofError(list.error);
    return (
      <ErrorState title={what} reference={reference} onRetry={() => void list.refetch()}>
        {todo}
      </ErrorState>
    );
  }
  if (list.rows.length === 0) {
    return (
      <EmptyState icon={Users} title={t('nobodyFound')}>
        {t('nobodyFoundHint')}
      </EmptyState>
    );
  }
  return (
    <VirtualList
      label={t('table')}
      className={styles.rows}
      rows={list.rows}
      rowKey={({ id }) => id}
      rowHeight={ROW_PX}
      onNearEnd={more}
    >
      {(row) => <ContactTableRow listed={row} catalog={catalog} isOpen={row.id === openId} onOpen={onOpen} />}
    </VirtualList>
  );
}

import { CONTACT_STATUSES, type ContactStatus } from '@balcao/domain';
import { editContact } from '@balcao/replica/client';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Menu, MenuItem } from '../design/Menu.tsx';
import { toast } from '../design/toastStore.ts';
import { useReplica } from '../replica/index.ts';
import styles from './ContactsScreen.module.css';
import { useContactsScreen } from './contactsScreen.ts';
import type { useCatalog } from './useCatalog.ts';

type Props = { catalog: ReturnType<typeof useCatalog>; isOffline: boolean; onDone: () => void };
type Edit = { addTags?: string[]; removeTags?: string[]; status?: ContactStatus; ownerId?: string };

/** The same change for everybody who is chosen: by the server in one go, or offline in the replica, one by one. */
export function BulkBar({ catalog, isOffline, onDone }: Props) {
  const { t } = useTranslation('contacts');
  const api = useApi();
  const { collections } = useReplica();
  const tell = useTellFailure();
  const { selected, clearSelection } = useContactsScreen();

  const here = async ({ addTags = [], removeTags = [], ...edit }: Edit) => {
    const rows = await collections.contacts.findByIds([...selected]).exec();
    for (const row of rows.values()) {
      const tags = [...new Set([...row.tags, ...addTags])].filter((tag) => !removeTags.includes(tag));
      await editContact(collections, { contactId: row.id, edit: { ...edit, tags } });
    }
    return rows.size;
  };
  const apply = async (edit: Edit) => {
    try {
      const changed = isOffline
        ? await here(edit)
        : (await api.contacts.editMany.mutate({ contactIds: [...selected], ...edit })).changed;
      toast({ tone: 'good', title: t('bulk.done', { count: changed }) });
      clearSelection();
      onDone();
    } catch (error) {
      tell(error);
    }
  };
  const tagItems = (toEdit: (id: string) => Edit) =>
    [...catalog.tags].map(([id, { name }]) => (
      <MenuItem key={id} onSelect={() => void apply(toEdit(id))}>
        {name}
      </MenuItem>
    ));
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('bulk.label')}>
      <strong>{t('bulk.chosen', { count: selected.size })}</strong>
      <Menu trigger={<Button>{t('bulk.addTag')}</Button>}>{tagItems((id) => ({ addTags: [id] }))}</Menu>
      <Menu trigger={<Button>{t('bulk.removeTag')}</Button>}>{tagItems((id) => ({ removeTags: [id] }))}</Menu>
      <Menu trigger={<Button>{t('field.status')}</Button>}>
        {CONTACT_STATUSES.map((status) => (
          <MenuItem key={status} onSelect={() => void apply({ status })}>
            {t(`status.${status}`)}
          </MenuItem>
        ))}
      </Menu>
      <Menu trigger={<Button>{t('field.owner')}</Button>}>
        <MenuItem onSelect={() => void apply({ ownerId: '' })}>{t('nobody')}</MenuItem>
        {catalog.users.map(({ id, name }) => (
          <MenuItem key={id} onSelect={() => void apply({ ownerId: id })}>
            {name}
          </MenuItem>
        ))}
      </Menu>
      <Button variant="quiet" onClick={clearSelection}>
        {t('bulk.clear')}
      </Button>
    </div>
  );
}

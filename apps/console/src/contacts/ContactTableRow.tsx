import { formatPhone } from '@balcao/domain';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../design/classes.ts';
import { Tag } from '../design/Tag.tsx';
import { Time } from '../design/Time.tsx';
import { useLiveDoc } from '../replica/index.ts';
import styles from './ContactsScreen.module.css';
import { type Order, useContactsScreen } from './contactsScreen.ts';
import type { useCatalog } from './useCatalog.ts';
import type { ListedContact } from './useContactRows.ts';

type Props = {
  listed: ListedContact;
  catalog: ReturnType<typeof useCatalog>;
  isOpen: boolean;
  onOpen: (id: string) => void;
};
const MOST_TAGS = 3;

/** One person. What this device has of them is newer than the page they came with: an edit shows at once, offline too. */
export function ContactTableRow({ listed, catalog, isOpen, onOpen }: Props) {
  const { t } = useTranslation('contacts');
  const { row: live } = useLiveDoc((all) => all.contacts.findOne(listed.id), [listed.id]);
  const isSelected = useContactsScreen(({ selected }) => selected.has(listed.id));
  const select = useContactsScreen((screen) => screen.select);
  const row = live ?? listed;
  const name = row.name || (row.phone ? formatPhone(row.phone) : t('unnamed'));
  const owner = catalog.users.find(({ id }) => id === row.ownerId)?.name ?? '';
  const tags = row.tags.flatMap((id) => catalog.tags.get(id) ?? []);
  return (
    <div className={classes(styles.row, isOpen && styles.isOpen)}>
      <input
        type="checkbox"
        className={styles.check}
        aria-label={t('selectOne', { name })}
        checked={isSelected}
        onChange={(event) => select([row.id], event.currentTarget.checked)}
      />
      <button
        type="button"
        className={styles.open}
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => onOpen(row.id)}
        onKeyDown={moveFocus}
      >
        <span className={styles.name}>{name}</span>
        <span className={styles.cell}>{row.phone ? formatPhone(row.phone) : ''}</span>
        <span className={styles.cell}>{row.email}</span>
        <span className={styles.cell}>{t(`status.${row.status}`)}</span>
        <span className={styles.tags}>
          {tags.slice(0, MOST_TAGS).map((tag) => (
            <Tag key={tag.name} tone={tag.tone}>
              {tag.name}
            </Tag>
          ))}
          {tags.length > MOST_TAGS && `+${tags.length - MOST_TAGS}`}
        </span>
        <span className={styles.cell}>{owner}</span>
        <span className={styles.time}>
          {row.lastContactAt !== null && <Time at={row.lastContactAt} style="list" />}
        </span>
      </button>
    </div>
  );
}

/** Up and down go to the neighbours; J and K do the same. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = ({ ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 } as Record<string, number>)[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = event.currentTarget.closest('[data-index]');
  const next = item?.parentElement?.querySelector(
    `[data-index="${Number(item.getAttribute('data-index')) + step}"] button`,
  );
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

const ORDERS = ['name', 'lastContact', 'newest'] as const satisfies readonly Order[];

/** The names of the columns; two of them sort. */
export function ContactTableHead({ all, onAll }: { all: boolean; onAll: () => void }) {
  const { t } = useTranslation('contacts');
  const { order, setOrder } = useContactsScreen();
  return (
    <div className={classes(styles.row, styles.head)}>
      <input
        type="checkbox"
        className={styles.check}
        aria-label={t('selectAll')}
        disabled={!all}
        checked={false}
        onChange={onAll}
      />
      <div className={styles.open}>
        <span>{t('field.name')}</span>
        <span>{t('field.phone')}</span>
        <span>{t('field.email')}</span>
        <span>{t('field.status')}</span>
        <span>{t('field.tags')}</span>
        <span>{t('field.owner')}</span>
        <label className={styles.order}>
          <span className={styles.orderLabel}>{t('order.label')}</span>
          <select
            value={order}
            onChange={(event) => setOrder(ORDERS.find((each) => each === event.currentTarget.value) ?? 'name')}
          >
            {ORDERS.map((each) => (
              <option key={each} value={each}>
                {t(`order.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}

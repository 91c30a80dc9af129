import { CONTACT_STATUSES } from '@balcao/domain';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import styles from './ContactsScreen.module.css';
import { NO_FILTER, useContactsScreen } from './contactsScreen.ts';
import type { useCatalog } from './useCatalog.ts';

type Props = { catalog: ReturnType<typeof useCatalog>; isOffline: boolean };
const OPT_INS = ['in', 'out', 'unknown'] as const;

/** What narrows the table. Each stands for "any" until it is set. */
export function ContactFilters({ catalog, isOffline }: Props) {
  const { t } = useTranslation('contacts');
  const { filter, set } = useContactsScreen();
  const any = (label: string) => ({ value: '', label: t('filter.any', { what: label }) });
  const field = catalog.fields.find(({ id }) => id === filter.fieldId);
  const isNarrowed = Object.values(filter).some((value) => value !== '');
  return (
    <search className={styles.filters}>
      <TextField
        hideLabel
        className={styles.find}
        label={t('filter.text')}
        placeholder={t('filter.text')}
        type="search"
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Select
        hideLabel
        label={t('field.status')}
        value={filter.status}
        options={[any(t('field.status')), ...CONTACT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))]}
        onChange={(status) => set({ status: CONTACT_STATUSES.find((each) => each === status) ?? '' })}
      />
      <Select
        hideLabel
        label={t('field.tags')}
        value={filter.tagId}
        options={[any(t('field.tags')), ...[...catalog.tags].map(([value, { name }]) => ({ value, label: name }))]}
        onChange={(tagId) => set({ tagId })}
      />
      <Select
        hideLabel
        label={t('field.owner')}
        value={filter.ownerId}
        options={[
          any(t('field.owner')),
          { value: 'none', label: t('nobody') },
          ...catalog.users.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(ownerId) => set({ ownerId })}
      />
      <Select
        hideLabel
        label={t('filter.channel')}
        value={filter.channelId}
        disabled={isOffline}
        options={[any(t('filter.channel')), ...catalog.channels.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(channelId) => set({ channelId })}
      />
      <Select
        hideLabel
        label={t('field.optIn')}
        value={filter.optIn}
        options={[any(t('field.optIn')), ...OPT_INS.map((value) => ({ value, label: t(`optIn.${value}`) }))]}
        onChange={(optIn) => set({ optIn: OPT_INS.find((each) => each === optIn) ?? '' })}
      />
      {catalog.fields.length > 0 && (
        <Select
          hideLabel
          label={t('filter.field')}
          value={filter.fieldId}
          options={[any(t('filter.field')), ...catalog.fields.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(fieldId) => set({ fieldId, fieldValue: '' })}
        />
      )}
      {field && (
        <TextField
          hideLabel
          label={field.name}
          placeholder={field.name}
          value={filter.fieldValue}
          onChange={(event) => set({ fieldValue: event.currentTarget.value })}
        />
      )}
      {isNarrowed && (
        <Button variant="quiet" icon={X} onClick={() => set(NO_FILTER)}>
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}

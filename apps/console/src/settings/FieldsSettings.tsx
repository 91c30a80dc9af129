import { CUSTOM_FIELD_KINDS, type CustomFieldKind } from '@balcao/domain';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Select } from '../design/Select.tsx';
import { Tag } from '../design/Tag.tsx';
import { TextField } from '../design/TextField.tsx';
import { useLiveQuery, useSyncState } from '../replica/index.ts';
import grid from './Hours.module.css';
import styles from './Settings.module.css';

const optionsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((option) => option.trim())
      .filter((option) => option !== ''),
  ),
];

/** The company's own fields of a contact. A field's kind stands once it is made: its values are of that kind. */
export function FieldsSettings() {
  const { t } = useTranslation('settings');
  const api = useApi();
  const tell = useTellFailure();
  const isOffline = useSyncState().kind === 'offline';
  const { rows } = useLiveQuery(
    (all) => all.catalog.find({ selector: { kind: 'field' }, sort: [{ kind: 'asc' }, { position: 'asc' }] }),
    [],
  );
  const [name, setName] = useState('');
  const [kind, setKind] = useState<CustomFieldKind>('text');
  const [options, setOptions] = useState('');
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null);
  const run = async (work: Promise<unknown>) => {
    try {
      await work;
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  };
  const isWhole = name.trim() !== '' && (kind !== 'choice' || optionsOf(options).length > 0);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const field = { name, fieldKind: kind, options: kind === 'choice' ? optionsOf(options) : [] };
    if (!isWhole || !(await run(api.catalog.createField.mutate(field)))) return;
    setName('');
    setOptions('');
  };
  return (
    <fieldset disabled={isOffline} className={grid.all}>
      {isOffline && <p role="status">{t('company.offline')}</p>}
      <div className={styles.rows}>
        {rows.length === 0 && <EmptyState title={t('fields.none')} />}
        {rows.map(
          ({ id, name: current, entry }) =>
            entry.kind === 'field' && (
              <div key={id} className={grid.date}>
                <TextField
                  hideLabel
                  key={current}
                  label={t('fields.name')}
                  defaultValue={current}
                  maxLength={60}
                  onBlur={(event) => {
                    const next = event.currentTarget.value.trim();
                    if (next !== '' && next !== current)
                      void run(api.catalog.editField.mutate({ id, name: next, options: entry.options }));
                  }}
                />
                <Tag>{t(`fields.kind.${entry.fieldKind}`)}</Tag>
                {entry.fieldKind === 'choice' && (
                  <TextField
                    hideLabel
                    key={entry.options.join()}
                    label={t('fields.options')}
                    defaultValue={entry.options.join(', ')}
                    onBlur={(event) => {
                      const next = optionsOf(event.currentTarget.value);
                      if (next.length > 0 && next.join() !== entry.options.join())
                        void run(api.catalog.editField.mutate({ id, name: current, options: next }));
                    }}
                  />
                )}
                <IconButton
                  icon={Trash2}
                  label={t('fields.remove', { name: current })}
                  onClick={() => setLeaving({ id, name: current })}
                />
              </div>
            ),
        )}
        <form className={grid.date} onSubmit={(event) => void add(event)}>
          <TextField
            hideLabel
            label={t('fields.new')}
            placeholder={t('fields.new')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            hideLabel
            label={t('fields.kindOf')}
            value={kind}
            options={CUSTOM_FIELD_KINDS.map((value) => ({ value, label: t(`fields.kind.${value}`) }))}
            onChange={setKind}
          />
          {kind === 'choice' && (
            <TextField
              hideLabel
              label={t('fields.options')}
              placeholder={t('fields.options')}
              value={options}
              onChange={(event) => setOptions(event.currentTarget.value)}
            />
          )}
          <Button type="submit" variant="primary" disabled={!isWhole}>
            {t('fields.add')}
          </Button>
        </form>
      </div>
      <ConfirmDialog
        danger
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t('fields.remove', { name: leaving?.name ?? '' })}
        description={t('fields.removeHint')}
        confirm={t('fields.removeNow')}
        onConfirm={() => {
          if (leaving) void run(api.catalog.removeField.mutate({ id: leaving.id }));
          setLeaving(null);
        }}
      />
    </fieldset>
  );
}

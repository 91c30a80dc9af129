import { CUSTOM_FIELD_KINDS, type CustomFieldKind } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/index.ts';
import { Select } from '../design/Select.tsx';
import { Tag } from '../design/Tag.tsx';
import { TextField } from '../design/TextField.tsx';
import { useLiveQuery } from '../replica/index.ts';
import { NamedRows, useRun } from './NamedRows.tsx';

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
  const { run } = useRun();
  const { rows } = useLiveQuery(
    (all) => all.catalog.find({ selector: { kind: 'field' }, sort: [{ kind: 'asc' }, { position: 'asc' }] }),
    [],
  );
  const [kind, setKind] = useState<CustomFieldKind>('text');
  const [options, setOptions] = useState('');
  const newOptions = kind === 'choice' ? optionsOf(options) : [];
  return (
    <NamedRows
      area="fields"
      rows={rows.flatMap(({ id, name, entry }) => {
        if (entry.kind !== 'field') return [];
        const edit = (change: { name?: string; options?: string[] }) =>
          api.catalog.editField.mutate({ id, name, options: entry.options, ...change });
        return {
          id,
          name,
          more: (
            <>
              {entry.fieldKind === 'choice' && (
                <TextField
                  hideLabel
                  key={entry.options.join()}
                  label={t('fields.options')}
                  defaultValue={entry.options.join(', ')}
                  onBlur={(event) => {
                    const next = optionsOf(event.currentTarget.value);
                    if (next.length > 0 && next.join() !== entry.options.join()) void run(edit({ options: next }));
                  }}
                />
              )}
              <Tag>{t(`fields.kind.${entry.fieldKind}`)}</Tag>
            </>
          ),
          rename: (next: string) => edit({ name: next }),
        };
      })}
      remove={(id) => api.catalog.removeField.mutate({ id })}
      create={async (name) => {
        await api.catalog.createField.mutate({ name, fieldKind: kind, options: newOptions });
        setOptions('');
      }}
      isWhole={kind !== 'choice' || newOptions.length > 0}
      newMore={
        <>
          {kind === 'choice' && (
            <TextField
              hideLabel
              label={t('fields.options')}
              placeholder={t('fields.options')}
              value={options}
              onChange={(event) => setOptions(event.currentTarget.value)}
            />
          )}
          <Select
            hideLabel
            label={t('fields.kindOf')}
            value={kind}
            options={CUSTOM_FIELD_KINDS.map((value) => ({ value, label: t(`fields.kind.${value}`) }))}
            onChange={setKind}
          />
        </>
      }
    />
  );
}

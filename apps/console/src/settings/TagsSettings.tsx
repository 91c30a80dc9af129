import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/index.ts';
import { Select } from '../design/Select.tsx';
import { useLiveQuery } from '../replica/index.ts';
import { NamedRows, useRun } from './NamedRows.tsx';

/** As the server takes them (server/src/catalog/router.ts). */
const COLORS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;
type Color = (typeof COLORS)[number];
const colorOf = (value: string): Color => COLORS.find((each) => each === value) ?? 'grey';

/** Tags of contacts and conversations. What changes here changes on every console at once. */
export function TagsSettings() {
  const { t } = useTranslation('settings');
  const api = useApi();
  const { run } = useRun();
  const { rows } = useLiveQuery(
    (all) => all.catalog.find({ selector: { kind: 'tag' }, sort: [{ kind: 'asc' }, { position: 'asc' }] }),
    [],
  );
  const [newColor, setNewColor] = useState<Color>('grey');
  const colorOptions = COLORS.map((value) => ({ value, label: t(`tags.color.${value}`) }));
  const colorSelect = (name: string, color: Color, onChange: (next: Color) => void) => (
    <Select hideLabel label={t('tags.colorOf', { name })} value={color} options={colorOptions} onChange={onChange} />
  );
  return (
    <NamedRows
      area="tags"
      rows={rows.flatMap(({ id, name, entry }) => {
        if (entry.kind !== 'tag') return [];
        const color = colorOf(entry.color);
        const edit = (change: { name?: string; color?: Color }) =>
          api.catalog.editTag.mutate({ id, name, color, ...change });
        return {
          id,
          name,
          more: colorSelect(name, color, (next) => void run(edit({ color: next }))),
          rename: (next: string) => edit({ name: next }),
        };
      })}
      remove={(id) => api.catalog.removeTag.mutate({ id })}
      create={(name) => api.catalog.createTag.mutate({ name, color: newColor })}
      newMore={colorSelect(t('tags.new'), newColor, setNewColor)}
    />
  );
}

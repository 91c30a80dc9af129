import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { useLiveQuery, useSyncState } from '../replica/index.ts';
import grid from './Hours.module.css';
import styles from './Settings.module.css';

/** As the server takes them (server/src/catalog/router.ts). */
const COLORS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;
type Color = (typeof COLORS)[number];
const colorOf = (value: string): Color => COLORS.find((each) => each === value) ?? 'grey';

/** Tags of contacts and conversations. What changes here changes on every console at once. */
export function TagsSettings() {
  const { t } = useTranslation('settings');
  const api = useApi();
  const tell = useTellFailure();
  const isOffline = useSyncState().kind === 'offline';
  const { rows } = useLiveQuery(
    (all) => all.catalog.find({ selector: { kind: 'tag' }, sort: [{ kind: 'asc' }, { position: 'asc' }] }),
    [],
  );
  const [name, setName] = useState('');
  const [color, setColor] = useState<Color>('grey');
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
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && (await run(api.catalog.createTag.mutate({ name, color })))) setName('');
  };
  const colors = COLORS.map((value) => ({ value, label: t(`tags.color.${value}`) }));
  return (
    <fieldset disabled={isOffline} className={grid.all}>
      {isOffline && <p role="status">{t('company.offline')}</p>}
      <div className={styles.rows}>
        {rows.length === 0 && <EmptyState title={t('tags.none')} />}
        {rows.map(
          ({ id, name: current, entry }) =>
            entry.kind === 'tag' && (
              <div key={id} className={grid.date}>
                <TextField
                  hideLabel
                  key={current}
                  label={t('tags.name')}
                  defaultValue={current}
                  maxLength={60}
                  onBlur={(event) => {
                    const next = event.currentTarget.value.trim();
                    if (next !== '' && next !== current)
                      void run(api.catalog.editTag.mutate({ id, name: next, color: colorOf(entry.color) }));
                  }}
                />
                <Select
                  hideLabel
                  label={t('tags.colorOf', { name: current })}
                  value={colorOf(entry.color)}
                  options={colors}
                  onChange={(next) => void run(api.catalog.editTag.mutate({ id, name: current, color: next }))}
                />
                <IconButton
                  icon={Trash2}
                  label={t('tags.remove', { name: current })}
                  onClick={() => setLeaving({ id, name: current })}
                />
              </div>
            ),
        )}
        <form className={grid.date} onSubmit={(event) => void add(event)}>
          <TextField
            hideLabel
            label={t('tags.new')}
            placeholder={t('tags.new')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            hideLabel
            label={t('tags.colorOf', { name: t('tags.new') })}
            value={color}
            options={colors}
            onChange={setColor}
          />
          <Button type="submit" variant="primary" disabled={name.trim() === ''}>
            {t('tags.add')}
          </Button>
        </form>
      </div>
      <ConfirmDialog
        danger
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t('tags.remove', { name: leaving?.name ?? '' })}
        description={t('tags.removeHint')}
        confirm={t('tags.removeNow')}
        onConfirm={() => {
          if (leaving) void run(api.catalog.removeTag.mutate({ id: leaving.id }));
          setLeaving(null);
        }}
      />
    </fieldset>
  );
}

import { Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { TextField } from '../design/TextField.tsx';
import { useSyncKind } from '../replica/index.ts';
import styles from './Settings.module.css';

/** What the catalogue keeps by name, edited in its place. The words are those of `settings.json`. */
export type NamedArea = 'tags' | 'fields';
type Named = {
  id: string;
  name: string;
  /** What else it is, beside its name. */
  more: ReactNode;
  rename: (name: string) => Promise<unknown>;
};

type Props = {
  area: NamedArea;
  rows: readonly Named[];
  remove: (id: string) => Promise<unknown>;
  create: (name: string) => Promise<unknown>;
  /** What a new one is asked for beside its name, and whether all of that is there. */
  newMore: ReactNode;
  isWhole?: boolean;
};

const MOST_LETTERS = 60;

/** A list of named things with a row for the next one. The server's to keep: disabled while there is none. */
export function NamedRows({ area, rows, remove, create, newMore, isWhole = true }: Props) {
  const { t } = useTranslation('settings');
  const { run } = useRun();
  const isOffline = useSyncKind() === 'offline';
  const [name, setName] = useState('');
  const [leaving, setLeaving] = useState<Named | null>(null);
  const isReady = name.trim() !== '' && isWhole;
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (isReady && (await run(create(name.trim())))) setName('');
  };
  return (
    <fieldset disabled={isOffline} className={styles.fieldset}>
      {isOffline && <p role="status">{t('company.offline')}</p>}
      <div className={styles.rows}>
        {rows.length === 0 && <EmptyState title={t(`${area}.none`)} />}
        {rows.map((row) => (
          <div key={row.id} className={styles.named}>
            <TextField
              hideLabel
              key={row.name}
              label={t(`${area}.name`)}
              defaultValue={row.name}
              maxLength={MOST_LETTERS}
              onBlur={(event) => {
                const next = event.currentTarget.value.trim();
                if (next !== '' && next !== row.name) void run(row.rename(next));
              }}
            />
            {row.more}
            <IconButton icon={Trash2} label={t(`${area}.remove`, { name: row.name })} onClick={() => setLeaving(row)} />
          </div>
        ))}
        <form className={styles.named} onSubmit={(event) => void add(event)}>
          <TextField
            hideLabel
            label={t(`${area}.new`)}
            placeholder={t(`${area}.new`)}
            maxLength={MOST_LETTERS}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {newMore}
          <Button type="submit" variant="primary" disabled={!isReady}>
            {t(`${area}.add`)}
          </Button>
        </form>
      </div>
      <ConfirmDialog
        danger
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t(`${area}.remove`, { name: leaving?.name ?? '' })}
        description={t(`${area}.removeHint`)}
        confirm={t(`${area}.removeNow`)}
        onConfirm={() => {
          if (leaving) void run(remove(leaving.id));
          setLeaving(null);
        }}
      />
    </fieldset>
  );
}

/** Work whose failure is told. @returns from `run`, whether it was done. */
export function useRun() {
  const tell = useTellFailure();
  return {
    run: async (work: Promise<unknown>): Promise<boolean> => {
      try {
        await work;
        return true;
      } catch (error) {
        tell(error);
        return false;
      }
    },
  };
}

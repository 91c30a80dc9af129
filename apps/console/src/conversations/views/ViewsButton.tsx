import { editView, removeView, saveView } from '@balcao/replica/client';
import { ArrowDown, ArrowUp, Bookmark, Check, Ellipsis, Pencil, Save, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { classes } from '../../design/classes.ts';
import { Icon } from '../../design/Icon.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { Kbd } from '../../design/Kbd.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../design/Menu.tsx';
import { Popover } from '../../design/Popover.tsx';
import { TextField } from '../../design/TextField.tsx';
import { toast } from '../../design/toastStore.ts';
import { useCommand } from '../../keyboard/index.ts';
import { useReplica } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import type { ConversationView } from '../list/view.ts';
import { moved, type SavedView, sameView } from './savedView.ts';
import { useSavedViews } from './useSavedViews.ts';
import styles from './Views.module.css';

type Props = { view: ConversationView; onChange: (view: ConversationView) => void };

/** As many as have a digit. */
const KEYED = 9;

/** Lists to come back to, by name: filters and order together (INB-15). Works without the network. */
export function ViewsButton({ view, onChange }: Props) {
  const { t } = useTranslation('conversations');
  const { collections } = useReplica();
  const userId = useUser().id;
  const views = useSavedViews();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const active = views.find((each) => sameView(each.view, view));
  useCommand({ id: 'views.open', title: t('views.label'), group: 'list', keys: 'v', run: () => setOpen(true) });

  const apply = (chosen: SavedView) => {
    onChange(chosen.view);
    setOpen(false);
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    const position = Math.max(-1, ...views.map((each) => each.position)) + 1;
    void saveView(collections, { userId, name: name.trim(), view, position });
    setName('');
  };
  return (
    <>
      <Popover
        label={t('views.label')}
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <IconButton
            icon={Bookmark}
            label={active ? t('views.active', { name: active.name }) : t('views.label')}
            keys="v"
            pressed={active !== undefined}
          />
        }
      >
        <div className={styles.views}>
          {views.length === 0 && <p className={styles.none}>{t('views.none')}</p>}
          <ul className={styles.list}>
            {views.map((each, index) => (
              <ViewLine
                key={each.id}
                saved={each}
                index={index}
                views={views}
                view={view}
                isActive={each === active}
                onApply={() => apply(each)}
              />
            ))}
          </ul>
          <form className={styles.add} onSubmit={add}>
            <TextField
              label={t('views.new')}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="primary" disabled={name.trim() === ''}>
              {t('views.save')}
            </Button>
          </form>
        </div>
      </Popover>
      {views.map((each, index) => (
        <ViewCommand key={each.id} saved={each} index={index} onApply={() => apply(each)} />
      ))}
    </>
  );
}

function ViewCommand({ saved, index, onApply }: { saved: SavedView; index: number; onApply: () => void }) {
  const { t } = useTranslation('conversations');
  useCommand({
    id: `views.${saved.id}`,
    title: t('views.open', { name: saved.name }),
    group: 'list',
    ...(index < KEYED && { keys: `alt+${index + 1}` }),
    whileTyping: true,
    run: onApply,
  });
  return null;
}

type LineProps = {
  saved: SavedView;
  index: number;
  views: readonly SavedView[];
  /** What the list shows now. */
  view: ConversationView;
  isActive: boolean;
  onApply: () => void;
};

/** One saved view: to open, rename, move, bring up to date, take away. */
function ViewLine({ saved, index, views, view, isActive, onApply }: LineProps) {
  const { t } = useTranslation('conversations');
  const { collections } = useReplica();
  const [renamed, setRenamed] = useState<string | null>(null);
  const { id, name } = saved;
  const move = async (by: 1 | -1) => {
    for (const change of moved(views, id, by)) await editView(collections, change);
  };
  const rename = (event: FormEvent) => {
    event.preventDefault();
    const next = renamed?.trim() ?? '';
    if (next !== '' && next !== name) void editView(collections, { id, name: next });
    setRenamed(null);
  };
  const remove = () => {
    void removeView(collections, { id });
    toast({
      title: t('views.removed', { name }),
      action: {
        label: t('undo'),
        run: () => {
          const again = { userId, name, view: saved.view, position: saved.position };
          void saveView(collections, again);
        },
      },
    });
  };
  const userId = useUser().id;
  if (renamed !== null) {
    return (
      <li>
        <form className={styles.add} onSubmit={rename}>
          <TextField
            hideLabel
            autoFocus
            label={t('views.rename')}
            maxLength={60}
            value={renamed}
            onChange={(event) => setRenamed(event.currentTarget.value)}
          />
          <Button type="submit">{t('views.save')}</Button>
        </form>
      </li>
    );
  }
  return (
    <li className={styles.line}>
      <button
        type="button"
        className={classes(styles.open, isActive && styles.active)}
        aria-current={isActive ? 'true' : undefined}
        onClick={onApply}
      >
        <span className={styles.tick}>{isActive && <Icon icon={Check} size={14} />}</span>
        <span className={styles.name}>{name}</span>
        {index < KEYED && <Kbd keys={`alt+${index + 1}`} />}
      </button>
      <Menu align="end" trigger={<IconButton size="s" icon={Ellipsis} label={t('views.more', { name })} />}>
        <MenuItem icon={Pencil} onSelect={() => setRenamed(name)}>
          {t('views.rename')}
        </MenuItem>
        <MenuItem icon={Save} disabled={isActive} onSelect={() => void editView(collections, { id, view })}>
          {t('views.update')}
        </MenuItem>
        <MenuItem icon={ArrowUp} disabled={index === 0} onSelect={() => void move(-1)}>
          {t('views.up')}
        </MenuItem>
        <MenuItem icon={ArrowDown} disabled={index === views.length - 1} onSelect={() => void move(1)}>
          {t('views.down')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} danger onSelect={remove}>
          {t('views.remove')}
        </MenuItem>
      </Menu>
    </li>
  );
}

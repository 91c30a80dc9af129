import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../design/Dialog.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { type Command, type CommandGroup, keysOf } from './commands.ts';
import styles from './ShortcutHelp.module.css';
import { useCommand, useCommandList } from './useCommand.ts';

const GROUPS: readonly CommandGroup[] = [
  'navigation',
  'list',
  'conversation',
  'message',
  'contact',
  'view',
  'account',
  'help',
];

/** All keys that work now, on `?` (CON-30). */
export function ShortcutHelp() {
  const { t } = useTranslation('keyboard');
  const [open, setOpen] = useState(false);
  const commands = useCommandList();
  useCommand({ id: 'help.shortcuts', title: t('help'), group: 'help', keys: '?', run: () => setOpen(true) });

  const shown = newestOfEach(commands).filter((command) => keysOf(command).length > 0);
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t('help')} description={t('explain')} size="l">
      <div className={styles.groups}>
        {GROUPS.map((group) => {
          const ofGroup = shown.filter((command) => command.group === group);
          if (ofGroup.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              <h3 className={styles.heading}>{t(`group.${group}`)}</h3>
              <dl>
                {ofGroup.map((command) => (
                  <div key={command.id} className={styles.row}>
                    <dt>{command.title}</dt>
                    <dd className={styles.keys}>
                      {keysOf(command).map((keys) => (
                        <Kbd key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

/** Two screens may offer the same command; it is listed once. */
function newestOfEach(commands: readonly Command[]): Command[] {
  return [...new Map(commands.map((command) => [command.id, command])).values()];
}

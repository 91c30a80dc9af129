import { AlarmClock, Archive, MailOpen, Tags, UserRound, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../design/Menu.tsx';
import { timeInWords } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useSyncKind } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import { useDirectory } from '../directory.ts';
import { snoozeChoices } from '../snooze.ts';
import { useMaySuperviseAny } from '../useMaySupervise.ts';
import { useMinute } from '../useMinute.ts';
import styles from './BulkBar.module.css';
import { useSelection } from './selection.ts';
import { useBulk } from './useBulk.ts';

/** What can be done with the chosen conversations. Not there while none is, nor before what was refused is read. */
export function BulkBar() {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const now = useMinute();
  const me = useUser();
  const { tags, users } = useDirectory();
  const isOffline = useSyncKind() === 'offline';
  const { ids, clear } = useSelection();
  const { run, assign, progress, refused, settle } = useBulk();
  // Of several queues, the server refuses what is in another's; each that it refused is named with its reason.
  const mayAssign = useMaySuperviseAny();
  if (ids.size === 0 && progress === null && refused.length === 0) return null;
  const isBusy = progress !== null;
  const people = [...users.values()].filter(
    ({ id, active, role }) => active && role !== 'operator' && (mayAssign || id === me.id),
  );
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.label')}>
      <div className={styles.line}>
        <strong className={styles.count} role="status">
          {progress ? t('bulk.doing', progress) : t('bulk.chosen', { count: ids.size })}
        </strong>
        <Menu trigger={<IconButton icon={Tags} label={t('bulk.addTag')} disabled={isBusy} />} align="end">
          <MenuLabel>{t('bulk.addTag')}</MenuLabel>
          {[...tags].map(([tagId, { name }]) => (
            <MenuItem key={tagId} onSelect={() => run({ kind: 'tag', tagId })}>
              {name}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuLabel>{t('bulk.removeTag')}</MenuLabel>
          {[...tags].map(([tagId, { name }]) => (
            <MenuItem key={tagId} onSelect={() => run({ kind: 'untag', tagId })}>
              {name}
            </MenuItem>
          ))}
        </Menu>
        <Menu trigger={<IconButton icon={UserRound} label={t('bulk.assign')} disabled={isBusy} />} align="end">
          {isOffline && <MenuLabel>{t('bulk.offline')}</MenuLabel>}
          <MenuItem disabled={isOffline} onSelect={() => assign(null)}>
            {t('bulk.toNobody')}
          </MenuItem>
          {people.map(({ id, name }) => (
            <MenuItem key={id} disabled={isOffline} onSelect={() => assign(id)}>
              {name}
            </MenuItem>
          ))}
        </Menu>
        <Menu trigger={<IconButton icon={AlarmClock} label={t('bulk.snooze')} disabled={isBusy} />} align="end">
          {snoozeChoices(new Date(now)).map(({ kind, until }) => (
            <MenuItem
              key={kind}
              hint={until === null ? undefined : timeInWords(until, now, 'full', language)}
              onSelect={() => run({ kind: 'snooze', until })}
            >
              {t(`snooze.${kind}`)}
            </MenuItem>
          ))}
        </Menu>
        <IconButton icon={MailOpen} label={t('bulk.read')} disabled={isBusy} onClick={() => run({ kind: 'read' })} />
        <IconButton icon={Archive} label={t('bulk.close')} disabled={isBusy} onClick={() => run({ kind: 'close' })} />
        <IconButton icon={X} label={t('bulk.clear')} keys="escape" disabled={isBusy} onClick={clear} />
      </div>
      {progress && <progress className={styles.progress} max={progress.total} value={progress.done} />}
      <Dialog
        open={refused.length > 0}
        onOpenChange={(open) => !open && settle()}
        title={t('bulk.refused', { count: refused.length })}
        description={t('bulk.refusedHint')}
        footer={
          <Button variant="primary" onClick={settle}>
            {t('bulk.dismiss')}
          </Button>
        }
      >
        <ul className={styles.refused}>
          {refused.map(({ id, name, why }) => (
            <li key={id}>
              <strong>{name}</strong> {why}
            </li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}

import { may } from '@balcao/domain';
import { ListChecks, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { IconButton } from '../design/IconButton.tsx';
import rows from '../design/Rows.module.css';
import { Tag } from '../design/Tag.tsx';
import { useSyncKind } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { MacroDialog } from './MacroDialog.tsx';
import { useActionWords } from './useActionWords.ts';
import { type Macro, useMacros } from './useMacros.ts';

/** The company's macros and one's own. They are read from the replica; changing them needs the server. */
export function MacrosSettings() {
  const { t } = useTranslation('macros');
  const api = useApi();
  const tell = useTellFailure();
  const { role } = useUser();
  const isOffline = useSyncKind() === 'offline';
  const macros = useMacros();
  const words = useActionWords();
  const [edited, setEdited] = useState<Macro | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Macro | null>(null);
  const mayChange = ({ ownerId }: Macro) => !isOffline && (ownerId !== '' || may(role, 'macro.manage'));
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t(isOffline ? 'list.offline' : 'list.explain')}</p>
        <Button variant="primary" icon={Plus} disabled={isOffline} onClick={() => setEdited('new')}>
          {t('list.new')}
        </Button>
      </div>
      {macros.length === 0 ? (
        <EmptyState icon={ListChecks} title={t('list.none')}>
          {t('list.noneHint')}
        </EmptyState>
      ) : (
        <ul className={rows.list}>
          {macros.map((macro) => (
            <li key={macro.id} className={rows.row}>
              <div className={rows.words}>
                <div className={rows.name}>
                  {macro.name}
                  <Tag tone={macro.ownerId === '' ? 'neutral' : 'accent'}>
                    {t(macro.ownerId === '' ? 'scope.company' : 'scope.own')}
                  </Tag>
                </div>
                <p className={rows.facts}>{macro.actions.map(words).join(' · ')}</p>
              </div>
              <div className={rows.actions}>
                <IconButton
                  icon={Pencil}
                  label={t('list.edit', { name: macro.name })}
                  disabled={!mayChange(macro)}
                  onClick={() => setEdited(macro)}
                />
                <IconButton
                  icon={Trash2}
                  label={t('list.remove', { name: macro.name })}
                  disabled={!mayChange(macro)}
                  onClick={() => setLeaving(macro)}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      {edited && <MacroDialog macro={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      <ConfirmDialog
        danger
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t('list.remove', { name: leaving?.name ?? '' })}
        description={t('list.removeHint')}
        confirm={t('list.removeNow')}
        onConfirm={() => {
          if (leaving) api.macros.remove.mutate({ id: leaving.id }).catch(tell);
          setLeaving(null);
        }}
      />
    </>
  );
}

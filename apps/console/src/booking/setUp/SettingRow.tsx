import '../colors.css';
import { useMutation } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../../api/index.ts';
import { ConfirmDialog } from '../../design/Dialog.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import rows from '../../design/Rows.module.css';
import { toast } from '../../design/toastStore.ts';
import { useSyncKind } from '../../replica/index.ts';
import styles from '../CalendarScreen.module.css';

type Props = {
  id: string;
  name: string;
  color?: string;
  what: 'types' | 'resources' | 'places';
  facts: readonly string[];
  onEdit: () => void;
};

/** One thing that booking is set up with. What the list shows comes with the replica; changing it needs the server. */
export function SettingRow({ id, name, color, what, facts, onEdit }: Props) {
  const { t } = useTranslation('booking');
  const api = useApi();
  const tell = useTellFailure();
  const isOffline = useSyncKind() === 'offline';
  const [isLeaving, setLeaving] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.booking[what].remove.mutate({ id }),
    onSuccess: () => toast({ tone: 'good', title: t('setUp.removed') }),
    onError: tell,
    onSettled: () => setLeaving(false),
  });
  return (
    <li className={rows.row}>
      <div className={rows.words}>
        <div className={rows.name}>
          {color && <span className={styles.swatch} data-color={color} />}
          {name}
        </div>
        <p className={rows.facts}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className={rows.actions}>
        <IconButton icon={Pencil} label={t('setUp.edit', { name })} disabled={isOffline} onClick={onEdit} />
        <IconButton
          icon={Trash2}
          label={t('setUp.remove', { name })}
          disabled={isOffline}
          onClick={() => setLeaving(true)}
        />
      </div>
      <ConfirmDialog
        danger
        open={isLeaving}
        onOpenChange={setLeaving}
        title={t('setUp.remove', { name })}
        description={t(`setUp.removeHint.${what}`)}
        confirm={t('setUp.removeNow')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </li>
  );
}

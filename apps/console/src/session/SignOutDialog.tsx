import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { usePendingChanges } from '../replica/index.ts';
import { useSession, useUser } from './context.ts';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Signing out wipes what is kept here, so it is asked; twice as plainly while something was not sent (SYNC-09). */
export function SignOutDialog(props: Props) {
  const { t } = useTranslation('session');
  const session = useSession();
  const user = useUser();
  const pending = usePendingChanges();
  const [busy, setBusy] = useState(false);
  const signOut = () => {
    setBusy(true);
    void session.signOut().finally(() => setBusy(false));
  };
  return (
    <ConfirmDialog
      {...props}
      title={t('signOut.title')}
      description={pending > 0 ? t('signOut.unsent', { count: pending }) : t('signOut.explain', { email: user.email })}
      confirm={pending > 0 ? t('signOut.discard') : t('signOut.confirm')}
      danger={pending > 0}
      busy={busy}
      onConfirm={signOut}
    />
  );
}

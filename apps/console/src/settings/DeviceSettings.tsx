import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { desktop } from '../desktop/index.ts';
import { usePendingChanges, useReplica, useSyncKind } from '../replica/index.ts';
import { useSession } from '../session/index.ts';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

/** What stays on this device, and changing it (SYNC-09). */
export function DeviceSettings() {
  const { t } = useTranslation('settings');
  const session = useSession();
  const replica = useReplica();
  const pending = usePendingChanges();
  const isOffline = useSyncKind() === 'offline';
  const [asking, setAsking] = useState(false);
  const isKept = replica.keeping === 'sealed';

  if (desktop || !isSecureContext) {
    const words = !desktop ? t('device.insecure') : isKept ? t('device.desktop') : t('device.desktopNoSafe');
    return (
      <div className={styles.rows}>
        <SettingRow label={t('device.label')} hint={words} />
      </div>
    );
  }
  const whyNot =
    pending > 0 ? t('device.pending', { count: pending }) : isOffline ? t('device.needsServer') : undefined;
  return (
    <div className={styles.rows}>
      <SettingRow
        label={t('device.label')}
        hint={
          <>
            {isKept ? t('device.kept') : t('device.passing')}
            {whyNot && (
              <>
                {' '}
                <strong>{whyNot}</strong>
              </>
            )}
          </>
        }
      >
        <Button disabled={whyNot !== undefined} onClick={() => setAsking(true)}>
          {isKept ? t('device.changeOff') : t('device.changeOn')}
        </Button>
      </SettingRow>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('device.sureTitle')}
        description={isKept ? t('device.sureOff') : t('device.sureOn')}
        confirm={isKept ? t('device.changeOff') : t('device.changeOn')}
        onConfirm={() => void session.trustDevice(!isKept)}
      />
    </div>
  );
}

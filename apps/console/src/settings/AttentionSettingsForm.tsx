import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { askToNotify, playTone, useAttentionSettings } from '../attention/index.ts';
import { Button } from '../design/Button.tsx';
import { Checkbox } from '../design/Checkbox.tsx';
import { toast } from '../design/toastStore.ts';
import { useShortcutSettings } from '../keyboard/index.ts';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

export function AttentionSettingsForm() {
  const { t } = useTranslation('settings');
  const { sound, notifications, preview, set } = useAttentionSettings();
  const { singleKeys, setSingleKeys } = useShortcutSettings();

  const allow = async (wanted: boolean) => {
    const allowed = wanted && (await askToNotify());
    set({ notifications: allowed });
    if (wanted && !allowed) toast({ tone: 'bad', title: t('attention.blocked'), description: t('attention.unblock') });
  };
  return (
    <div className={styles.rows}>
      <SettingRow
        label={
          <Checkbox checked={sound} onChange={(next) => set({ sound: next })} hint={t('attention.soundHint')}>
            {t('attention.sound')}
          </Checkbox>
        }
      >
        <Button icon={Volume2} onClick={playTone}>
          {t('attention.listen')}
        </Button>
      </SettingRow>
      <SettingRow
        label={
          <Checkbox
            checked={notifications}
            onChange={(next) => void allow(next)}
            hint={t('attention.notificationsHint')}
          >
            {t('attention.notifications')}
          </Checkbox>
        }
      />
      <SettingRow
        label={
          <Checkbox
            checked={preview}
            disabled={!notifications}
            onChange={(next) => set({ preview: next })}
            hint={t('attention.previewHint')}
          >
            {t('attention.preview')}
          </Checkbox>
        }
      />
      <SettingRow
        label={
          <Checkbox checked={singleKeys} onChange={setSingleKeys} hint={t('attention.singleKeysHint')}>
            {t('attention.singleKeys')}
          </Checkbox>
        }
      />
    </div>
  );
}

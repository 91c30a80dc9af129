import { LANGUAGES } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { Segmented } from '../design/Segmented.tsx';
import { Select } from '../design/Select.tsx';
import { useChosenLanguage } from '../i18n/chosenLanguage.ts';
import { NATIVE_NAMES } from '../i18n/nativeNames.ts';
import { CONTRASTS, DENSITIES, THEMES, useAppearance } from './appearance.ts';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

/** What `Select` shows for "as the user or the browser says". */
const AUTOMATIC = 'automatic';

export function AppearanceSettings() {
  const { t } = useTranslation('settings');
  const { theme, contrast, density, set } = useAppearance();
  const { language, choose } = useChosenLanguage();
  const options = [
    { value: AUTOMATIC, label: t('language.automatic') },
    ...LANGUAGES.map((value) => ({ value, label: NATIVE_NAMES[value] })),
  ];
  return (
    <div className={styles.rows}>
      <SettingRow label={t('theme.label')}>
        <Segmented
          variant="framed"
          label={t('theme.label')}
          value={theme}
          segments={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(value) => set({ theme: value })}
        />
      </SettingRow>
      <SettingRow label={t('contrast.label')} hint={t('contrast.hint')}>
        <Segmented
          variant="framed"
          label={t('contrast.label')}
          value={contrast}
          segments={CONTRASTS.map((value) => ({ value, label: t(`contrast.${value}`) }))}
          onChange={(value) => set({ contrast: value })}
        />
      </SettingRow>
      <SettingRow label={t('density.label')} hint={t('density.hint')}>
        <Segmented
          variant="framed"
          label={t('density.label')}
          value={density}
          segments={DENSITIES.map((value) => ({ value, label: t(`density.${value}`) }))}
          onChange={(value) => set({ density: value })}
        />
      </SettingRow>
      <SettingRow label={t('language.label')} hint={t('language.hint')}>
        <Select
          hideLabel
          label={t('language.label')}
          value={language ?? AUTOMATIC}
          options={options}
          onChange={(value) => choose(LANGUAGES.find((candidate) => candidate === value) ?? null)}
        />
      </SettingRow>
    </div>
  );
}

import { LANGUAGES } from '@balcao/domain';
import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Menu, MenuChoices } from '../design/Menu.tsx';
import { useChosenLanguage } from './chosenLanguage.ts';
import { NATIVE_NAMES } from './nativeNames.ts';
import { useLanguage } from './useLanguage.ts';

/** The language of this device, by its own name: who cannot read the screen can still find it. */
export function LanguageMenu() {
  const { t } = useTranslation('design');
  const language = useLanguage();
  const choose = useChosenLanguage((state) => state.choose);
  return (
    <Menu
      align="center"
      trigger={
        <Button variant="quiet" icon={Languages} aria-label={`${t('language')}: ${NATIVE_NAMES[language]}`}>
          {NATIVE_NAMES[language]}
        </Button>
      }
    >
      <MenuChoices
        label={t('language')}
        value={language}
        choices={LANGUAGES.map((value) => ({ value, label: NATIVE_NAMES[value] }))}
        onChange={choose}
      />
    </Menu>
  );
}

export { followAppearance, useAppearance } from './appearance.ts';
export { SettingsScreen } from './SettingsScreen.tsx';

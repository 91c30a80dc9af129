export { CONTRASTS, DENSITIES, followAppearance, THEMES, useAppearance } from './appearance.ts';
export { SettingsScreen } from './SettingsScreen.tsx';

export { MacroMenu } from './MacroMenu.tsx';
export { MacrosSettings } from './MacrosSettings.tsx';
export { type Macro, useMacros } from './useMacros.ts';

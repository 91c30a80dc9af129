export { type Command, type CommandGroup, keysOf } from './commands.ts';
export { KeyboardProvider } from './KeyboardProvider.tsx';
export { ShortcutHelp } from './ShortcutHelp.tsx';
export { useShortcutSettings } from './shortcutSettings.ts';
export { useCommand, useCommandList } from './useCommand.ts';

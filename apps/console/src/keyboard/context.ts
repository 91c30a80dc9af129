import { createContext, use } from 'react';
import type { Commands } from './commands.ts';

export const CommandsContext = createContext<Commands | null>(null);

export function useCommands(): Commands {
  const commands = use(CommandsContext);
  if (!commands) throw new Error('useCommand needs a KeyboardProvider above it');
  return commands;
}

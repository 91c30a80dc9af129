import { type ReactNode, useEffect, useState } from 'react';
import { isApple } from '../design/keyNames.ts';
import { createCommands } from './commands.ts';
import { CommandsContext } from './context.ts';
import { placeOf } from './place.ts';
import { useShortcutSettings } from './shortcutSettings.ts';

/** Listens to the keys of the whole window and gives them to the commands. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const [commands] = useState(() =>
    createCommands({
      apple: isApple(navigator.platform),
      singleKeys: () => useShortcutSettings.getState().singleKeys,
    }),
  );

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // A composed character (´ + e) and a key that a component already used are no shortcuts.
      if (event.defaultPrevented || event.isComposing) return;
      if (commands.press(event, placeOf(event.target), Date.now())) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [commands]);

  return <CommandsContext value={commands}>{children}</CommandsContext>;
}

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type Command, keysOf } from './commands.ts';
import { useCommands } from './context.ts';

/**
 * Offers a command for as long as the component is there: its keys work, and palette and help list it.
 *
 * @param command.when `false` takes it away for now, e.g. while nothing is selected.
 * `run` may be a new function at each render; the newest is called.
 */
export function useCommand({ when = true, ...command }: Command & { when?: boolean }): void {
  const commands = useCommands();
  const run = useRef(command.run);
  useEffect(() => {
    run.current = command.run;
  });
  const { id, title, group, words, whileTyping, hidden } = command;
  const keys = keysOf(command).join('\n');
  useEffect(() => {
    if (!when) return;
    const list = keys === '' ? undefined : keys.split('\n');
    return commands.register({ id, title, group, words, whileTyping, hidden, keys: list, run: () => run.current() });
  }, [commands, when, id, title, group, words, whileTyping, hidden, keys]);
}

/** What can be done now, for palette and help. */
export function useCommandList(): readonly Command[] {
  const commands = useCommands();
  return useSyncExternalStore(commands.subscribe, commands.list);
}

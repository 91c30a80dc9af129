import { matches, type Pressed, parseKeys } from './keys.ts';

export type CommandGroup = 'navigation' | 'conversation' | 'message' | 'list' | 'contact' | 'view' | 'account' | 'help';

/** Something that a person can do, by key or through the palette. */
export type Command = {
  /** Unique: `conversation.close`. */
  id: string;
  /** In the reader's language. */
  title: string;
  group: CommandGroup;
  /** See keys.ts. More than one: the first is shown. */
  keys?: string | readonly string[] | undefined;
  /** Other words that find it in the palette. */
  words?: string | undefined;
  /** Fires in text fields and open dialogs too. Leave it out for single letters. */
  whileTyping?: boolean | undefined;
  /** A shortcut that a list of commands does not need, such as J and K. */
  hidden?: boolean | undefined;
  run: () => void;
};

/** Where a key was pressed: in a text, in a dialog or menu, or anywhere else. */
export type Place = 'text' | 'layer' | 'open';

/** The second key of `g c` must come within it, or the first is forgotten. */
export const SEQUENCE_MS = 1_000;

export const keysOf = (command: Command): readonly string[] =>
  command.keys === undefined ? [] : typeof command.keys === 'string' ? [command.keys] : command.keys;

/**
 * The commands that can be given now. Screens come and go, so each registers and gives back the way to unregister; of
 * two with the same keys the one that came last wins, which is the innermost.
 */
export type Commands = {
  register(command: Command): () => void;
  list(): readonly Command[];
  subscribe(listener: () => void): () => void;
  /** Runs what the pressed key stands for. `true`: done, the browser must not do its own. `now`: epoch ms. */
  press(pressed: Pressed, place: Place, now: number): boolean;
};

type Options = {
  apple: boolean;
  /** Single letters may be switched off: they collide with speech input and screen readers (WCAG 2.1.4). */
  singleKeys: () => boolean;
};

export function createCommands({ apple, singleKeys }: Options): Commands {
  let commands: readonly Command[] = [];
  const listeners = new Set<() => void>();
  /** Sequences whose first key was pressed, and until when the second counts. */
  let waiting: { first: Pressed; until: number } | null = null;

  const change = (next: readonly Command[]) => {
    commands = next;
    for (const listener of listeners) listener();
  };

  const allowed = (command: Command, keys: string, place: Place) => {
    if (place !== 'open' && !command.whileTyping) return false;
    return singleKeys() || keys.includes('mod+') || keys.includes('alt+') || keys === 'escape';
  };

  const find = (fits: (keys: string) => boolean, place: Place) =>
    commands.findLast((command) => keysOf(command).some((keys) => allowed(command, keys, place) && fits(keys)));

  return {
    register(command) {
      change([...commands, command]);
      return () => change(commands.filter((other) => other !== command));
    },
    list: () => commands,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    press(pressed, place, now) {
      const first = waiting && waiting.until > now ? waiting.first : null;
      waiting = null;
      const second = first && find((keys) => fits(keys, [first, pressed], apple), place);
      const command = second ?? find((keys) => fits(keys, [pressed], apple), place);
      if (command) {
        command.run();
        return true;
      }
      if (find((keys) => begins(keys, pressed, apple), place)) {
        waiting = { first: pressed, until: now + SEQUENCE_MS };
        return true;
      }
      return false;
    },
  };
}

function fits(keys: string, pressed: readonly Pressed[], apple: boolean): boolean {
  const chords = parseKeys(keys);
  return (
    chords.length === pressed.length &&
    chords.every((chord, index) => {
      const event = pressed[index];
      return event !== undefined && matches(chord, event, apple);
    })
  );
}

function begins(keys: string, pressed: Pressed, apple: boolean): boolean {
  const [first, second] = parseKeys(keys);
  return first !== undefined && second !== undefined && matches(first, pressed, apple);
}

/** What of a KeyboardEvent decides; so that tests need no browser. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

type Chord = { key: string; mod: boolean; alt: boolean; shift: boolean | null };

/**
 * Keys are written `j`, `?`, `mod+k`, `mod+shift+e`, `alt+arrowup`, `g c` (one after the other). `mod` is Ctrl, and ⌘ on
 * Apple. Signs such as `?` and `/` sit elsewhere on each keyboard, so their Shift does not count.
 */
export function parseKeys(keys: string): Chord[] {
  return keys.split(' ').map((text) => {
    const parts = text.toLowerCase().split('+');
    const key = parts.at(-1) ?? '';
    const isSign = key.length === 1 && !/[\p{L}\p{N}]/u.test(key);
    return {
      key: key === 'space' ? ' ' : key,
      mod: parts.includes('mod'),
      alt: parts.includes('alt'),
      shift: isSign ? null : parts.includes('shift'),
    };
  });
}

export function matches(chord: Chord, pressed: Pressed, apple: boolean): boolean {
  const mod = apple ? pressed.metaKey : pressed.ctrlKey;
  const other = apple ? pressed.ctrlKey : pressed.metaKey;
  return (
    pressed.key.toLowerCase() === chord.key &&
    mod === chord.mod &&
    !other &&
    pressed.altKey === chord.alt &&
    (chord.shift === null || pressed.shiftKey === chord.shift)
  );
}

/** True where the system's own key for shortcuts is ⌘. */
export function isApple(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}

const APPLE: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const OTHERS: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ctrl: 'Ctrl' };
const NAMED: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  backspace: '⌫',
  space: '␣',
};

/** How keys are written on this system: `mod+k` is "Ctrl K" or "⌘K"; `g c` is "G C". */
export function keyNames(keys: string, apple: boolean): string {
  const names = apple ? APPLE : OTHERS;
  const chord = (text: string) =>
    text
      .split('+')
      .filter(Boolean)
      .map((key) => names[key] ?? NAMED[key] ?? (key.length === 1 ? key.toUpperCase() : key))
      .join(apple ? '' : ' ');
  return keys.split(' ').map(chord).join(' ');
}

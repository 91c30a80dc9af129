import type { Place } from './commands.ts';

const TEXT = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]';
const LAYER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** Where a key was pressed. A field inside a dialog is a text first. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'open';
  if (target.closest(TEXT)) return 'text';
  return target.closest(LAYER) ? 'layer' : 'open';
}

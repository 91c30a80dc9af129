/** The menu under the right button: corrections for an underlined word, then what can be done with the text. */
import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import type { Electron } from './electron.ts';
import type { Words } from './words.ts';

/** More would push cut and paste off the screen, and the good ones come first. */
const MAX_CORRECTIONS = 5;

export function offerContextMenu({ Menu }: Pick<Electron, 'Menu'>, contents: WebContents, words: () => Words): void {
  contents.on('context-menu', (_event, params) => {
    const items = [...corrections(contents, params, words()), ...textActions(params, words())];
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}

function corrections(contents: WebContents, params: ContextMenuParams, words: Words): MenuItemConstructorOptions[] {
  const { misspelledWord, dictionarySuggestions } = params;
  if (!misspelledWord) return [];
  return [
    ...dictionarySuggestions.slice(0, MAX_CORRECTIONS).map((suggestion) => ({
      label: suggestion,
      click: () => contents.replaceMisspelling(suggestion),
    })),
    {
      label: words.edit.addToDictionary,
      click: () => void contents.session.addWordToSpellCheckerDictionary(misspelledWord),
    },
    { type: 'separator' },
  ];
}

function textActions({ isEditable, selectionText, editFlags }: ContextMenuParams, words: Words) {
  const actions: MenuItemConstructorOptions[] = [];
  if (isEditable) actions.push({ role: 'cut', label: words.edit.cut, enabled: editFlags.canCut });
  if (isEditable || selectionText) actions.push({ role: 'copy', label: words.edit.copy, enabled: editFlags.canCopy });
  if (isEditable) actions.push({ role: 'paste', label: words.edit.paste, enabled: editFlags.canPaste });
  return actions;
}

/** The shell's own words, from the same catalogues as the console's: resources/messages/<language>/desktop.json. */
import type { Language } from '@balcao/domain';
import { z } from 'zod';

const schema = z.object({
  open: z.string(),
  quit: z.string(),
  noneUnread: z.string(),
  /** Holds `{count}`. */
  unread: z.string(),
  availability: z.object({
    label: z.string(),
    online: z.string(),
    away: z.string(),
    busy: z.string(),
    offline: z.string(),
  }),
  edit: z.object({
    label: z.string(),
    undo: z.string(),
    redo: z.string(),
    cut: z.string(),
    copy: z.string(),
    paste: z.string(),
    selectAll: z.string(),
    addToDictionary: z.string(),
  }),
  view: z.object({
    label: z.string(),
    reload: z.string(),
    zoomIn: z.string(),
    zoomOut: z.string(),
    zoomReset: z.string(),
    fullScreen: z.string(),
  }),
  window: z.object({ label: z.string(), minimize: z.string(), close: z.string() }),
  pageKeepsFailing: z.object({ title: z.string(), /** Holds `{folder}`. */ body: z.string() }),
});
export type Words = z.output<typeof schema>;

// Bundled at build time; a catalogue that lacks a word stops the shell at its first start, which the tests see.
const files = import.meta.glob('../../../../resources/messages/*/desktop.json', { eager: true, import: 'default' });

export function wordsOf(language: Language): Words {
  const file = files[`../../../../resources/messages/${language}/desktop.json`];
  return schema.parse(file);
}

/** Puts `values` where a word holds `{name}`. Enough here: nothing that the shell says needs a plural. */
export function fill(word: string, values: Record<string, string | number>): string {
  return word.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** What the shell remembers about this machine. Nothing of a company or a person is in here. */
import { closestLanguage, LANGUAGES } from '@balcao/domain';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';
import type { Log } from './log.ts';

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });

const settings = z.object({
  serverAddress: z.string().nullable().default(null),
  /** Null: not chosen yet, the system's is taken. */
  language: z.enum(LANGUAGES).nullable().default(null),
  window: z.object({ bounds, maximized: z.boolean() }).nullable().default(null),
  zoomFactor: z.number().min(0.5).max(3).default(1),
  /** Null: not chosen yet, Chromium's own choice stays. */
  spellcheckLanguages: z.array(z.string()).nullable().default(null),
  shortcut: z.string().nullable().default(null),
});
export type DesktopSettings = z.output<typeof settings>;

export type SettingsStore = { get(): DesktopSettings; change(part: Partial<DesktopSettings>): void };

export function openSettings(path: string, log: Log): SettingsStore {
  const file = readJsonFile(path, settings);
  if (file.kind === 'broken')
    log.warn('settings were unreadable; starting with the defaults', { movedTo: file.movedTo });
  let current = file.kind === 'read' ? file.value : settings.parse({});
  return {
    get: () => current,
    change(part) {
      current = { ...current, ...part };
      writeJsonFile(path, current);
    },
  };
}

/** The language of the shell's own words. */
export const shellLanguage = ({ language }: DesktopSettings, systemLocale: string) =>
  language ?? closestLanguage([systemLocale]);

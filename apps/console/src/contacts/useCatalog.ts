import type { CustomField } from '@balcao/domain';
import type { CatalogRow } from '@balcao/replica';
import { useMemo } from 'react';
import type { Tone } from '../design/Tag.tsx';
import { useLiveQuery } from '../replica/index.ts';

const TONES: Record<string, Tone> = {
  green: 'good',
  red: 'bad',
  orange: 'warn',
  yellow: 'warn',
  blue: 'accent',
  teal: 'accent',
};

export type RunningImport = { id: string; fileName: string } & Extract<CatalogRow['entry'], { kind: 'import' }>;

/** What contacts are described with: tags, own fields, people, channels; and the imports of the last weeks. */
export function useCatalog() {
  const { rows } = useLiveQuery((all) => all.catalog.find({ sort: [{ position: 'asc' }] }), []);
  const { rows: users } = useLiveQuery((all) => all.users.find(), []);
  return useMemo(() => {
    const tags = new Map<string, { name: string; tone: Tone }>();
    const fields: CustomField[] = [];
    const channels: { id: string; name: string }[] = [];
    const imports: RunningImport[] = [];
    for (const { id, name, entry } of [...rows].sort((a, b) => a.position - b.position)) {
      if (entry.kind === 'tag') tags.set(id, { name, tone: TONES[entry.color] ?? 'neutral' });
      if (entry.kind === 'field') fields.push({ id, name, fieldKind: entry.fieldKind, options: entry.options });
      if (entry.kind === 'channel') channels.push({ id, name });
      if (entry.kind === 'import') imports.push({ id, fileName: name, ...entry });
    }
    imports.sort((a, b) => b.at - a.at);
    return { tags, fields, channels, imports, users };
  }, [rows, users]);
}

import type { ChannelKind, ChannelStatus } from '@balcao/domain';
import type { CatalogRow, UserRow } from '@balcao/replica';
import { createContext, use } from 'react';
import type { Tone } from '../design/Tag.tsx';

/** Names for the ids that conversations carry. All of it is small and stays in memory. */
export type Directory = {
  users: ReadonlyMap<string, UserRow>;
  queues: ReadonlyMap<string, string>;
  /** Those that take something new. */
  activeQueues: ReadonlySet<string>;
  tags: ReadonlyMap<string, { name: string; tone: Tone }>;
  channels: ReadonlyMap<string, DirectoryChannel>;
};

export type DirectoryChannel = {
  name: string;
  kind: ChannelKind;
  status: ChannelStatus;
  statusReason: string;
  /** A number, a page's name, an e-mail address; empty until the platform has told it. */
  address: string;
};

export const EMPTY_DIRECTORY: Directory = {
  users: new Map(),
  queues: new Map(),
  activeQueues: new Set(),
  tags: new Map(),
  channels: new Map(),
};

/** The colours that a company can give a tag, as the design's meanings; all others are quiet. */
const TONES: Record<string, Tone> = {
  green: 'good',
  red: 'bad',
  orange: 'warn',
  yellow: 'warn',
  blue: 'accent',
  teal: 'accent',
};

export function directoryOf(catalog: readonly CatalogRow[], users: readonly UserRow[]): Directory {
  const queues = new Map<string, string>();
  const activeQueues = new Set<string>();
  const tags = new Map<string, { name: string; tone: Tone }>();
  const channels = new Map<string, DirectoryChannel>();
  for (const { id, name, entry } of [...catalog].sort((a, b) => a.position - b.position)) {
    if (entry.kind === 'queue') {
      queues.set(id, name);
      if (entry.active) activeQueues.add(id);
    }
    if (entry.kind === 'tag') tags.set(id, { name, tone: TONES[entry.color] ?? 'neutral' });
    if (entry.kind === 'channel') {
      const { channelKind: kind, status, statusReason, address } = entry;
      channels.set(id, { name, kind, status, statusReason, address });
    }
  }
  return { users: new Map(users.map((user) => [user.id, user])), queues, activeQueues, tags, channels };
}

export const DirectoryContext = createContext<Directory>(EMPTY_DIRECTORY);
export const useDirectory = (): Directory => use(DirectoryContext);

/** "Ana Prado" is "Ana" beside a message. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

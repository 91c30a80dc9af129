import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChatMessage } from './chats.ts';
import type { StoredMedia } from './graph/media.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

/**
 * What the platform remembers across a restart, in a folder: `state.json`, and a file for each piece of media.
 *
 * For the demo: the phone keeps its chats as the console does, and what was under way goes on. Meta, too, delivers again what
 * a product that was down has not taken. Without a folder everything is forgotten, which is what tests want.
 */
export type Memory = {
  recall(world: World): void;
  /** Soon, and once for many changes. */
  noteSoon(world: () => World): void;
  noteNow(world: World): void;
};

/** Shorter: more writes while somebody types. Longer: more is lost to a SIGKILL. */
const NOTE_AFTER_MS = 200;

const stateSchema = z.object({
  version: z.literal(1),
  people: z.array(z.custom<Person>((value) => typeof value === 'object')),
  chats: z.array(z.object({ phoneNumberId: z.string(), personKey: z.string(), lastInboundAt: z.number().nullable() })),
  messages: z.array(z.custom<ChatMessage>((value) => typeof value === 'object')),
  media: z.array(z.custom<Omit<StoredMedia, 'bytes'>>((value) => typeof value === 'object')),
});

export const noMemory: Memory = { recall() {}, noteSoon() {}, noteNow() {} };

export function createMemory(folder: string): Memory {
  const stateFile = join(folder, 'state.json');
  const mediaFile = (id: string) => join(folder, `media-${id}`);
  const kept = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  mkdirSync(folder, { recursive: true });

  function noteNow({ people, chats, media }: World): void {
    if (timer) clearTimeout(timer);
    timer = null;
    for (const { id, bytes } of media.all()) {
      if (!kept.has(id)) writeFileSync(mediaFile(id), bytes);
      kept.add(id);
    }
    const state: z.input<typeof stateSchema> = {
      version: 1,
      people: [...people.all()],
      chats: chats.all().map(({ messages: _apart, ...chat }) => chat),
      messages: chats.all().flatMap((chat) => chat.messages),
      media: media.all().map(({ bytes: _inAFile, ...rest }) => rest),
    };
    // Written beside and renamed: a kill in the middle leaves the old state, never half a one.
    writeFileSync(`${stateFile}.new`, JSON.stringify(state));
    renameSync(`${stateFile}.new`, stateFile);
  }

  return {
    recall(world) {
      const state = read(stateFile);
      if (!state) return;
      for (const person of state.people) world.people.put(person);
      for (const message of state.messages) world.chats.add(message);
      for (const chat of state.chats) {
        const person = world.people.byKey(chat.personKey);
        if (person) world.chats.of(person, chat.phoneNumberId).lastInboundAt = chat.lastInboundAt;
      }
      for (const media of state.media) {
        kept.add(media.id);
        world.media.restore({ ...media, bytes: readFileSync(mediaFile(media.id)) });
      }
    },
    noteSoon(world) {
      timer ??= setTimeout(() => noteNow(world()), NOTE_AFTER_MS).unref();
    },
    noteNow,
  };
}

/** Null when there is none yet, or one that another version wrote: a stand-in may forget. */
function read(file: string): z.output<typeof stateSchema> | null {
  if (!existsSync(file)) return null;
  return stateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
}

import type { Now } from '../clock.ts';
import { type Chats, createChats } from './chats.ts';
import { createMediaShelf, type MediaShelf } from './graph/media.ts';
import { DEMO_TEMPLATES, type Template } from './graph/templates.ts';
import { createPeople, type People } from './people.ts';

/** Who there is, what they wrote, the files in it, and the account's templates. */
export type World = { people: People; chats: Chats; media: MediaShelf; templates: Template[] };

/** @param key seals the addresses of files. */
export function createWorld(now: Now, key: string): World {
  const people = createPeople();
  // Whose phone lies on the desk when nobody has written yet.
  people.byNumber('5511900000001', 'Contato de teste 01');
  return {
    people,
    chats: createChats(),
    media: createMediaShelf(now, key),
    templates: structuredClone([...DEMO_TEMPLATES]),
  };
}

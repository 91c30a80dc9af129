/** A console that does as it is told: the product's own client, driven by words instead of a person. */
import { REPLICA_NAMES, REPLICAS, sameRow } from '@balcao/replica';
import {
  addNote,
  closeConversation,
  editContact,
  openReplica,
  pin,
  type Replica,
  reopenConversation,
  saveDraft,
  sendText,
  setTags,
} from '@balcao/replica/client';
import type { Answer, Command, Deed, Opening, Rows, Scope } from './consoleWords.ts';
import type { Wrong } from './wrong.ts';

type Storage = Parameters<typeof openReplica>[0]['storage'];
type StorageOf = (opening: Opening) => Storage | Promise<Storage>;
export type DrivenConsole = { obey(command: Command): Promise<Answer> };

/** Between two looks at what becomes equal by itself. */
const LOOK_AGAIN_MS = 20;
/** Between two looks at whether anything moves at all. */
const MOVES_SEEN_MS = 1_000;
const versions = new Map(REPLICA_NAMES.map((name) => [name, REPLICAS[name].version]));

export function createDrivenConsole(storageOf: StorageOf): DrivenConsole {
  const realNow = Date.now.bind(Date);
  let skewMs = 0;
  Date.now = () => realNow() + skewMs;
  let replica: Replica | null = null;
  let token = '';
  let userId = '';

  const opened = (): Replica => {
    if (!replica) throw new Error('this console is not open');
    return replica;
  };

  async function open(opening: Opening): Promise<void> {
    skewMs = opening.skewMs;
    token = opening.token;
    userId = opening.userId;
    // A console of a later release: the same fields under a higher version, so that RxDB migrates what is stored.
    for (const [name, version] of versions) Object.assign(REPLICAS[name], { version: version + opening.newer });
    replica = await openReplica({
      companyId: opening.companyId,
      userId,
      url: opening.url,
      accessToken: async () => token,
      storage: await storageOf(opening),
    });
    replica.sync.start();
  }

  /** Given up when nothing moves in it for so long; time in which this process stood still does not count. */
  async function settled(stillMs: number, withinMs: number): Promise<Wrong[]> {
    const until = realNow() + withinMs;
    const lookMs = Math.min(stillMs, MOVES_SEEN_MS);
    let stoodMs = 0;
    let last = '';
    for (;;) {
      const found = await within(lookMs, whatWaits);
      if (found.length === 0) return [];
      const { links, replicas } = await opened().inspect();
      const course = JSON.stringify([links.at(-1), replicas.map((replica) => [replica.course, replica.waiting])]);
      stoodMs = course === last ? stoodMs + lookMs : 0;
      last = course;
      if (stoodMs >= stillMs || realNow() >= until) return explained(found);
    }
  }

  async function within(ms: number, wrong: () => Promise<Wrong[]>): Promise<Wrong[]> {
    const until = realNow() + ms;
    for (;;) {
      const found = await wrong();
      if (found.length === 0 || realNow() > until) return found;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  async function whatWaits(): Promise<Wrong[]> {
    const { sync, collections } = opened();
    const state = sync.current();
    if (state.kind !== 'live') return [{ kind: 'unsettled', what: `is ${JSON.stringify(state)}` }];
    const waiting: Wrong[] = [];
    for (const name of REPLICA_NAMES) {
      for (const { id, pending } of await rowsOf(collections, name)) {
        if (pending !== 0) waiting.push({ kind: 'unsettled', what: `${name}/${id} waits since ${pending}` });
      }
    }
    return waiting;
  }

  /** How a console stands that does not come to rest: the last changes of its line, and where its replicas are. */
  async function explained(wrong: Wrong[]): Promise<Wrong[]> {
    const { links, replicas } = await opened().inspect();
    const line = links.slice(-6).map(({ at, kind }) => `${kind} ${new Date(at).toISOString().slice(11)}`);
    const places = replicas.map(({ name, checkpoint, course, waiting }) => {
      const { steps = 0, failures = 0, lastFailure = '' } = course ?? {};
      return `${name} at ${checkpoint?.seq}, ${steps} steps, ${failures} failures ${lastFailure ?? ''}, ${waiting.length} wait`;
    });
    const now = new Date(realNow()).toISOString().slice(11);
    return [...wrong, { kind: 'unsettled', what: `at ${now}, line: ${line.join(', ')}; ${places.join('; ')}` }];
  }

  async function whatDiffers(scope: Scope): Promise<Wrong[]> {
    const different: Wrong[] = [];
    const behind = (what: string) => different.push({ kind: 'behind', what });
    for (const name of REPLICA_NAMES) {
      const here = new Map((await rowsOf(opened().collections, name)).map((row) => [String(row.id), row]));
      for (const row of scope[name]) {
        const own = here.get(String(row.id));
        here.delete(String(row.id));
        if (!own) behind(`${name}/${row.id} is missing`);
        else if (!sameRow(REPLICAS[name], own, row)) behind(`${name}/${row.id} is ${difference(own, row)}`);
        else if (own.pending !== 0) different.push({ kind: 'unsettled', what: `${name}/${row.id} waits` });
      }
      for (const id of here.keys()) different.push({ kind: 'extra', what: `${name}/${id} is not the server’s` });
    }
    return different;
  }

  return {
    async obey(command) {
      switch (command.kind) {
        case 'open':
          await open(command.opening);
          return { kind: 'done' };
        case 'do':
          return { kind: 'wrote', wrote: await perform(opened(), userId, command.deed) };
        case 'skew':
          skewMs = command.ms;
          return { kind: 'done' };
        case 'token':
          token = command.token;
          opened().sync.start();
          return { kind: 'done' };
        case 'settle':
          return { kind: 'wrong', wrong: await settled(command.stillMs, command.withinMs) };
        case 'match':
          return { kind: 'wrong', wrong: await within(command.withinMs, () => whatDiffers(command.scope)) };
        case 'close':
          await replica?.close();
          replica = null;
          return { kind: 'done' };
      }
    },
  };
}

const rowsOf = async (collections: Replica['collections'], name: keyof Replica['collections']): Promise<Rows> =>
  (await collections[name].find().exec()).map((row) => row.toMutableJSON());

function difference(own: Record<string, unknown>, row: Record<string, unknown>): string {
  const fields = Object.keys(row).filter((field) => JSON.stringify(own[field]) !== JSON.stringify(row[field]));
  return fields.map((field) => `${field}=${JSON.stringify(own[field])} not ${JSON.stringify(row[field])}`).join(', ');
}

/** @returns whether there was a row to change: one that is out of its user's sight cannot be edited. */
async function perform({ collections }: Replica, userId: string, deed: Deed): Promise<boolean> {
  if ('contactId' in deed) {
    const { contactId, verb, text } = deed;
    if (!(await collections.contacts.findOne(contactId).exec())) return false;
    await editContact(collections, { contactId, edit: { [verb]: text } });
    return true;
  }
  const { conversationId } = deed;
  const conversation = await collections.conversations.findOne(conversationId).exec();
  if (!conversation) return false;
  switch (deed.verb) {
    case 'send':
      await sendText(collections, { conversationId, authorId: userId, text: deed.text, id: deed.id });
      return true;
    case 'note':
      await addNote(collections, { conversationId, authorId: userId, text: deed.text, id: deed.id });
      return true;
    case 'draft':
      await saveDraft(collections, { conversationId, userId, draft: deed.text, isNote: false });
      return true;
    case 'tag':
      await setTags(collections, { conversationId, tagIds: [...conversation.tags, deed.tagId] });
      return true;
    case 'untag':
      await setTags(collections, { conversationId, tagIds: conversation.tags.filter((tag) => tag !== deed.tagId) });
      return true;
    case 'close':
      await closeConversation(collections, { conversationId, reason: 'fim' });
      return true;
    case 'reopen':
      await reopenConversation(collections, { conversationId });
      return true;
    case 'pin':
    case 'unpin':
      await pin(collections, { conversationId, userId, pinned: deed.verb === 'pin' });
      return true;
  }
}

/** Opens a user's replica: rows at once, from what is stored; the network when `sync.start()` is called. */
import type { Problem } from '@balcao/domain';
import type { RxStorage } from 'rxdb';
import { BehaviorSubject, combineLatest, distinctUntilChanged, map, type Observable } from 'rxjs';
import { REPLICA_NAMES, REPLICAS, type ReplicaName } from '../definitions/index.ts';
import type { Board, DeskPresent } from '../live.ts';
import { sameValue } from '../row.ts';
import { isWritable } from '../rxSchema.ts';
import { createActivity } from './activity.ts';
import { WINDOW_STEP_MS } from './ageing.ts';
import { createBoards } from './board.ts';
import { type Collections, type Kept, openLocalDatabase } from './database.ts';
import { createDeskPresence } from './deskPresence.ts';
import { type Inspection, inspectReplica } from './inspection.ts';
import { createJournal, type Journal } from './journal.ts';
import { type Keeping, keptIn, type Place } from './keeping/index.ts';
import { createLink, type Link } from './link.ts';
import { createOutbox } from './outbox.ts';
import { LinkClosed } from './outcome.ts';
import { pendingCount } from './pending.ts';
import { createPresences, type Presence } from './presence.ts';
import { createProgress } from './progress.ts';
import { replicate } from './replication.ts';
import type { Persistence } from './storage/persistence.ts';
import { OFFLINE_AFTER_MS, type SyncState, syncStateOf } from './syncState.ts';
import { alone, createTabs } from './tabs.ts';
import { createTurns } from './turns.ts';
import type { UploadStore } from './uploads/store.ts';

export type ReplicaOptions = {
  companyId: string;
  userId: string;
  /** `ws(s)://…/sync` */
  url: string;
  /** `null`: nobody is signed in. May throw when it cannot know now. */
  accessToken: () => Promise<string | null>;
  /** Where rows are kept: sealed on this machine, or in memory only (SYNC-09). A storage of one's own is for tests. */
  storage: Keeping | RxStorage<unknown, unknown>;
  /** For tests: by how much the window has to move before old rows are looked at again. */
  windowStepMs?: number;
  /** For tests with several consoles in one process, in which RxDB's free edition opens 13 collections: these alone. */
  only?: readonly ReplicaName[];
  /** Several windows share the database, where it is on the disk. */
  multiInstance?: boolean;
  /** The server does not take the token. `sync.start()` tries again. */
  onSignedOut?: () => void;
};

export type Replica = {
  collections: Collections;
  /** `sealed`: on this machine, under a key. `memory`: gone with the window. */
  keeping: 'sealed' | 'memory';
  /** Files on their way out; the console sends them. */
  uploads: UploadStore;
  sync: {
    state$: Observable<SyncState>;
    current(): SyncState;
    /** Connects, and stays at it. Harmless when called again. */
    start(): void;
  };
  /** Rows written here, and files, that the server does not have yet, right across restarts and windows. */
  pendingChanges$: Observable<number>;
  /** This user has the conversation open, and sees who else has, until `leave` (SYNC-12). */
  presence(conversationId: string): Presence;
  /** Who else has which conversation open (SYNC-12); asked for only while somebody listens. Empty without a connection. */
  desk$: Observable<readonly DeskPresent[]>;
  /** The live board while somebody subscribes (SYNC-12); `null` until it is there, and without a connection. */
  board$: Observable<Board | null>;
  /** To be called with every key and every touch: who touches nothing for a while is away (QUE-03). */
  stir(): void;
  /** How every replica stands just now (SYNC-11). Counts rows: for a screen somebody opens, not for every frame. */
  inspect(): Promise<Inspection>;
  close(): Promise<void>;
  /** Closes, and removes everything of this user from this machine, sent or not. */
  wipe(): Promise<void>;
};

/** Pulls at once: one is on its way while another is written. */
const PULL_PLACES = 2;

export async function openReplica(options: ReplicaOptions): Promise<Replica> {
  const { companyId, userId, url, accessToken, onSignedOut = () => {}, windowStepMs = WINDOW_STEP_MS } = options;
  const now = Date.now;
  const { name, storage, foretell, isShared, openUploads, destroy } = await keptIn(options.storage, {
    companyId,
    userId,
  });
  const multiInstance = isShared && (options.multiInstance ?? false);
  const { database, collections, kept, persistence } = await openLocalDatabase({
    name,
    storage,
    multiInstance,
    now,
    only: options.only ?? REPLICA_NAMES,
  });
  const uploads = await openUploads();
  const pendingChanges$ = combineLatest([pendingCount(kept), uploads.all$]).pipe(
    map(([rows, files]) => rows + files.length),
    distinctUntilChanged(),
  );

  const state$ = new BehaviorSubject<SyncState>({ kind: 'syncing', remaining: null });
  const become = (state: SyncState) => {
    if (!sameValue(state, state$.value)) state$.next(state);
  };
  const tabs = multiInstance
    ? createTabs(database.name, (state) => {
        become(state);
        if (state.kind === 'attention' && state.problem.code === 'auth.signedOut') onSignedOut();
      })
    : alone;

  const presences = createPresences(multiInstance ? database.name : null, now);
  const desk = createDeskPresence(multiInstance ? database.name : null);
  const boards = createBoards(multiInstance ? database.name : null);
  const activity = createActivity(multiInstance ? database.name : null, now);
  let running: Running | null = null;
  let starting = false;
  let closed = false;

  async function lead(): Promise<void> {
    if (multiInstance) await database.waitForLeadership();
    if (closed) return;
    const link = createLink({ url, definitions: Object.values(REPLICAS), accessToken, onSignedOut, now });
    running = run({ link, kept, persistence, windowStepMs, isTouched: activity.isTouched, foretell }, (state) => {
      become(state);
      tabs.tell(state$.value);
    });
    tabs.lead(() => state$.value);
    presences.lead(link);
    desk.lead(link);
    boards.lead(link);
    activity.lead(link);
    link.open();
  }

  async function close(): Promise<void> {
    closed = true;
    presences.close();
    desk.close();
    boards.close();
    activity.close();
    persistence.stop();
    await running?.stop();
    tabs.close();
    uploads.close();
    state$.complete();
  }

  const keeping = isShared ? 'sealed' : 'memory';
  return {
    collections,
    keeping,
    uploads,
    sync: {
      state$: state$.pipe(distinctUntilChanged()),
      current: () => state$.value,
      start() {
        if (running) running.link.open();
        else if (!starting) {
          starting = true;
          void lead();
        }
      },
    },
    pendingChanges$,
    presence: presences.open,
    desk$: desk.others$,
    board$: boards.board$,
    stir: activity.stir,
    async inspect() {
      const replicas = kept.map((each, rank) =>
        inspectReplica(each, running?.replications[rank] ?? null, running?.journal ?? null),
      );
      return {
        at: now(),
        url,
        keeping,
        leads: running !== null,
        links: running?.journal.read().links ?? [],
        replicas: await Promise.all(replicas),
      };
    },
    async close() {
      await close();
      await database.close();
    },
    async wipe() {
      await close();
      await database.remove();
      await destroy();
    },
  };
}

type Running = {
  link: Link;
  journal: Journal;
  replications: ReturnType<typeof replicate>[];
  stop(): Promise<void>;
};

type RunOptions = {
  link: Link;
  kept: readonly Kept[];
  persistence: Persistence;
  windowStepMs: number;
  isTouched: () => boolean;
  foretell: Place['foretell'];
};

/** Runs all replications over one link, and says how they stand. */
function run(options: RunOptions, onState: (state: SyncState) => void): Running {
  const { link, kept, persistence, windowStepMs, isTouched, foretell } = options;
  const turns = createTurns(PULL_PLACES);
  const journal = createJournal(Date.now);
  let pushFailing: Problem | null = null;
  const progress = createProgress(
    kept.map(({ definition }) => definition.name),
    update,
  );
  const outbox = createOutbox({
    link,
    writable: kept.filter(({ definition }) => isWritable(definition)),
    onAnswered: journal.answered,
    onFailing(problem) {
      pushFailing = problem;
      update();
    },
  });

  let later: ReturnType<typeof setTimeout> | undefined;
  function update(): void {
    const standing = { link: link.state$.value, ...progress.standing() };
    const failing = pushFailing ?? standing.failing;
    clearTimeout(later);
    if (standing.link.kind === 'down') later = setTimeout(update, OFFLINE_AFTER_MS);
    onState(syncStateOf({ ...standing, failing }, Date.now()));
  }

  const replications = kept.map((each, rank) => {
    const { name } = each.definition;
    const replication = replicate({
      kept: each,
      rank,
      link,
      outbox,
      turns,
      windowStepMs,
      isTouched,
      foretell: (rows) => foretell(name, rows),
      events: {
        onStep: (step) => {
          journal.step(name, step);
          progress.step(name, step);
        },
        onBegin: progress.mark,
        onEnd: (mark) => progress.ended(name, mark),
        onError: (error) => {
          if (error instanceof LinkClosed) return;
          journal.failed(name, error);
          progress.failed(name);
        },
      },
    });
    replication.active$.subscribe((active) => {
      if (!active) progress.idle(name);
    });
    return replication;
  });
  const disk = persistence.trouble$.subscribe(progress.disk);
  const changes = link.changes$.subscribe((news) => {
    if (news.resync) progress.begin();
    for (const { definition } of kept) {
      const step = news[definition.name];
      if (typeof step === 'object' && step !== null) journal.step(definition.name, step);
    }
  });
  const linkStates = link.state$.subscribe((state) => {
    journal.link(state);
    // What was complete before the cut says nothing now, even before the server has said "resync".
    if (state.kind === 'up') progress.begin();
    update();
  });

  return {
    link,
    journal,
    replications,
    async stop() {
      clearTimeout(later);
      linkStates.unsubscribe();
      changes.unsubscribe();
      disk.unsubscribe();
      outbox.close();
      await Promise.all(replications.map((replication) => replication.cancel()));
      link.close();
    },
  };
}

import type { FastifyBaseLogger } from 'fastify';
import type { Now, Timers } from '../clock.ts';
import type { Faults } from '../faults.ts';
import { type Account, type Accounts, createAccounts } from './accounts.ts';
import { createFeed, type Feed } from './feed.ts';
import { createPace, type Pace } from './graph/limits.ts';
import { createMemory, noMemory } from './memory.ts';
import { type Settings, type SettingsInput, settingsSchema } from './settings.ts';
import { type Courier, createCourier } from './webhooks/courier.ts';
import { createWorld, type World } from './world.ts';

/** Everything that stands for Meta's side of WhatsApp. Routes and the happenings below work on it; it knows none of them. */
export type Platform = {
  readonly now: Now;
  readonly timers: Timers;
  readonly faults: Faults;
  readonly log: FastifyBaseLogger;
  readonly feed: Feed;
  readonly courier: Courier;
  readonly pace: Pace;
  readonly accounts: Accounts;
  /** Replaced as a whole by a reset. */
  world: World;
  settings: Settings;
  /** Forgets people, chats, files and everything under way; numbers stay, settings go back to how it was started. */
  reset(): void;
  /** Breaks off deliveries and writes down what is to be remembered. */
  close(): void;
};

type PlatformNeeds = {
  now: Now;
  timers: Timers;
  faults: Faults;
  log: FastifyBaseLogger;
  accounts: readonly Account[];
  settings: SettingsInput;
  /** Where to remember across restarts; without it everything is forgotten. */
  folder?: string | undefined;
};

export function createPlatform({ now, timers, faults, log, accounts, settings, folder }: PlatformNeeds): Platform {
  const feed = createFeed();
  const memory = folder === undefined ? noMemory : createMemory(folder);
  const newWorld = () => createWorld(now, accounts[0]?.appSecret ?? 'sim');
  const courier = createCourier({
    now,
    timers,
    account: (phoneNumberId) => platform.accounts.find(phoneNumberId),
    delays: () => platform.settings.delays,
    tell: (about, outcome) => {
      log.debug({ about, outcome }, 'delivery');
      feed.tell({ kind: 'delivery', at: now(), about, outcome });
    },
  });
  const platform: Platform = {
    now,
    timers,
    faults,
    log,
    feed,
    courier,
    pace: createPace(() => platform.settings.limits),
    accounts: createAccounts(accounts),
    world: newWorld(),
    settings: settingsSchema.parse(settings),
    reset() {
      timers.stop();
      courier.reset();
      platform.pace.reset();
      platform.world = newWorld();
      platform.settings = settingsSchema.parse(settings);
      feed.tell({ kind: 'reset' });
    },
    close() {
      courier.reset();
      memory.noteNow(platform.world);
    },
  };
  memory.recall(platform.world);
  feed.listen(() => memory.noteSoon(() => platform.world), []);
  return platform;
}

import type { FastifyBaseLogger } from 'fastify';
import type { Now, Timers } from '../clock.ts';
import type { Faults } from '../faults.ts';
import { type Account, type Accounts, createAccounts } from './accounts.ts';
import { type Chats, createChats } from './chats.ts';
import { createFeed, type Feed } from './feed.ts';
import { createPace, type Pace } from './graph/limits.ts';
import { createMediaShelf, type MediaShelf } from './graph/media.ts';
import { createPeople, type People } from './people.ts';
import { type Settings, type SettingsInput, settingsSchema } from './settings.ts';
import { type Courier, createCourier } from './webhooks/courier.ts';

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
};

export type World = { people: People; chats: Chats; media: MediaShelf };

type PlatformNeeds = {
  now: Now;
  timers: Timers;
  faults: Faults;
  log: FastifyBaseLogger;
  accounts: readonly Account[];
  settings: SettingsInput;
};

export function createPlatform({ now, timers, faults, log, accounts, settings }: PlatformNeeds): Platform {
  const feed = createFeed();
  function newWorld(): World {
    const people = createPeople();
    // Whose phone lies on the desk when nobody has written yet.
    people.byNumber('5511900000001', 'Contato de teste 01');
    return { people, chats: createChats(), media: createMediaShelf(now, accounts[0]?.appSecret ?? 'sim') };
  }
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
  };
  return platform;
}

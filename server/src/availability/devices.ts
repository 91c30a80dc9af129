/**
 * Which consoles are connected, of all server processes. A socket that opens is written down, and its process says again
 * and again that it is still there; one that closes is believed for a moment longer, since consoles come back by
 * themselves. What a killed process left ends when nobody repeats it.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, inCompany, type Log } from '../db/index.ts';
import { refresh } from './refresh.ts';
import { type Device, leaveDevice, saveDevice, saveIdle } from './store.ts';

/** Lower: more writing at rest, one statement a process. */
const REPEAT_MS = 20_000;
/** A process that says nothing for three times as long is taken to be gone, and its consoles with it. */
const BELIEVED_MS = 3 * REPEAT_MS;
/** Reloading a page, or a network that changes, takes seconds. Lower: attendants go offline in between. */
const GRACE_MS = 15_000;

export type Devices = {
  here(device: Device): void;
  idle(device: Device, idle: boolean): void;
  gone(device: Device): void;
  stop(): Promise<void>;
};

export function startDevices(database: Database, log: Log, { graceMs = GRACE_MS, repeatMs = REPEAT_MS } = {}): Devices {
  const processId = randomUUID();
  const timers = new Set<NodeJS.Timeout>();
  const ongoing = new Set<Promise<void>>();
  /** What is told of one socket is written in that order. */
  const last = new Map<string, Promise<void>>();
  let stopped = false;

  function write(device: Device, change: 'here' | 'idle' | 'active' | 'gone'): Promise<void> {
    const { companyId, userId, connectionId } = device;
    const done = (last.get(connectionId) ?? Promise.resolve())
      .then(() =>
        inCompany(database, companyId, async (trx) => {
          if (change === 'here') await saveDevice(trx, device, processId, BELIEVED_MS);
          else if (change === 'gone') await leaveDevice(trx, device, graceMs);
          else await saveIdle(trx, device, change === 'idle');
          await refresh(trx, companyId, userId);
        }),
      )
      .catch((error: unknown) => log.warn({ err: error, user: userId }, 'an availability could not be noted'))
      .finally(() => {
        ongoing.delete(done);
        if (last.get(connectionId) === done) last.delete(connectionId);
      });
    ongoing.add(done);
    last.set(connectionId, done);
    return done;
  }

  function lookAgain({ companyId, userId }: Device): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void inCompany(database, companyId, (trx) => refresh(trx, companyId, userId)).catch((error: unknown) =>
        log.warn({ err: error, user: userId }, 'an availability could not be noted; the sweep will'),
      );
    }, graceMs + 50);
    timers.add(timer);
  }

  async function sweep(): Promise<void> {
    const until = new Date(Date.now() + BELIEVED_MS);
    await sql`select device_renew(${processId}, ${until})`.execute(database.kysely);
    const { rows } = await sql<{ companyId: string; userId: string }>`select * from people_gone()`.execute(
      database.kysely,
    );
    for (const { companyId, userId } of rows)
      await inCompany(database, companyId, (trx) => refresh(trx, companyId, userId));
    await sql`select devices_forget()`.execute(database.kysely);
  }
  const told = () => sweep().catch((error: unknown) => log.warn({ err: error }, 'the sweep of availabilities failed'));
  const repeating = setInterval(() => void told(), repeatMs);

  return {
    here: (device) => void write(device, 'here'),
    idle: (device, idle) => void write(device, idle ? 'idle' : 'active'),
    gone(device) {
      if (stopped) return;
      void write(device, 'gone').then(() => lookAgain(device));
    },
    async stop() {
      stopped = true;
      clearInterval(repeating);
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(ongoing);
    },
  };
}

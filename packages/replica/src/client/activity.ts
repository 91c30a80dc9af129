/**
 * Whether anybody touches this console, told to the server on the socket. Windows of one user share the socket: the
 * leading one hears from all when they were touched last.
 */
import { sayDocument } from '../live.ts';
import type { Link } from './link.ts';

/** Lower: whoever reads a long document is taken to be away. */
const IDLE_AFTER_MS = 5 * 60_000;
/** Between the keys of somebody who types slowly. */
const TOUCHED_FOR_MS = 1_000;
/** A window that is used says so this often. */
const TELL_EVERY_MS = 15_000;

export type Activity = {
  /** To be called with every key and every touch. */
  stir(): void;
  /** Whether somebody types or points in this window right now. */
  isTouched(): boolean;
  lead(link: Link): void;
  close(): void;
};

export function createActivity(sharedName: string | null, now: () => number, idleAfterMs = IDLE_AFTER_MS): Activity {
  const channel = sharedName === null ? null : new BroadcastChannel(`${sharedName}-activity`);
  let stirredAt = now();
  let touchedAt = Number.NEGATIVE_INFINITY;
  let toldAt = 0;
  let isIdle = false;
  let link: Link | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leave = () => {};

  function say(): void {
    // Without a connection there is nobody to be idle for; the next one begins as active.
    if (link?.state$.value.kind !== 'up') return;
    void link.request(sayDocument, { topic: 'activity', id: '', word: isIdle ? 'idle' : 'active' }).catch(() => {});
  }

  function become(idle: boolean): void {
    if (idle === isIdle) return;
    isIdle = idle;
    say();
  }

  function watch(): void {
    clearTimeout(timer);
    const leftMs = stirredAt + idleAfterMs - now();
    if (leftMs <= 0) become(true);
    else timer = setTimeout(watch, leftMs);
  }

  function stirred(): void {
    stirredAt = now();
    if (!link || !isIdle) return;
    become(false);
    watch();
  }

  if (channel) channel.onmessage = stirred;

  return {
    stir() {
      stirred();
      touchedAt = stirredAt;
      if (!channel || now() - toldAt < TELL_EVERY_MS) return;
      toldAt = now();
      channel.postMessage('stirred');
    },
    isTouched: () => now() - touchedAt < TOUCHED_FOR_MS,
    lead(by) {
      link = by;
      const states = by.state$.subscribe(({ kind }) => {
        if (kind === 'up' && isIdle) say();
      });
      leave = () => states.unsubscribe();
      watch();
    },
    close() {
      clearTimeout(timer);
      leave();
      channel?.close();
    },
  };
}

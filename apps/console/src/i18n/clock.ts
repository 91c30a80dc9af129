import { useCallback, useSyncExternalStore } from 'react';

/** Lower: more wake-ups. Higher: "há 4 min" is late. */
const TICK_MS = 10_000;

type Tick = () => void;
const listeners = new Set<Tick>();
let timer: ReturnType<typeof setInterval> | null = null;
let now = Date.now();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** A hidden window's timers sleep: what is shown on coming back must be right at once. */
function tickWhenSeen(): void {
  if (document.visibilityState === 'visible') tick();
}

/** One timer for the whole console, running only while somebody watches it. */
function subscribe(listener: Tick): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tickWhenSeen);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
    document.removeEventListener('visibilitychange', tickWhenSeen);
  };
}

/**
 * What `read` makes of the present, kept current: renders again only when the answer differs, so a thousand rows that
 * say "ontem" cost nothing at each tick. Epoch ms; answers must compare by `Object.is` (text, number, flag).
 */
export function useFromNow<Answer extends string | number | boolean>(read: (now: number) => Answer): Answer {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => read(Math.max(now, listeners.size === 0 ? Date.now() : 0)), [read]),
  );
}

const identity = (time: number) => time;

/** Epoch ms, moving on every 10 s. Prefer `useFromNow`, which renders less. */
export function useNow(): number {
  return useFromNow(identity);
}

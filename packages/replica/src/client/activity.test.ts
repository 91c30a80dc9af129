import { BehaviorSubject } from 'rxjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActivity } from './activity.ts';
import type { Link } from './link.ts';
import type { LinkState } from './syncState.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function listening(state: LinkState = { kind: 'up' }) {
  const words: unknown[] = [];
  const state$ = new BehaviorSubject<LinkState>(state);
  const request: Link['request'] = async <Data>(_document: string, variables: Record<string, unknown>) => {
    words.push(variables.word);
    return { said: true } as Data;
  };
  const unused = () => {
    throw new Error('not asked for here');
  };
  const link: Link = {
    state$,
    request,
    changes$: state$ as never,
    follow: unused,
    open: unused,
    keptFrom: unused,
    close: unused,
  };
  return { link, state$, words };
}

test('who touches nothing for a while is idle, and the next touch ends it', () => {
  const { link, words } = listening();
  const activity = createActivity(null, Date.now, 1_000);
  activity.lead(link);
  vi.advanceTimersByTime(900);
  activity.stir();
  vi.advanceTimersByTime(900);
  expect(words).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(words).toEqual(['idle']);
  activity.stir();
  expect(words).toEqual(['idle', 'active']);
  vi.advanceTimersByTime(1_100);
  expect(words).toEqual(['idle', 'active', 'idle']);
  activity.close();
});

test('a new connection is told that nobody is there', () => {
  const { link, state$, words } = listening({ kind: 'down', since: 0 });
  const activity = createActivity(null, Date.now, 1_000);
  activity.lead(link);
  vi.advanceTimersByTime(1_100);
  expect(words).toEqual([]);
  state$.next({ kind: 'up' });
  expect(words).toEqual(['idle']);
  activity.close();
});

test('a window is touched for a moment after each key, and not because another one was', () => {
  const activity = createActivity(null, Date.now);
  expect(activity.isTouched()).toBe(false);
  activity.stir();
  vi.advanceTimersByTime(900);
  expect(activity.isTouched()).toBe(true);
  vi.advanceTimersByTime(200);
  expect(activity.isTouched()).toBe(false);
  activity.close();
});

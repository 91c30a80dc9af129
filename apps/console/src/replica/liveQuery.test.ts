import { BehaviorSubject } from 'rxjs';
import { expect, test } from 'vitest';
import { storeOf } from './liveQuery.ts';

test('a store answers loading first, then the newest, and is silent once nobody looks', () => {
  const source = new BehaviorSubject(1);
  const store = storeOf(source, { value: 0, loading: true }, (number) => number * 10);
  expect(store.snapshot()).toEqual({ value: 0, loading: true });

  let told = 0;
  const leave = store.subscribe(() => told++);
  expect(store.snapshot()).toEqual({ value: 10, loading: false });
  source.next(2);
  expect(store.snapshot()).toEqual({ value: 20, loading: false });
  leave();
  source.next(3);
  expect([told, source.observed]).toEqual([2, false]);
});

test('between changes the snapshot is the same object, or React would render for ever', () => {
  const store = storeOf(new BehaviorSubject(1), { value: { number: 0 }, loading: true }, (number) => ({ number }));
  store.subscribe(() => undefined);
  expect(store.snapshot()).toBe(store.snapshot());
});

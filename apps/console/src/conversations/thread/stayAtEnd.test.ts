import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stayAtEnd } from './stayAtEnd.ts';

/** 5,000 px of messages in a view of 600, which stands at their end. */
const VIEW_PX = 600;
let whole: number;
let resized: () => void;
let element: HTMLElement;
let thread: Parameters<typeof stayAtEnd>[1] & { scrollOffset: number };

beforeEach(() => {
  whole = 5_000;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(told: () => void) {
        resized = told;
      }
      observe() {}
      disconnect() {}
    },
  );
  const sizes = { clientHeight: { get: () => VIEW_PX }, scrollHeight: { get: () => whole }, children: { value: [] } };
  element = Object.defineProperties(new EventTarget(), sizes) as HTMLElement;
  thread = {
    getTotalSize: () => whole,
    scrollOffset: whole - VIEW_PX,
    scrollRect: { width: 400, height: VIEW_PX },
    scrollToEnd: vi.fn(),
  };
});
afterEach(() => void vi.unstubAllGlobals());

function scrollTo(place: number): void {
  thread.scrollOffset = place;
  element.dispatchEvent(new Event('scroll'));
}

function grow(px: number): void {
  whole += px;
  resized();
}

test('who stands at the newest message stays there when it grows', () => {
  stayAtEnd(element, thread);
  grow(200);
  expect(thread.scrollToEnd).toHaveBeenCalledTimes(1);
});

test('who just went to the top is not thrown back by what comes in above', () => {
  stayAtEnd(element, thread);
  scrollTo(0);
  grow(6_000);
  expect(thread.scrollToEnd).not.toHaveBeenCalled();
});

test('who came back to the end stays there again, until nobody looks any more', () => {
  const stop = stayAtEnd(element, thread);
  scrollTo(0);
  scrollTo(whole - VIEW_PX - 20);
  grow(200);
  expect(thread.scrollToEnd).toHaveBeenCalledTimes(1);
  stop();
  scrollTo(0);
  grow(200);
  expect(thread.scrollToEnd).toHaveBeenCalledTimes(2);
});

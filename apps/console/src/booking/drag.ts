/**
 * Dragging on the calendar. While the pointer moves only the ghost's column renders: where it is lives in a store of its
 * own, and what was under the pointer at the start is measured once (BOOK-11: no frame over 33 ms).
 */
import { create } from 'zustand';
import { DAY_MINUTES, SNAP_MINUTES, snapped } from './layout.ts';

export type DragKind = 'create' | 'move' | 'resize';
export type Ghost = { columnKey: string; top: number; bottom: number };
export type Dragged = { kind: DragKind; id: string; fromColumn: string; ghost: Ghost };

export const useDragged = create<{ dragged: Dragged | null }>()(() => ({ dragged: null }));

/** Less is a press with an unsteady hand. */
const THRESHOLD_PX = 4;
/** So near to an edge the calendar scrolls along. */
const EDGE_PX = 28;

type Grabbed = { kind: DragKind; id: string; columnKey: string; top: number; bottom: number };
type Options = {
  scroller: HTMLElement;
  grabbed: Grabbed;
  pixelsPerMinute: number;
  /** By a finger that stayed where it was: it drags from the first moment on. */
  isHeld?: boolean;
  onDrop: (dragged: Dragged) => void;
};

/** Follows the pointer from its press on; ends with its release, with Escape, or when the window loses it. */
export function startDrag(
  event: PointerEvent,
  { scroller, grabbed, pixelsPerMinute, isHeld = false, onDrop }: Options,
): void {
  const columns = [...scroller.querySelectorAll<HTMLElement>('[data-column]')].map((element) => {
    const { left, right, top } = element.getBoundingClientRect();
    return {
      key: element.dataset.column ?? '',
      left: left + scroller.scrollLeft,
      right: right + scroller.scrollLeft,
      top,
    };
  });
  const own = columns.find(({ key }) => key === grabbed.columnKey);
  if (!own) return;
  const topAtStart = own.top + scroller.scrollTop;
  const minutesAt = (y: number) => (y + scroller.scrollTop - topAtStart) / pixelsPerMinute;
  const bounds = scroller.getBoundingClientRect();
  const start = { x: event.clientX, y: event.clientY, minutes: minutesAt(event.clientY) };
  let isMoving = isHeld;

  const ghostAt = (x: number, y: number): Ghost => {
    const across = x + scroller.scrollLeft;
    const column = columns.find(({ left, right }) => left <= across && across < right) ?? own;
    const minutes = minutesAt(y);
    if (grabbed.kind === 'create') {
      const [first, last] = [Math.min(start.minutes, minutes), Math.max(start.minutes, minutes)];
      const top = Math.max(0, Math.floor(first / SNAP_MINUTES) * SNAP_MINUTES);
      const bottom = Math.min(DAY_MINUTES, Math.max(top + SNAP_MINUTES, snapped(last)));
      return { columnKey: own.key, top, bottom };
    }
    const moved = minutes - start.minutes;
    if (grabbed.kind === 'resize') {
      const bottom = Math.min(DAY_MINUTES, Math.max(grabbed.top + SNAP_MINUTES, snapped(grabbed.bottom + moved)));
      return { columnKey: own.key, top: grabbed.top, bottom };
    }
    const length = grabbed.bottom - grabbed.top;
    const top = Math.min(DAY_MINUTES - SNAP_MINUTES, Math.max(0, snapped(grabbed.top + moved)));
    return { columnKey: column.key, top, bottom: top + length };
  };

  const move = (next: PointerEvent) => {
    if (!isMoving && Math.hypot(next.clientX - start.x, next.clientY - start.y) < THRESHOLD_PX) return;
    isMoving = true;
    if (next.clientY < bounds.top + EDGE_PX * 2) scroller.scrollTop -= 10;
    if (next.clientY > bounds.bottom - EDGE_PX) scroller.scrollTop += 10;
    const ghost = ghostAt(next.clientX, next.clientY);
    const before = useDragged.getState().dragged?.ghost;
    if (before && before.columnKey === ghost.columnKey && before.top === ghost.top && before.bottom === ghost.bottom)
      return;
    useDragged.setState({ dragged: { kind: grabbed.kind, id: grabbed.id, fromColumn: own.key, ghost } });
  };
  const end = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', drop);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', leave, true);
    useDragged.setState({ dragged: null });
  };
  const drop = (last: PointerEvent) => {
    const dragged = useDragged.getState().dragged;
    end();
    if (!isMoving || !dragged) return;
    // The press that ends a drag is no press on what lies under it.
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, true));
    onDrop({ ...dragged, ghost: ghostAt(last.clientX, last.clientY) });
  };
  const leave = (key: KeyboardEvent) => {
    if (key.key !== 'Escape') return;
    key.stopPropagation();
    end();
  };
  if (isHeld) {
    const ghost = ghostAt(start.x, start.y);
    useDragged.setState({ dragged: { kind: grabbed.kind, id: grabbed.id, fromColumn: own.key, ghost } });
  }
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', drop);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', leave, true);
}

function swallow(event: MouseEvent): void {
  event.stopPropagation();
  event.preventDefault();
}

/** Shorter: who scrolls with a slow finger drags. Longer: who wants to drag believes that it cannot be done. */
const HOLD_MS = 350;
/** A finger is never quite still. */
const STILL_PX = 10;

/** Runs once a finger has stayed where it was put down; one that moves scrolls, as everywhere. */
export function afterHold(event: PointerEvent, run: () => void): void {
  const end = () => {
    clearTimeout(timer);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
  };
  const move = (next: PointerEvent) => {
    if (Math.hypot(next.clientX - event.clientX, next.clientY - event.clientY) > STILL_PX) end();
  };
  const timer = setTimeout(() => {
    end();
    run();
  }, HOLD_MS);
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
}

/** While something is dragged by a finger the page does not scroll with it, and a long press opens no menu. */
export function holdStill(element: HTMLElement): () => void {
  const still = (event: Event) => {
    if (useDragged.getState().dragged !== null && event.cancelable) event.preventDefault();
  };
  element.addEventListener('touchmove', still, { passive: false });
  element.addEventListener('contextmenu', still);
  return () => {
    element.removeEventListener('touchmove', still);
    element.removeEventListener('contextmenu', still);
  };
}

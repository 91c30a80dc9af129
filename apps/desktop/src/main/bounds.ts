/** In device-independent pixels, as Electron gives them. */
export type Bounds = { x: number; y: number; width: number; height: number };

export const DEFAULT_SIZE = { width: 1_360, height: 860 };
/** Below this the console folds its panels (look: "usable at 900"). */
export const MINIMUM_SIZE = { width: 760, height: 520 };

/** How much of the window's upper edge must lie on a display: enough to take it and drag it back. */
const GRIP = { width: 120, height: 32 };

/**
 * Where the window opens.
 *
 * @param remembered where it was; null at the first start.
 * @param workAreas of the displays that exist now, the primary one first; at least one.
 * @returns the remembered place if its upper edge can still be grasped, else the middle of the primary display;
 *   never larger than the display that it is on.
 */
export function placeWindow(remembered: Bounds | null, workAreas: readonly [Bounds, ...Bounds[]]): Bounds {
  const [primary] = workAreas;
  if (!remembered) return centred(DEFAULT_SIZE, primary);
  const display = workAreas.find((area) => canBeGrasped(remembered, area));
  if (!display) return centred(remembered, primary);
  const { width, height } = shrunk(remembered, display);
  return { x: remembered.x, y: remembered.y, width, height };
}

function canBeGrasped(window: Bounds, area: Bounds): boolean {
  const shownWidth = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const gripTop = window.y;
  return shownWidth >= GRIP.width && gripTop >= area.y && gripTop + GRIP.height <= area.y + area.height;
}

function centred(size: { width: number; height: number }, area: Bounds): Bounds {
  const { width, height } = shrunk(size, area);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}

const shrunk = (size: { width: number; height: number }, area: Bounds) => ({
  width: Math.min(size.width, area.width),
  height: Math.min(size.height, area.height),
});

/** Longer: a wait after the press. Shorter: a slow disk may not have the draft yet. */
const WRITE_MS = 300;

/**
 * Starts anew without losing a word. Drafts are written when the page hides (useDraft); a reload hides it too late for
 * the disk, so they are told a moment before.
 */
export function reloadSafely(): void {
  document.dispatchEvent(new Event('visibilitychange'));
  setTimeout(() => location.reload(), WRITE_MS);
}

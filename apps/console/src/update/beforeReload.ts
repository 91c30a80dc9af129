type Flush = () => Promise<void>;
const flushes = new Set<Flush>();

/** Registers what must be written before the page goes: a draft whose saving is still waiting for the next key. */
export function onBeforeReload(flush: Flush): () => void {
  flushes.add(flush);
  return () => flushes.delete(flush);
}

/** Writes everything, then starts anew. A flush that fails must not keep an old version alive: the rest goes on. */
export async function reloadSafely(): Promise<void> {
  await Promise.allSettled([...flushes].map((flush) => flush()));
  location.reload();
}

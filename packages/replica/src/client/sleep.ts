/** Resolves after so long, or as soon as `until` is aborted. */
export function sleep(ms: number, until?: AbortSignal): Promise<void> {
  if (until?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      until?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    until?.addEventListener('abort', done);
  });
}

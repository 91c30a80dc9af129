/**
 * What one window writes, the user's other windows are told. Nearly always there is one window alone, and then nothing is
 * sent: rows would pass through the browser's own process, which is the busiest of all in a first sync, for nobody.
 */
export type Windows<Told> = {
  /** In the order in which it was told. */
  tell(what: Told): void;
  hear(heard: (what: Told) => void): void;
  close(): void;
};

/**
 * @param name of the database that windows share.
 * Resolves when the others can see this window: what they write from then on, it hears; what was written before, it reads.
 */
export async function otherWindows<Told>(name: string): Promise<Windows<Told>> {
  const channel = new BroadcastChannel(name);
  const leave = await enter(name);
  let telling = Promise.resolve();
  return {
    tell(what) {
      telling = telling.then(async () => {
        if (!(await isAlone(name))) channel.postMessage(what);
      });
    },
    hear(heard) {
      // Nobody else speaks on a channel of this name: it has the user's and the key's ids in it.
      channel.onmessage = ({ data }: MessageEvent) => heard(data as Told);
    },
    close() {
      void telling.then(() => {
        leave();
        channel.close();
      });
    },
  };
}

/** A lock that all windows hold together tells how many there are, and ends with its window, however that ends. */
function enter(name: string): Promise<() => void> {
  return new Promise((entered) => {
    // Missing on pages over plain http: there, others are always told.
    if (!navigator.locks) return entered(() => {});
    void navigator.locks.request(name, { mode: 'shared' }, () => new Promise<void>((leave) => entered(leave)));
  });
}

async function isAlone(name: string): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.filter((lock) => lock.name === name).length === 1;
}

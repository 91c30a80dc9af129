/**
 * What arrives in quick succession is handed on together. Each step that is written costs transactions, looks at every
 * open query and drawing, nearly as much for one row as for ten; so the first passes at once, and what follows it closely
 * waits for the next beat.
 */
/** Between two beats. Lower: more work under load. Higher: a row among many is seen later. */
const BEAT_MS = 100;

export type Beats<Value> = {
  give(value: Value): void;
  /** What waits is dropped. */
  stop(): void;
};

/** @param to takes each value, in the order in which they were given. */
export function inBeats<Value>(to: (value: Value) => void): Beats<Value> {
  let waiting: Value[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function beat(): void {
    timer = waiting.length > 0 ? setTimeout(beat, BEAT_MS) : undefined;
    for (const value of waiting.splice(0)) to(value);
  }

  return {
    give(value) {
      waiting.push(value);
      if (timer === undefined) beat();
    },
    stop() {
      clearTimeout(timer);
      waiting = [];
    },
  };
}

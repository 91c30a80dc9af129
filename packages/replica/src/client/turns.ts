/** Lets a few at a time go ahead, the most urgent first. */
export type Turns = {
  /** @param rank smaller goes first among those that wait. */
  take<Result>(rank: number, work: () => Promise<Result>): Promise<Result>;
};

/** @param places how many at once. More: what matters least slows down what matters most. */
export function createTurns(places: number): Turns {
  const waiting: { rank: number; go: () => void }[] = [];
  let free = places;

  async function enter(rank: number): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((go) => {
      const behind = waiting.findIndex((other) => other.rank > rank);
      waiting.splice(behind === -1 ? waiting.length : behind, 0, { rank, go });
    });
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next.go();
    else free += 1;
  }

  return {
    async take(rank, work) {
      await enter(rank);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

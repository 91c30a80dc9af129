/** A binary heap: what is least by `isBefore` comes out first, in the logarithm of how many are in it. */
export class Heap<Item> {
  readonly #items: Item[] = [];
  readonly #isBefore: (one: Item, other: Item) => boolean;

  constructor(isBefore: (one: Item, other: Item) => boolean) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#items.length;
  }

  get least(): Item | undefined {
    return this.#items[0];
  }

  add(item: Item): void {
    let at = this.#items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, above)) return;
      at = above;
    }
  }

  take(): Item | undefined {
    const taken = this.#items[0];
    const last = this.#items.pop();
    if (last === undefined || this.#items.length === 0) return taken;
    this.#items[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const lesser = this.#comesBefore(right, left) ? right : left;
      if (!this.#swapIfBefore(lesser, at)) return taken;
      at = lesser;
    }
  }

  #swapIfBefore(at: number, other: number): boolean {
    const [one, two] = [this.#items[at], this.#items[other]];
    if (one === undefined || two === undefined || !this.#isBefore(one, two)) return false;
    this.#items[at] = two;
    this.#items[other] = one;
    return true;
  }

  #comesBefore(at: number, other: number): boolean {
    const [one, two] = [this.#items[at], this.#items[other]];
    return one !== undefined && two !== undefined && this.#isBefore(one, two);
  }
}

/** As long as requests may have to wait for what is being worked off. */
const TURN_MS = 5;

/**
 * Works things off in their order, a few milliseconds at a time, and lets whatever else the event loop has to do go between.
 * Messages of worker threads need it: Node.js delivers all that have arrived in one turn, which while a large logdir is read
 * would keep requests waiting for hundreds of milliseconds.
 */
export class Turns<Item> {
  readonly #workOff: (item: Item) => void;
  readonly #endTurn: () => void;
  #waiting: Item[] = [];
  #isDue = false;

  /** `endTurn` is called after each turn. */
  constructor(workOff: (item: Item) => void, endTurn: () => void) {
    this.#workOff = workOff;
    this.#endTurn = endTurn;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    this.#next();
  }

  #next(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#isDue = false;
    const end = performance.now() + TURN_MS;
    let done = 0;
    for (const item of this.#waiting) {
      this.#workOff(item);
      done++;
      if (performance.now() >= end) break;
    }
    this.#waiting.splice(0, done);
    if (this.#waiting.length > 0) this.#next();
    this.#endTurn();
  }
}

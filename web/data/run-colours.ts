/** Number of run colours in tokens.css. */
export const COLOUR_COUNT = 24;

/** Strokes of the first 24 runs, the next, and the ones after them; then over again. */
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3]];

/** Keeps the colours over a reload of the tab. sessionStorage in the page. */
export type ColourStorage = Pick<Storage, 'getItem' | 'setItem'>;

const STORAGE_KEY = 'runlight-run-colours';

/**
 * One colour per run name, given in order of first appearance and kept: a run that leaves and comes back,
 * or a page that is loaded again, has the same colours.
 */
export class RunColours {
  readonly #storage: ColourStorage | undefined;
  #indexByName = new Map<string, number>();
  #isRestored = false;

  constructor(storage: ColourStorage | undefined) {
    this.#storage = storage;
  }

  /** Gives a colour to each name that has none. */
  assign(names: readonly string[]): void {
    if (names.length === 0) return;
    if (!this.#isRestored) this.#restore(names);
    const before = this.#indexByName.size;
    for (const name of names) {
      if (!this.#indexByName.has(name)) this.#indexByName.set(name, this.#indexByName.size);
    }
    if (this.#indexByName.size > before) this.#store();
  }

  /** Name of the token, e.g. "--rl-run-7"; a grey for a run that has never been drawn. */
  token(name: string): string {
    const index = this.#indexByName.get(name);
    return index === undefined ? '--rl-text-3' : `--rl-run-${(index % COLOUR_COUNT) + 1}`;
  }

  dash(name: string): readonly number[] {
    const index = this.#indexByName.get(name) ?? 0;
    return DASHES[Math.floor(index / COLOUR_COUNT) % DASHES.length] ?? [];
  }

  /** Takes over what the tab had before, unless it was of another logdir: then the colours begin anew. */
  #restore(names: readonly string[]): void {
    this.#isRestored = true;
    const stored = readNames(this.#storage);
    if (names.some((name) => stored.includes(name))) {
      this.#indexByName = new Map(stored.map((name, index) => [name, index]));
    }
  }

  #store(): void {
    try {
      this.#storage?.setItem(STORAGE_KEY, JSON.stringify([...this.#indexByName.keys()]));
    } catch {
      // Full or off: the colours last as long as the page.
    }
  }
}

function readNames(storage: ColourStorage | undefined): string[] {
  try {
    const names: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

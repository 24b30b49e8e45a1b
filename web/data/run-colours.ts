/** The colours in tokens.css, and a part of them that people with a colour-blindness tell apart. */
export const PALETTES = {
  full: { prefix: '--rl-run-', count: 24 },
  safe: { prefix: '--rl-safe-', count: 8 },
} as const;
export type PaletteName = keyof typeof PALETTES;

/** Strokes of the first runs, one for each colour, the next, and the ones after them; then over again. */
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3]];

/** Keeps the colours over reloads and tabs. localStorage in the page. */
export type ColourStorage = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * One colour for each name of a run, or of what else has one, in the order of the names: whoever sees the same names sees the
 * same colours. What has a colour keeps it while others come and go, after a reload and in another tab.
 */
export class RunColours {
  readonly #storage: ColourStorage | undefined;
  readonly #storageKey: string;
  #indexByName = new Map<string, number>();
  #isSettled = false;

  constructor(storage: ColourStorage | undefined, storageKey: string) {
    this.#storage = storage;
    this.#storageKey = storageKey;
  }

  /**
   * Gives a colour to each name that has none. Not settled = more names are about to be found among these: until all are
   * there, the colours are given anew each time.
   */
  assign(names: readonly string[], isSettled: boolean): void {
    if (this.#isSettled && names.every((name) => this.#indexByName.has(name))) return;
    if (!this.#isSettled) this.#indexByName = new Map();
    this.#restore(names);
    const before = this.#indexByName.size;
    for (const name of names) {
      if (!this.#indexByName.has(name)) this.#indexByName.set(name, this.#indexByName.size);
    }
    this.#isSettled ||= isSettled;
    if (this.#isSettled && this.#indexByName.size > before) this.#store();
  }

  /** Name of the token, e.g. "--rl-run-7"; undefined for a name that was given none. */
  token(name: string, palette: PaletteName): string | undefined {
    const index = this.#indexByName.get(name);
    const { prefix, count } = PALETTES[palette];
    return index === undefined ? undefined : `${prefix}${(index % count) + 1}`;
  }

  dash(name: string, palette: PaletteName): readonly number[] {
    const index = this.#indexByName.get(name) ?? 0;
    return DASHES[Math.floor(index / PALETTES[palette].count) % DASHES.length] ?? [];
  }

  /**
   * Takes over what was there before, unless it was of another logdir, of which most names are not here: then the colours
   * begin anew. Another tab may have given some since.
   */
  #restore(names: readonly string[]): void {
    const stored = readNames(this.#storage, this.#storageKey);
    const here = new Set(names);
    const isOurs = this.#isSettled
      ? [...this.#indexByName].every(([name, index]) => stored[index] === name)
      : stored.filter((name) => here.has(name)).length * 2 >= stored.length;
    if (isOurs) this.#indexByName = new Map(stored.map((name, index) => [name, index]));
  }

  #store(): void {
    try {
      this.#storage?.setItem(this.#storageKey, JSON.stringify([...this.#indexByName.keys()]));
    } catch {
      // Full or off: the colours last as long as the page.
    }
  }
}

function readNames(storage: ColourStorage | undefined, key: string): string[] {
  try {
    const names: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

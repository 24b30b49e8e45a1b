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

const STORAGE_KEY = 'runlight-run-colours';

/**
 * One colour per name of a run, or of what else has one, given in order of first appearance and kept: a run that leaves and
 * comes back, a page that is loaded again and one in another tab have the same colours.
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
    if (!names.some((name) => !this.#indexByName.has(name))) return;
    this.#restore(names);
    const before = this.#indexByName.size;
    for (const name of names) {
      if (!this.#indexByName.has(name)) this.#indexByName.set(name, this.#indexByName.size);
    }
    if (this.#indexByName.size > before) this.#store();
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
   * Takes over what was there before, unless it was of another logdir: then the colours begin anew. Another tab may have
   * given some since.
   */
  #restore(names: readonly string[]): void {
    const stored = readNames(this.#storage);
    const isOurs = this.#isRestored
      ? [...this.#indexByName].every(([name, index]) => stored[index] === name)
      : names.some((name) => stored.includes(name));
    this.#isRestored = true;
    if (isOurs) this.#indexByName = new Map(stored.map((name, index) => [name, index]));
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

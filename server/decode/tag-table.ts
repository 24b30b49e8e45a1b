const INITIAL_SLOTS = 64;

/**
 * Finds the entry of a tag by its UTF-8 bytes, so that a point of a known series makes no string.
 * Open addressing over FNV-1a hashes; entries are never removed.
 */
export class TagTable<Entry> {
  #slots = new Int32Array(INITIAL_SLOTS);
  readonly #entries: Entry[] = [];
  readonly #keys: Uint8Array[] = [];
  readonly #hashes: number[] = [];
  /** Index of the entry that followed each entry the last time: writers repeat the same order of tags. */
  readonly #next: number[] = [];
  #last = -1;

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** The entry for bytes[start, end), or undefined. */
  find(bytes: Uint8Array, start: number, end: number): Entry | undefined {
    const last = this.#last;
    if (last >= 0) {
      const guess = this.#next[last]!;
      if (guess >= 0 && equals(this.#keys[guess]!, bytes, start, end)) {
        this.#last = guess;
        return this.#entries[guess];
      }
    }
    const index = this.#lookUp(hash(bytes, start, end), bytes, start, end);
    if (index < 0) return undefined;
    if (last >= 0) this.#next[last] = index;
    this.#last = index;
    return this.#entries[index];
  }

  /** Adds an entry for bytes[start, end), which `find` did not know. */
  add(bytes: Uint8Array, start: number, end: number, entry: Entry): void {
    if ((this.#entries.length + 1) * 2 > this.#slots.length) this.#grow();
    const hashed = hash(bytes, start, end);
    const index = this.#entries.length;
    this.#entries.push(entry);
    this.#keys.push(bytes.slice(start, end));
    this.#hashes.push(hashed);
    this.#next.push(-1);
    this.#place(hashed, index);
    if (this.#last >= 0) this.#next[this.#last] = index;
    this.#last = index;
  }

  #lookUp(hashed: number, bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashed & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot]! - 1;
      if (index < 0) return -1;
      if (this.#hashes[index] === hashed && equals(this.#keys[index]!, bytes, start, end)) return index;
    }
  }

  #place(hashed: number, index: number): void {
    const mask = this.#slots.length - 1;
    let slot = hashed & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index + 1;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let index = 0; index < this.#hashes.length; index++) this.#place(this.#hashes[index]!, index);
  }
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) value = Math.imul(value ^ bytes[at]!, 0x01000193);
  return value >>> 0;
}

function equals(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (key.length !== length) return false;
  for (let at = 0; at < length; at++) if (key[at] !== bytes[start + at]) return false;
  return true;
}

import type { SeriesMetadata } from './series-store.ts';

const MAX_ENTRIES = 10_000;

/** Gives the same object for the same metadata: nearly all series of all runs have one of a few. */
export class MetadataTable {
  readonly #held = new Map<string, SeriesMetadata>();
  /** The one asked for last: series that come together share theirs already. */
  #last: { readonly given: SeriesMetadata; readonly held: SeriesMetadata } | undefined;

  /** The metadata, or what was given before with the same contents. */
  intern(given: SeriesMetadata): SeriesMetadata {
    if (this.#last?.given === given) return this.#last.held;
    const { plugin, displayName, description, dataClass, content } = given;
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
    const key = JSON.stringify([plugin, displayName, description, dataClass, bytes.toString('latin1')]);
    let held = this.#held.get(key);
    if (!held) {
      // A copy: the content may be a view of something larger.
      held = { ...given, content: Uint8Array.from(content) };
      if (this.#held.size === MAX_ENTRIES) this.#held.clear();
      this.#held.set(key, held);
    }
    this.#last = { given, held };
    return held;
  }
}

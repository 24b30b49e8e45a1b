import type { SeriesMetadata } from '../store/series-store.ts';
import { metadataOfOldForm, parseMetadata } from './series-metadata.ts';

/** Longer metadata are not likely to come up twice. */
const MAX_BYTES = 1024;
const MAX_ENTRIES = 10_000;

/**
 * Gives the same object for the same metadata: nearly all tags of all runs have one of a few, and what is shared is
 * parsed, kept and handed to another thread only once.
 */
export class MetadataCache {
  readonly #parsed = new Map<string, SeriesMetadata>();
  readonly #ofOldForms = new Map<string, SeriesMetadata | undefined>();

  /** Parses a serialized SummaryMetadata. Throws when it is none. */
  parse(bytes: Uint8Array): SeriesMetadata {
    if (bytes.length > MAX_BYTES) return parseMetadata(bytes);
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    return remember(this.#parsed, key, () => parseMetadata(bytes));
  }

  /** What TensorBoard makes of an old-style value without metadata: see `metadataOfOldForm`. */
  ofOldForm(form: number, tag: string): SeriesMetadata | undefined {
    return remember(this.#ofOldForms, `${form} ${tag}`, () => metadataOfOldForm(form, tag, undefined));
  }
}

function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const held = known.get(key);
  if (held !== undefined) return held;
  const made = make();
  if (known.size === MAX_ENTRIES) known.clear();
  known.set(key, made);
  return made;
}

import type { SeriesKind, SeriesMetadata } from '../store/series-store.ts';
import type { RestartState } from './restart-rule.ts';

/** What a decoder remembers of a tag; `index` in its list is the series' number in the run. */
export interface TagMemory {
  readonly tag: string;
  /** Undefined until the first value. */
  readonly kind: SeriesKind | undefined;
  /** First metadata seen in the run. */
  readonly metadata: SeriesMetadata | undefined;
  /** First metadata seen in the file number `file`. */
  readonly firstInFile: SeriesMetadata;
  readonly file: number;
  /** SERIES_FLAGS of the values so far. */
  readonly flags: number;
}

/**
 * Everything that a decoder remembers between events, as plain data: with it another decoder goes on where this one
 * was, in another thread or after a restart.
 */
export interface DecoderState {
  readonly tags: readonly TagMemory[];
  readonly restart: RestartState;
  /** Wall time of the run's first event in seconds; undefined before it. */
  readonly startTime: number | undefined;
}

/**
 * Joins what decoders of consecutive parts of a file learned, which all began with `seed`: tags that are new come after
 * those known, in the order of the parts. Undefined when two parts disagree about a tag that both saw for the first
 * time: then its first values must be read in order.
 */
export function joinStates(seed: DecoderState, parts: readonly DecoderState[]): DecoderState | undefined {
  const joined = new Map<string, TagMemory>();
  for (const memory of seed.tags) joined.set(memory.tag, memory);
  for (const { tags } of parts) {
    for (const [index, memory] of tags.entries()) {
      const known = joined.get(memory.tag);
      const isNew = index >= seed.tags.length;
      if (known && isNew && !isSame(known, memory)) return undefined;
      joined.set(memory.tag, known ? { ...known, flags: known.flags | memory.flags } : memory);
    }
  }
  return { tags: [...joined.values()], restart: (parts.at(-1) ?? seed).restart, startTime: seed.startTime };
}

function isSame(a: TagMemory, b: TagMemory): boolean {
  return a.kind === b.kind && describe(a.metadata) === describe(b.metadata);
}

function describe(metadata: SeriesMetadata | undefined): string {
  return JSON.stringify(metadata && { ...metadata, content: [...metadata.content] });
}

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
 * Joins what the decoder of one part of a file learned to what those of the parts before it did. All began with the
 * same `seedCount` tags; new ones come after those known. Undefined when the part saw a tag for the first time that an
 * earlier one knows differently: then its values must be read in order.
 */
export function joinStates(
  joined: DecoderState,
  seedCount: number,
  part: DecoderState,
): DecoderState | undefined {
  const byTag = new Map(joined.tags.map((memory) => [memory.tag, memory]));
  for (const [index, memory] of part.tags.entries()) {
    const known = byTag.get(memory.tag);
    if (known && index >= seedCount && !isSame(known, memory)) return undefined;
    if (!known) byTag.set(memory.tag, memory);
  }
  return { tags: [...byTag.values()], restart: part.restart, startTime: joined.startTime };
}

function isSame(a: TagMemory, b: TagMemory): boolean {
  return a.kind === b.kind && describe(a.metadata) === describe(b.metadata);
}

function describe(metadata: SeriesMetadata | undefined): string {
  return JSON.stringify(metadata && { ...metadata, content: [...metadata.content] });
}

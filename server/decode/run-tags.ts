import type { SeriesDefinition, SeriesKind, SeriesMetadata } from '../store/series-store.ts';
import type { TagMemory } from './decoder-state.ts';
import { DATA_CLASS, NO_METADATA, resolveDataClass } from './series-metadata.ts';

/** What is known of a tag. */
export interface TagState {
  readonly index: number;
  readonly tag: string;
  /** Undecided until the first value. */
  kind: SeriesKind | undefined;
  /** First metadata seen in the run, its data class resolved. */
  metadata: SeriesMetadata | undefined;
  /** First metadata seen in the file `file`: TensorBoard's loader decides data classes by file. */
  firstInFile: SeriesMetadata;
  file: number;
  /** Session of the kernel in which that knows it. */
  session: number;
  /** Number of the event that last superseded its points: once per event, however often it names the tag. */
  supersededIn: number;
}

/**
 * The tags of one run in the order of their first appearance, which numbers their series. What an event tells of them is
 * undone when the event turns out to be none.
 */
export class RunTags {
  readonly #states = new Map<string, TagState>();
  #definitions = new Map<number, SeriesDefinition>();
  /** Tags that the event being decoded told something new of, as they were before. */
  #changed: { state: TagState; before: TagState }[] = [];

  constructor(memories: readonly TagMemory[] = []) {
    for (const memory of memories)
      this.#states.set(memory.tag, { ...memory, index: this.#states.size, session: 0, supersededIn: -1 });
  }

  /** Everything remembered, as plain data. */
  memories(): TagMemory[] {
    return Array.from(this.#states.values(), ({ tag, kind, metadata, firstInFile, file }) => {
      return { tag, kind, metadata, firstInFile, file };
    });
  }

  all(): Iterable<TagState> {
    return this.#states.values();
  }

  of(tag: string): TagState {
    const known = this.#states.get(tag);
    if (known) return known;
    const state: TagState = {
      index: this.#states.size,
      tag,
      kind: undefined,
      metadata: undefined,
      firstInFile: NO_METADATA,
      file: -1,
      session: 0,
      supersededIn: -1,
    };
    this.#states.set(tag, state);
    return state;
  }

  /** Decides by its first value what a tag's series is. */
  decideKind(state: TagState, isNumber: boolean): SeriesKind {
    this.#change(state);
    state.kind = kindOf(state, isNumber);
    this.#define(state);
    return state.kind;
  }

  /**
   * Takes note of a value's metadata where it is the tag's first, in the run or in the file. `hasData`: a value without any
   * (hparams) still makes its series.
   */
  learn(state: TagState, file: number, metadata: SeriesMetadata | undefined, hasData: boolean): void {
    this.#change(state);
    if (state.file !== file) {
      state.file = file;
      state.firstInFile = metadata ?? NO_METADATA;
    }
    if (state.metadata !== undefined || metadata === undefined) return;
    const dataClass = resolveDataClass(metadata, state.firstInFile);
    state.metadata = dataClass === metadata.dataClass ? metadata : { ...metadata, dataClass };
    if (!hasData && state.kind === undefined) state.kind = 'blob';
    if (state.kind !== undefined) this.#define(state);
  }

  /** The event that told of tags was one. */
  commit(): void {
    if (this.#changed.length > 0) this.#changed = [];
  }

  /** The event that told of tags was none: they are again as they were. */
  rollBack(): void {
    for (const { state, before } of this.#changed.toReversed()) {
      Object.assign(state, before);
      if (before.kind === undefined) this.#definitions.delete(state.index);
      else if (this.#definitions.has(state.index)) this.#define(state);
    }
    this.#changed = [];
  }

  /** What was decided since the last call. */
  takeDefinitions(): SeriesDefinition[] {
    const definitions = [...this.#definitions.values()];
    this.#definitions = new Map();
    return definitions;
  }

  #change(state: TagState): void {
    this.#changed.push({ state, before: { ...state } });
  }

  #define({ index, tag, kind = 'blob', metadata = NO_METADATA }: TagState): void {
    this.#definitions.set(index, { index, tag, kind, metadata });
  }
}

/** Scalars are what their metadata call so, and single numbers that nobody has described. */
function kindOf({ metadata = NO_METADATA }: TagState, isNumber: boolean): SeriesKind {
  if (metadata.dataClass === DATA_CLASS.scalar) return 'scalar';
  const isUndescribed =
    metadata.dataClass === DATA_CLASS.unknown && ['', 'scalars'].includes(metadata.plugin);
  return isUndescribed && isNumber ? 'scalar' : 'blob';
}

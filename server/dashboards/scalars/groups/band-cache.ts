import { setImmediate } from 'node:timers/promises';
import {
  groupBand,
  type BandQuery,
  type GroupBand,
  type GroupMember,
} from '../../../query/groups/group-band.ts';
import type { ScalarSeries } from '../../../store/series-store.ts';

/** Bytes of all bands kept: those of a hundred charts of large groups, or many more of small ones. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Work done before others have their turn. */
const TURN_MS = 8;

/**
 * Bands of groups, computed in turns with other work, one after the other, and kept as long as none of their runs changes and
 * there is room. Whoever asks for one that is being computed waits for the same.
 */
export class BandCache {
  /** In the order of their last use. */
  readonly #entries = new Map<string, { readonly band: Promise<GroupBand>; bytes: number }>();
  #bytes = 0;
  #queue: Promise<unknown> = Promise.resolve();

  /** @throws AppError REQUEST_INVALID for a group that is too large */
  band(members: readonly GroupMember[], query: BandQuery): Promise<GroupBand> {
    const key = bandKey(members, query);
    const found = this.#entries.get(key);
    if (found) {
      this.#entries.delete(key);
      this.#entries.set(key, found);
      return found.band;
    }
    const band = this.#queue.then(() => inTurns(groupBand(members, query)));
    this.#queue = band.catch(() => {});
    const entry = { band, bytes: 0 };
    this.#entries.set(key, entry);
    band.then(
      ({ rows }) => {
        // An entry that is still there: it may have been in the way of others.
        if (this.#entries.get(key) !== entry) return;
        entry.bytes = Object.values(rows).reduce((sum, column) => sum + column.byteLength, key.length);
        this.#bytes += entry.bytes;
        this.#makeRoom();
      },
      () => this.#entries.delete(key),
    );
    return band;
  }

  #makeRoom(): void {
    for (const [key, { bytes }] of this.#entries) {
      if (this.#bytes <= MAX_BYTES) return;
      this.#entries.delete(key);
      this.#bytes -= bytes;
    }
  }
}

/** What a band follows from: equal keys, equal bands. */
export function bandKey(members: readonly GroupMember[], query: BandQuery): string {
  const all = members.map(({ series, xSeries }) => stateOf(series) + (xSeries ? stateOf(xSeries) : ''));
  return `${JSON.stringify(query)} ${all.join(' ')}`;
}

function stateOf({ run, tag, length, generation }: ScalarSeries): string {
  return `${run.id}:${JSON.stringify(tag)}:${length}:${generation}`;
}

/** Works a generator off, and lets others have their turn in between. */
async function inTurns<Result>(work: Generator<void, Result>): Promise<Result> {
  for (let startMs = performance.now(); ;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - startMs < TURN_MS) continue;
    await setImmediate();
    startMs = performance.now();
  }
}

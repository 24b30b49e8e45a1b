import type { ChunkPoints, ScalarChunk, ScalarSeries } from '../store/series-store.ts';

/** Calls `visit` with the chunk's points, the index in the chunk, the index in `picks` and the chunk of each of `picks`, ascending indexes in the series. */
export function forEachPick(
  series: ScalarSeries,
  picks: Uint32Array,
  visit: (points: ChunkPoints, at: number, pick: number, chunk: ScalarChunk) => void,
): void {
  let pick = 0;
  for (const chunk of series.chunks) {
    const end = chunk.start + chunk.length;
    if (pick === picks.length) return;
    if (picks[pick]! >= end) continue;
    const points = chunk.points();
    for (; pick < picks.length && picks[pick]! < end; pick++)
      visit(points, picks[pick]! - chunk.start, pick, chunk);
  }
}

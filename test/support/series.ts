import { NO_METADATA } from '../../server/decode/series-metadata.ts';
import { MemoryStore } from '../../server/store/memory-store.ts';
import { ScalarColumns } from '../../server/store/scalar-columns.ts';
import type { ScalarSeries, Series, SeriesDefinition } from '../../server/store/series-store.ts';

/** A series of a run of its own with steps 0, 1, 2 …, a second apart, unless other steps or wall times are given. */
export function scalarSeries(
  values: readonly number[],
  { steps, wallTimes }: { steps?: readonly number[]; wallTimes?: readonly number[] } = {},
): ScalarColumns {
  const run = new MemoryStore().addRun('run');
  const series = new ScalarColumns(run, 'tag', NO_METADATA);
  appendValues(series, values, { steps, wallTimes });
  return series;
}

/** Appends values that go on where the series ends. */
export function appendValues(
  series: ScalarColumns,
  values: readonly number[],
  {
    steps,
    wallTimes,
  }: { steps?: readonly number[] | undefined; wallTimes?: readonly number[] | undefined } = {},
): void {
  const from = series.length;
  const isFloat32 = values.every((value) => Object.is(Math.fround(value), value));
  series.append({
    steps: Float64Array.from(values, (_, at) => steps?.[at] ?? from + at),
    wallTimes: Float64Array.from(values, (_, at) => wallTimes?.[at] ?? 1_700_000_000 + from + at),
    values: isFloat32 ? Float32Array.from(values) : Float64Array.from(values),
    exactSteps: undefined,
    length: values.length,
  });
}

/** The steps of all points of a series, in the order of the file. */
export function stepsOf({ chunks }: ScalarSeries): number[] {
  return chunks.flatMap((chunk) => {
    const points = chunk.points();
    return Array.from({ length: chunk.length }, (_, at) => points.stepAt(at));
  });
}

/** What a run says of these series. */
export function definitionsOf(all: ReadonlyMap<string, Series>): SeriesDefinition[] {
  return Array.from(all.values(), ({ tag, kind, metadata }, index) => ({ index, tag, kind, metadata }));
}

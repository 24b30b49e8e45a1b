import type { Curve } from '../charts/curve-plot.ts';
import type { Bands } from '../data/setting-list.ts';
import type { HistogramRow } from './histogram-rows.ts';

/** The measures of each choice of bands, the lowest first, the median in the middle. */
const MEASURES: Readonly<Record<Bands, readonly string[]>> = {
  nine: ['p0', 'p6.68', 'p15.87', 'p30.85', 'p50', 'p69.15', 'p84.13', 'p93.32', 'p100'],
  quartiles: ['p0', 'p25', 'p50', 'p75', 'p100'],
  extremes: ['p0', 'p50', 'p100'],
};
const MEDIAN_PX = 1.5;
const EXTREME_PX = 0.6;

/** Names of the measures that the bands are drawn from. */
export function measuresOf(bands: Bands): readonly string[] {
  return MEASURES[bands];
}

/** What a reader calls it: "max", "93.32 %", "median". */
export function nameOf(measure: string): string {
  const names: Readonly<Record<string, string>> = { p0: 'min', p50: 'median', p100: 'max' };
  return names[measure] ?? `${measure.slice(1)} %`;
}

/** The percentiles as curves, each of the lower half the edge of a band to its counterpart. */
export function buildPercentileCurves(
  rows: readonly HistogramRow[],
  depths: Float64Array,
  bands: Bands,
  colourToken: string,
): Curve[] {
  const { length } = MEASURES[bands];
  return MEASURES[bands].map((_, at) => {
    const isMedian = at === (length - 1) / 2;
    const isExtreme = at === 0 || at === length - 1;
    return {
      depths,
      values: Float64Array.from(rows, ({ numbers }) => numbers[at] ?? NaN),
      colourToken,
      dash: [],
      isExtreme,
      width: isMedian ? MEDIAN_PX : isExtreme ? EXTREME_PX : 0,
      ...(at < length - 1 - at && { bandTo: length - 1 - at }),
    };
  });
}

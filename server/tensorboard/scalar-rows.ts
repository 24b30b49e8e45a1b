import { forEachPick } from '../query/for-each-pick.ts';
import { forEachStretch } from '../query/scalar-cursor.ts';
import { sampleShape } from '../query/sample.ts';
import type { ScalarSeries } from '../store/series-store.ts';
import { jsonFloat, PrintedJson, pythonFloat } from './python-json.ts';

/** One point of a scalar series. */
export interface ScalarRow {
  /** Seconds since the epoch. */
  readonly wallTime: number;
  /** A bigint where it may be beyond 2^53. */
  readonly step: number | bigint;
  readonly value: number;
}

/** At most `limit` of the points that no restart superseded, in the order of the file; 0 = all. */
export function scalarRows(series: ScalarSeries, limit: number): ScalarRow[] {
  const visible = series.length - series.supersededCount;
  const indexes = new Uint32Array(visible);
  const values = new Float64Array(visible);
  let count = 0;
  forEachStretch(series, 0, { superseded: false }, (chunk, from, to) => {
    const points = chunk.points();
    for (let at = from; at < to; at++, count++) {
      indexes[count] = chunk.start + at;
      values[count] = points.values[at] ?? 0;
    }
  });
  const rows: ScalarRow[] = [];
  const picks = sampleShape(values, limit).map((chosen) => indexes[chosen] ?? 0);
  forEachPick(series, picks, (points, at) => {
    rows.push({
      wallTime: points.wallTimeAt(at),
      step: points.exactStepAt(at),
      value: points.values[at] ?? 0,
    });
  });
  return rows;
}

/** The last point that no restart superseded. */
export function lastScalarRow(series: ScalarSeries): ScalarRow | undefined {
  for (const chunk of series.chunks.toReversed()) {
    if (chunk.supersededCount === chunk.length) continue;
    const points = chunk.points();
    for (let at = chunk.length - 1; at >= 0; at--) {
      if (chunk.superseded?.[at]) continue;
      return {
        wallTime: points.wallTimeAt(at),
        step: points.exactStepAt(at),
        value: points.values[at] ?? 0,
      };
    }
  }
  return undefined;
}

/** `[[wall time, step, value], …]`, as the scalars plugin answers. */
export function scalarsJson(series: ScalarSeries, limit: number): PrintedJson {
  return printRows(series, limit, ({ wallTime, step, value }, print) => {
    return `[${jsonFloat(wallTime)}, ${step}, ${print(value)}]`;
  });
}

/** `[{"wallTime": …, "step": …, "value": …}, …]`, as the time series plugin answers. */
export function scalarStepsJson(series: ScalarSeries, limit: number): PrintedJson {
  return printRows(series, limit, ({ wallTime, step, value }, print) => {
    return `{"wallTime": ${jsonFloat(wallTime)}, "step": ${step}, "value": ${print(value)}}`;
  });
}

/** The same as CSV, with a header and CRLF. */
export function scalarsCsv(series: ScalarSeries, limit: number): string {
  const lines = scalarRows(series, limit).map(({ wallTime, step, value }) => {
    const text = isPrintedWhole(value, series) ? String(value) : pythonFloat(value);
    return `${pythonFloat(wallTime)},${step},${text}\r\n`;
  });
  return `Wall time,Step,Value\r\n${lines.join('')}`;
}

/** Rows as text at once: an object for each number of a hundred thousand points takes longer than their text. */
function printRows(
  series: ScalarSeries,
  limit: number,
  printRow: (row: ScalarRow, printValue: (value: number) => string) => string,
): PrintedJson {
  const printValue = (value: number): string =>
    isPrintedWhole(value, series) ? String(value) : jsonFloat(value);
  const rows = scalarRows(series, limit).map((row) => printRow(row, printValue));
  return new PrintedJson(`[${rows.join(', ')}]`);
}

/** Python prints an integer where every value of the series was written as one. */
function isPrintedWhole(value: number, { isInteger }: ScalarSeries): boolean {
  return isInteger && Number.isInteger(value);
}

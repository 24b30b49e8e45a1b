import { csvField } from '../../../base/csv-field.ts';
import { printJsonNumber, printNumber } from '../../../base/print-number.ts';
import type { BandQuery, GroupBand } from '../../../query/groups/group-band.ts';

/** A group, and what was computed of it. */
export interface NamedBand {
  readonly name: string;
  /** Names of its runs that have the tag. */
  readonly runs: readonly string[];
  readonly band: GroupBand;
}

/** Rows printed at a time. */
const ROWS = 8192;

type Columns = readonly (readonly [name: string, column: Float64Array | Uint32Array])[];

/** The JSON answer, piece by piece; see GroupsReply. */
export function* printJson(
  bands: readonly NamedBand[],
  ungrouped: readonly string[],
  query: BandQuery,
): Generator<string> {
  yield '{"groups":[';
  for (const [number, { name, runs, band }] of bands.entries()) {
    const { keptInRange: kept, nonFiniteCount: nonFinite, isApproximate: approximate } = band;
    const columns = columnsOf(band, query);
    const drawn = columns[0]?.[1].length ?? 0;
    const head = JSON.stringify({ name, runs, kept, drawn, approximate, nonFinite });
    yield (number > 0 ? ',' : '') + head.slice(0, -1);
    for (const [key, column] of columns) {
      yield `,"${key}":[`;
      for (let at = 0; at < drawn; at += ROWS)
        yield (at > 0 ? ',' : '') + Array.from(column.subarray(at, at + ROWS), printJsonNumber).join(',');
      yield ']';
    }
    yield '}';
  }
  yield `],"ungrouped":${JSON.stringify(ungrouped)}}`;
}

/** A row for each group and x. */
export function* printCsv(bands: readonly NamedBand[], query: BandQuery): Generator<string> {
  for (const [number, { name, band }] of bands.entries()) {
    const columns = columnsOf(band, query);
    if (number === 0) yield `group,${columns.map(([key]) => CSV_NAMES.get(key) ?? key).join(',')}\r\n`;
    const group = csvField(name);
    const drawn = columns[0]?.[1].length ?? 0;
    for (let at = 0; at < drawn;) {
      let text = '';
      for (const end = Math.min(drawn, at + ROWS); at < end; at++)
        text += `${group},${columns.map(([, column]) => printNumber(column[at]!)).join(',')}\r\n`;
      yield text;
    }
  }
}

const CSV_NAMES: ReadonlyMap<string, string> = new Map([['leftOut', 'left_out']]);

/** The columns of the answer, without the neighbours that a line needs beside the range. */
function columnsOf({ rows }: GroupBand, { band, from = -Infinity, to = Infinity }: BandQuery): Columns {
  let first = 0;
  let end = rows.xs.length;
  while (first < end && rows.xs[first]! < from) first++;
  while (end > first && rows.xs[end - 1]! > to) end--;
  const all: Columns = [
    ['x', rows.xs],
    ['n', rows.counts],
    ['leftOut', rows.leftOut],
    ['centre', rows.centres],
    ...(band === 'none'
      ? []
      : ([
          ['low', rows.lows],
          ['high', rows.highs],
        ] as const)),
    ...(band === 'std' || band === 'sem' ? ([['spread', rows.spreads]] as const) : []),
  ];
  return all.map(([name, column]) => [name, column.subarray(first, end)]);
}

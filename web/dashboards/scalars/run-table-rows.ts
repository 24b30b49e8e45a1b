import { formatInteger } from '../../base/format.ts';
import type { LineSeries } from '../../charts/line-series.ts';
import { formatDerived, formatExact } from '../../charts/format-number.ts';
import { formatDuration } from '../../charts/format-time.ts';
import type { StepRange } from '../../data/card-choice.ts';
import type { TableCell, TableColumn, TableRow } from '../../widgets/table-model.ts';
import type { CardLine } from './card-lines.ts';
import { findPointAtStep, summarizeRange } from './range-summary.ts';

const RUN: TableColumn = { key: 'run', label: 'Run', isText: true };

/** What a table of single steps says of each run. */
export const STEP_COLUMNS: readonly TableColumn[] = [
  RUN,
  { key: 'smoothed', label: 'Smoothed' },
  { key: 'value', label: 'Value', title: 'Value as it was stored' },
  { key: 'step', label: 'Step', title: 'The logged step nearest to the selected one' },
  { key: 'relative', label: 'Relative', title: 'Time since the first point' },
];

/** What a table of ranges says of each run. */
export const RANGE_COLUMNS: readonly TableColumn[] = [
  RUN,
  { key: 'min', label: 'Min' },
  { key: 'max', label: 'Max' },
  { key: 'start', label: 'Start', title: 'Value at the start of the range' },
  { key: 'end', label: 'End', title: 'Value at the end of the range' },
  { key: 'change', label: 'Change', title: 'End less start' },
  { key: 'percent', label: '%', title: 'Change in percent of the start' },
  { key: 'startStep', label: 'Start step' },
  { key: 'endStep', label: 'End step' },
  { key: 'minStep', label: 'Step at min' },
  { key: 'maxStep', label: 'Step at max' },
  { key: 'mean', label: 'Mean', title: 'Of ranges of up to a thousand points' },
];

/** What the table that stands in for a chart says of each run. */
export const RUN_COLUMNS: readonly TableColumn[] = [
  RUN,
  { key: 'last', label: 'Last' },
  { key: 'lowest', label: 'Min' },
  { key: 'highest', label: 'Max' },
  { key: 'lastStep', label: 'Step', title: 'The last step' },
  { key: 'count', label: 'Points' },
];

type Build = (line: CardLine) => readonly TableCell[] | undefined;

export function buildStepRows(
  lines: ReadonlyMap<number, CardLine>,
  series: readonly LineSeries[],
  { from, to }: StepRange,
): TableRow[] {
  return buildRows(lines, series, to === undefined ? atStep(from) : inRange(from, to));
}

export function buildRunRows(
  lines: ReadonlyMap<number, CardLine>,
  series: readonly LineSeries[],
): TableRow[] {
  return buildRows(lines, series, ({ columns }) => {
    const whole = summarizeRange(columns, -Infinity, Infinity);
    const last = columns.pointAt(columns.length - 1);
    if (!whole || !last) return undefined;
    return [
      derived(last.smoothed ?? last.value),
      derived(whole.min),
      derived(whole.max),
      integer(last.step),
      integer(columns.kept),
    ];
  });
}

function buildRows(
  lines: ReadonlyMap<number, CardLine>,
  series: readonly LineSeries[],
  build: Build,
): TableRow[] {
  return series.flatMap(({ id, label, colourToken }) => {
    const line = lines.get(id);
    const cells = line && build(line);
    if (!line || !cells) return [];
    const name = label ?? line.name;
    return [{ key: id, colourToken, cells: [{ text: name, order: name }, ...cells] }];
  });
}

function atStep(step: number): Build {
  return ({ columns }) => {
    const point = findPointAtStep(columns, step);
    if (!point) return undefined;
    return [
      derived(point.smoothed),
      exact(point.value, columns.isFloat32),
      integer(point.step),
      { text: formatDuration(point.elapsedSec), order: point.elapsedSec },
    ];
  };
}

function inRange(from: number, to: number): Build {
  return ({ columns }) => {
    const range = summarizeRange(columns, from, to);
    if (!range) return undefined;
    const [start, end] = [range.start.value, range.end.value];
    const percent = start === 0 ? NaN : ((end - start) / Math.abs(start)) * 100;
    return [
      derived(range.min),
      derived(range.max),
      derived(start),
      derived(end),
      derived(end - start),
      { text: Number.isFinite(percent) ? `${percent.toFixed(1)} %` : '', order: percent },
      integer(range.start.step),
      integer(range.end.step),
      integer(range.stepAtMin),
      integer(range.stepAtMax),
      derived(range.mean),
    ];
  };
}

function exact(value: number, isFloat32: boolean): TableCell {
  return { text: formatExact(value, isFloat32), order: value };
}

function derived(value: number | undefined): TableCell {
  return { text: value === undefined ? '' : formatDerived(value), order: value };
}

function integer(value: number): TableCell {
  return { text: Number.isFinite(value) ? formatInteger(value) : '', order: value };
}

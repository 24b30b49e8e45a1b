import type { JsonNumber, TableReply } from '../../../proto/api/scalars.ts';
import { formatInteger } from '../../base/format.ts';
import { formatDerived } from '../../charts/format-number.ts';
import type { RunInfo, RunSelection } from '../../data/types.ts';
import type { TableCell, TableColumn, TableRow } from '../../widgets/table-model.ts';

/** What the cells of the table of a dashboard say of a series. */
export const STATISTICS = [
  { value: 'last', label: 'Last' },
  { value: 'min', label: 'Min' },
  { value: 'max', label: 'Max' },
  { value: 'first', label: 'First' },
  { value: 'at', label: 'At step' },
] as const;
export type Statistic = (typeof STATISTICS)[number]['value'];

type Summary = TableReply['rows'][number];

const STEP_FIELDS = {
  last: 'lastStep',
  min: 'minStep',
  max: 'maxStep',
  first: 'firstStep',
  at: 'atStep',
} as const satisfies Record<Statistic, keyof Summary>;

const EMPTY: TableCell = { text: '', order: undefined };

/** A column for the runs, one for each tag. */
export function buildSummaryColumns(tags: readonly string[]): TableColumn[] {
  return [
    { key: '', label: 'Run', isText: true },
    ...tags.map((tag) => ({ key: tag, label: tag, title: tag })),
  ];
}

/** A row for each run that has one of the tags. */
export function buildSummaryRows(
  { rows }: TableReply,
  runs: readonly RunInfo[],
  tags: readonly string[],
  statistic: Statistic,
  looks: Pick<RunSelection, 'colourToken' | 'labelOf'>,
): TableRow[] {
  const cellsByRun = new Map<string, Map<string, TableCell>>();
  for (const summary of rows) {
    let cells = cellsByRun.get(summary.run);
    if (!cells) cellsByRun.set(summary.run, (cells = new Map()));
    cells.set(summary.tag, toCell(summary, statistic));
  }
  return runs.flatMap((run) => {
    const cells = cellsByRun.get(run.name);
    if (!cells) return [];
    const text = looks.labelOf(run);
    const name: TableCell = { text, order: text };
    return [
      {
        key: run.id,
        colourToken: looks.colourToken(run),
        cells: [name, ...tags.map((tag) => cells.get(tag) ?? EMPTY)],
      },
    ];
  });
}

function toCell(summary: Summary, statistic: Statistic): TableCell {
  const value = toNumber(summary[statistic]);
  if (value === undefined) return EMPTY;
  const step = summary[STEP_FIELDS[statistic]];
  const title = step === undefined ? String(value) : `${value} at step ${formatInteger(step)}`;
  return { text: formatDerived(value), order: value, title };
}

/** NaN and infinities come as words. */
function toNumber(value: JsonNumber | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

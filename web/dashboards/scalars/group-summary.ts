import type { GroupTableReply, GroupValue } from '../../../proto/api/scalar-groups.ts';
import { formatInteger, formatPlural } from '../../base/format.ts';
import { formatDerived } from '../../charts/format-number.ts';
import type { RunSelection } from '../../data/types.ts';
import type { TableCell, TableColumn, TableRow } from '../../widgets/table-model.ts';
import { STATISTICS, type Statistic } from './summary-table.ts';

/** What the cells of the table of groups may say. */
export const GROUP_STATISTICS = STATISTICS.filter(({ value }) => value !== 'first');

const EMPTY: TableCell = { text: '', order: undefined };

/** A column for the groups, one for the number of their runs, one for each tag. */
export function buildGroupColumns(tags: readonly string[]): TableColumn[] {
  return [
    { key: '', label: 'Group', isText: true },
    { key: '#', label: 'Runs' },
    ...tags.map((tag) => ({ key: `tag ${tag}`, label: tag, title: tag })),
  ];
}

/** A row for each group of which a run has one of the tags. */
export function buildGroupRows(
  { rows }: GroupTableReply,
  selection: Pick<RunSelection, 'groups' | 'groupToken'>,
  tags: readonly string[],
  statistic: Statistic,
): TableRow[] {
  const cellsByGroup = new Map<string, Map<string, TableCell>>();
  for (const row of rows) {
    const value = statistic === 'first' ? undefined : row[statistic];
    let cells = cellsByGroup.get(row.group);
    if (!cells) cellsByGroup.set(row.group, (cells = new Map()));
    if (value) cells.set(row.tag, toCell(value));
  }
  return selection.groups.flatMap(({ name, runs }) => {
    const cells = cellsByGroup.get(name);
    if (!cells) return [];
    return [
      {
        key: name,
        colourToken: selection.groupToken(name),
        cells: [
          { text: name, order: name },
          { text: formatInteger(runs.length), order: runs.length },
          ...tags.map((tag) => cells.get(tag) ?? EMPTY),
        ],
      },
    ];
  });
}

/** "0.8123 ± 0.0021", or where the band is not even "0.8123 (0.79 to 0.83)". */
function toCell({ n, leftOut, centre, low, high }: GroupValue): TableCell {
  const middle = Number(centre);
  const [below, above] = [middle - Number(low), Number(high) - middle];
  const hasBand = low !== undefined && high !== undefined && Number.isFinite(below) && Number.isFinite(above);
  const isEven = Math.abs(below - above) <= 1e-9 * Math.max(Math.abs(below), Math.abs(above));
  const band = !hasBand
    ? ''
    : isEven
      ? ` ± ${formatDerived(above)}`
      : ` (${formatDerived(Number(low))} to ${formatDerived(Number(high))})`;
  const rest = leftOut > 0 ? `, ${formatPlural(leftOut, 'run')} without a finite value left out` : '';
  const text = n === 0 ? '' : `${formatDerived(middle)}${band}`;
  return { text, order: n === 0 ? undefined : middle, title: `${text}, n = ${formatInteger(n)}${rest}` };
}

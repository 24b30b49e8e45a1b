import { PythonFloat, pythonFloat, type PythonValue } from '../python-json.ts';
import { findMetric } from './aggregate-metrics.ts';
import type { SessionGroup } from './session-groups.ts';
import type { Experiment } from './sessions.ts';

/** A cell: null where a metric has no value, "" where a hyperparameter has none. */
type Cell = string | number | boolean | null;

/** The table of session groups: hyperparameters, then metrics. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The columns that are visible, by their places. */
export function buildTable(
  { hparamInfos, metricInfos }: Experiment,
  groups: readonly SessionGroup[],
  visibility: readonly unknown[],
): Table {
  const visible = <T>(row: readonly T[]): T[] =>
    row.filter((_, index) => index < visibility.length && Boolean(visibility[index]));
  const hparams = hparamInfos ?? [];
  const metrics = metricInfos ?? [];
  return {
    header: visible([
      ...hparams.map(({ displayName, name }) => displayName || (name ?? '')),
      ...metrics.map(({ displayName, name }) => displayName || (name?.tag ?? '')),
    ]),
    rows: groups.map((group) =>
      visible<Cell>([
        ...hparams.map(({ name }) => group.hparams.get(name ?? '') ?? ''),
        ...metrics.map(
          ({ name }) => findMetric(group, { group: name?.group ?? '', tag: name?.tag ?? '' })?.value ?? null,
        ),
      ]),
    ),
  };
}

export function tableJson({ header, rows }: Table): PythonValue {
  return {
    header,
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'number' ? new PythonFloat(cell) : cell))),
  };
}

/** As Python's csv module writes it. */
export function tableCsv({ header, rows }: Table): string {
  return [header, ...rows].map(csvLine).join('');
}

/** A LaTeX table, numbers with three significant digits. */
export function tableLatex({ header, rows }: Table): string {
  const line = (cells: readonly Cell[]): string => `${cells.map(latexCell).join(' & ')} \\\\`;
  return [
    '\\begin{table}[tbp]\n',
    `\\begin{tabular}{${'l'.repeat(header.length)}}\n`,
    `${line(header)} \\hline\n`,
    ...rows.map((row) => `${line(row)}\n`),
    '\\hline\n\\end{tabular}\n\\end{table}\n',
  ].join('');
}

function csvLine(cells: readonly Cell[]): string {
  const texts = cells.map(csvCell);
  // A lone empty cell would read as no cell.
  const line = texts.length === 1 && texts[0] === '' ? '""' : texts.join(',');
  return `${line}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return pythonFloat(cell);
  if (typeof cell === 'boolean') return cell ? 'True' : 'False';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function latexCell(cell: Cell): string {
  if (cell === null) return '-';
  if (typeof cell === 'boolean') return `$${Number(cell)}$`;
  if (typeof cell === 'string') return cell.replaceAll('_', '\\_').replaceAll('%', '\\%');
  if (Number.isNaN(cell)) return '$\\mathrm{NaN}$';
  if (!Number.isFinite(cell)) return `$${cell < 0 ? '-' : '+'}\\infty$`;
  return `$${threeDigits(cell)}$`;
}

/** "%.3g" of C, with a power of ten where that writes an exponent. */
function threeDigits(value: number): string {
  const [mantissa = '', exponentText = '0'] = value.toExponential(2).split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 3) return `${withoutZeros(mantissa)}\\cdot 10^{${exponent}}`;
  return withoutZeros(value.toFixed(2 - exponent));
}

function withoutZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

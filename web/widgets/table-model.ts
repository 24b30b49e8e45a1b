import { compareNaturally } from '../base/natural-order.ts';

/** A column of a table: its head, and whether it holds text rather than numbers. */
export interface TableColumn {
  readonly key: string;
  readonly label: string;
  /** What it says at length, as a tooltip. */
  readonly title?: string;
  readonly isText?: boolean;
}

/** What stands in a cell, and what it is sorted by: numbers as numbers, texts naturally. */
export interface TableCell {
  readonly text: string;
  readonly order: number | string | undefined;
  /** What it says at length, as a tooltip; the text itself by default. */
  readonly title?: string;
}

export interface TableRow {
  /** Unique in its table. */
  readonly key: string | number;
  /** Name of the token of the colour that stands before it. */
  readonly colourToken?: string | undefined;
  /** One for each column. */
  readonly cells: readonly TableCell[];
}

export interface TableOrder {
  /** Key of a column. */
  readonly by: string;
  readonly isDescending: boolean;
}

/** The columns in the order of these keys, those that are not among them behind; the first stays where it is. */
export function orderColumns(
  columns: readonly TableColumn[],
  keys: readonly string[],
): readonly TableColumn[] {
  const rank = ({ key }: TableColumn): number => {
    const place = keys.indexOf(key);
    return place < 0 ? keys.length : place;
  };
  const [first, ...others] = columns;
  return first ? [first, ...others.toSorted((a, b) => rank(a) - rank(b))] : [];
}

/** Keys in their order once one of them stands where another stood. */
export function moveKey(keys: readonly string[], moved: string, target: string): readonly string[] {
  const place = keys.indexOf(target);
  return keys.filter((key) => key !== moved).toSpliced(place, 0, moved);
}

/** The rows in that order; those without a value, or NaN, come last either way. */
export function sortRows(
  rows: readonly TableRow[],
  columns: readonly TableColumn[],
  order: TableOrder | undefined,
): readonly TableRow[] {
  const index = columns.findIndex(({ key }) => key === order?.by);
  if (!order || index < 0) return rows;
  const sign = order.isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [first, second] = [a.cells[index]?.order, b.cells[index]?.order];
    const missing = Number(isMissing(first)) - Number(isMissing(second));
    return missing || sign * compareCells(first, second);
  });
}

/** A click on the head of a column: numbers largest first, texts in their order, then the other way, then none. */
export function nextOrder(order: TableOrder | undefined, column: TableColumn): TableOrder | undefined {
  const isFirstDescending = column.isText !== true;
  if (order?.by !== column.key) return { by: column.key, isDescending: isFirstDescending };
  return order.isDescending === isFirstDescending
    ? { by: column.key, isDescending: !isFirstDescending }
    : undefined;
}

/** The table as comma-separated values, its head included; cells as they are shown. */
export function formatCsv(columns: readonly TableColumn[], rows: readonly TableRow[]): string {
  const lines = [
    columns.map(({ label }) => label),
    ...rows.map(({ cells }) => cells.map(({ text }) => text)),
  ];
  return lines.map((line) => `${line.map(quote).join(',')}\r\n`).join('');
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isMissing(order: TableCell['order']): boolean {
  return order === undefined || Number.isNaN(order);
}

function compareCells(a: TableCell['order'], b: TableCell['order']): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a - b;
  return compareNaturally(String(a ?? ''), String(b ?? ''));
}

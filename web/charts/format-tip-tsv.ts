import { formatExact } from './format-number.ts';
import type { TipRow } from './point-tip.ts';

/**
 * The rows as a table that spreadsheets take from the clipboard: a head, then a line per row, its fields apart by tabs.
 * Values are exact, wall times ISO 8601 in UTC, relative times seconds. Columns that no row has are left out.
 */
export function formatTipTsv(rows: readonly TipRow[]): string {
  const columns: [title: string, print: (row: TipRow) => string][] = [
    ['Run', ({ name }) => name],
    ['Tag', ({ subname }) => subname ?? ''],
    ['Smoothed', ({ smoothed }) => (smoothed === undefined ? '' : formatExact(smoothed, false))],
    ['Value', ({ value, isFloat32 }) => formatExact(value, isFloat32)],
    ['Step', ({ step }) => String(step)],
    ['Time', ({ wallTime }) => formatIso(wallTime)],
    ['Relative (s)', ({ elapsedSec }) => String(Number(elapsedSec.toFixed(6)))],
  ];
  const used = columns.filter(([, print]) => rows.some((row) => print(row) !== ''));
  const lines = rows.map((row) => used.map(([, print]) => escapeField(print(row))).join('\t'));
  return `${[used.map(([title]) => title).join('\t'), ...lines].join('\n')}\n`;
}

/** Tabs and line ends would break the table; a leading sign of a formula would be run by a spreadsheet. */
function escapeField(text: string): string {
  const flat = text.replaceAll(/[\t\r\n]+/g, ' ');
  const isNumber = flat !== '' && !Number.isNaN(Number(flat));
  return /^[=+\-@]/.test(flat) && !isNumber ? `'${flat}` : flat;
}

function formatIso(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}

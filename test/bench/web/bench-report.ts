/** One line of what was measured. All times in ms. */
export interface Measurement {
  readonly logs: string;
  readonly what: string;
  readonly times: readonly number[];
  /** What issue 6 asks of the quantile named in `bound`. */
  readonly limitMs: number;
  readonly bound: 'p50' | 'p95';
}

/** Head of the Markdown table that `formatMeasurement` makes the rows of. */
export const REPORT_HEAD = [
  '| logs | what | p50 ms | p95 ms | most ms | n | asked for | |',
  '|:--|:--|--:|--:|--:|--:|:--|:--|',
].join('\n');

export function formatMeasurement({ logs, what, times, limitMs, bound }: Measurement): string {
  const [middle, high, most] = [0.5, 0.95, 1].map((part) => quantile(times, part));
  const measured = (bound === 'p50' ? middle : high) ?? NaN;
  const numbers = [middle, high, most].map((time = NaN) => time.toFixed(0)).join(' | ');
  const verdict = measured < limitMs ? 'ok' : 'too slow';
  return `| ${logs} | ${what} | ${numbers} | ${times.length} | ${bound} < ${limitMs} | ${verdict} |`;
}

/** The value below which this part of them lies, 0 = the least, 1 = the greatest; NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] ?? NaN;
}

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateLogs, type LogShape } from './generate-logs.ts';
import { measureAppends } from './measure-appends.ts';
import { measureGroups } from './measure-groups.ts';
import { measureServer, type ServerFigures } from './measure-server.ts';
import { timeRustboard } from './rustboard.ts';

/** The shapes that RustBoard was measured with, by name, and the longest series that a query must cope with. */
const SHAPES: Readonly<Record<string, LogShape>> = {
  a: { runs: 20, tags: 50, steps: 2000, layout: 'tensor' },
  b: { runs: 20, tags: 50, steps: 2000, layout: 'simple' },
  c: { runs: 2000, tags: 20, steps: 50, layout: 'tensor' },
  d: { runs: 1, tags: 20, steps: 250_000, layout: 'tensor' },
  long: { runs: 1, tags: 1, steps: 5_000_000, layout: 'simple' },
};
const APPENDS = 50;
/** Whose mean ± std is measured. */
const GROUP: LogShape = { runs: 200, tags: 1, steps: 2000, layout: 'simple' };
const GROUP_QUERIES = 20;

/** What to measure. */
export interface ServerBenchmarkOptions {
  /** Times the steps of each shape: 1 is the size that the targets are about. */
  readonly scale: number;
  /** Path of RustBoard's binary, to load the same logs in turn with it; undefined = not compared. */
  readonly rustboard: string | undefined;
}

/**
 * Measures the built server as a process on generated logs, and prints a Markdown table. Returns its rows.
 *
 * @throws Error when points are lost on the way
 */
export async function runServerBenchmarks(
  { scale, rustboard }: ServerBenchmarkOptions,
  print: (line: string) => void,
): Promise<readonly ServerFigures[]> {
  print(
    '| logs | load s | M points/s | MB/s | first series ms | loaded ms | peak MB | B/point memory | B/point disk | restart ms | query p50, p95 ms | while loading | of RustBoard |',
  );
  print('|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  const rows: ServerFigures[] = [];
  for (const [name, full] of Object.entries(SHAPES)) {
    const shape = { ...full, steps: Math.max(2, Math.round(full.steps * scale)) };
    rows.push(
      await inFolder(async (folder) => {
        const logdir = join(folder, 'logs');
        generateLogs(logdir, shape);
        const theirs = rustboard === undefined ? NaN : await timeRustboard(rustboard, logdir);
        const figures = await measureServer(logdir, join(folder, 'cache'), shape);
        const expected = shape.runs * shape.tags * shape.steps;
        if (figures.points !== expected)
          throw new Error(`${name}: ${expected} points were written, ${figures.points} were read`);
        print(row(`${name}: ${shape.runs} × ${shape.tags} × ${shape.steps}`, figures, theirs));
        return figures;
      }),
    );
  }
  const group = { ...GROUP, steps: Math.max(2, Math.round(GROUP.steps * scale)) };
  const { freshMs, keptMs } = await inFolder((folder) => measureGroups(folder, group, GROUP_QUERIES));
  print(
    `\nMean ± std of ${group.runs} runs × ${group.steps} steps: ${quantiles(freshMs)} ms; kept: ${quantiles(keptMs)} ms ` +
      `(median, 95 %; ${GROUP_QUERIES} requests).`,
  );
  const appends = await inFolder((folder) => measureAppends(folder, APPENDS));
  print(`\nAppend to websocket: ${quantiles(appends)} ms (median, 95 %; ${APPENDS} appends).`);
  return rows;
}

function row(name: string, figures: ServerFigures, rustboardSec: number): string {
  const { points, bytes, loadMs, memoryBytes, cacheBytes } = figures;
  const cells = [
    (loadMs / 1000).toFixed(3),
    (points / loadMs / 1000).toFixed(2),
    (bytes / loadMs / 1000).toFixed(0),
    figures.firstSeriesMs.toFixed(0),
    figures.loadedMs.toFixed(0),
    (figures.peakBytes / 1e6).toFixed(0),
    (memoryBytes / points).toFixed(1),
    (cacheBytes / points).toFixed(2),
    figures.restartMs.toFixed(0),
    quantiles(figures.queryMs),
    quantiles(figures.busyQueryMs),
    Number.isNaN(rustboardSec) ? '' : (loadMs / 1000 / rustboardSec).toFixed(2),
  ];
  return `| ${name} | ${cells.join(' | ')} |`;
}

function quantiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string => sorted[Math.round(part * (sorted.length - 1))]?.toFixed(1) ?? '–';
  return `${at(0.5)}, ${at(0.95)}`;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'runlight-bench-'));
  mkdirSync(join(folder, 'logs'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { BenchServer } from './bench-server.ts';
import type { LogShape } from './generate-logs.ts';

const COLUMNS = 1000;
const QUERIES = 40;
/** A cache that has not grown for so long is complete. */
const SETTLED_MS = 1500;

/** What was measured of a server on one logdir. Times are milliseconds. */
export interface ServerFigures {
  readonly points: number;
  readonly bytes: number;
  /** By the server's own count, from the first byte to caught up. */
  readonly loadMs: number;
  /** From the start of the process. */
  readonly firstSeriesMs: number;
  readonly loadedMs: number;
  readonly peakBytes: number;
  /** What it holds more than a server without logs. */
  readonly memoryBytes: number;
  readonly cacheBytes: number;
  /** From the start of a process that finds everything in its cache. */
  readonly restartMs: number;
  /** What that one read of events files. */
  readonly restartBytes: number;
  /** Each a series reduced to 1,000 columns: when all is loaded, and while it is being loaded. */
  readonly queryMs: readonly number[];
  readonly busyQueryMs: readonly number[];
}

/** Starts a server on a logdir that `generateLogs` made and an empty cache folder, and once more on the full one. */
export async function measureServer(
  logdir: string,
  cacheDir: string,
  { runs }: LogShape,
): Promise<ServerFigures> {
  const args = ['--logdir', logdir, '--cache_dir', cacheDir];
  // The newest run is read first.
  const run = `run_${String(runs - 1).padStart(4, '0')}`;
  const idleBytes = await measureIdle();
  const server = await BenchServer.start(args);
  try {
    const firstSeriesMs = await untilServed(server, run);
    const busyQueryMs: number[] = [];
    let status = await server.status();
    for (; !status.caughtUp; status = await server.status()) {
      const { ms } = await query(server, run);
      if (!(await server.status()).caughtUp) busyQueryMs.push(ms);
    }
    const loadedMs = performance.now() - server.startedMs;
    const { load = { seconds: NaN, bytes: 0 }, memory, points } = status;
    const queryMs: number[] = [];
    while (queryMs.length < QUERIES) queryMs.push((await query(server, run)).ms);
    const cacheBytes = await untilCached(server);
    const figures = {
      points,
      bytes: load.bytes,
      loadMs: load.seconds * 1000,
      firstSeriesMs,
      loadedMs,
      peakBytes: server.peakBytes,
      memoryBytes: memory - idleBytes,
      cacheBytes,
      queryMs,
      busyQueryMs,
    };
    await server.stop();
    return { ...figures, ...(await measureRestart(args, run, points)) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function measureIdle(): Promise<number> {
  const server = await BenchServer.start(['--logdir', '/nonexistent', '--cache_dir', 'none']);
  const { memory } = await server.status();
  await server.stop();
  return memory;
}

async function measureRestart(args: readonly string[], run: string, points: number) {
  const server = await BenchServer.start(args);
  try {
    const restartMs = await untilServed(server, run);
    const status = await server.untilLoaded();
    if (status.points !== points)
      throw new Error(`${points} points before the restart, ${status.points} after`);
    return { restartMs, restartBytes: status.load?.bytes ?? NaN };
  } finally {
    await server.stop();
  }
}

/** Milliseconds from the start of the process to the first points of a series. */
async function untilServed(server: BenchServer, run: string): Promise<number> {
  while ((await query(server, run)).bytes === 0) await wait(2);
  return performance.now() - server.startedMs;
}

async function query({ url }: BenchServer, run: string): Promise<{ ms: number; bytes: number }> {
  const started = performance.now();
  const text = new URLSearchParams({
    run,
    tag: 'group_0/metric_000',
    columns: String(COLUMNS),
    format: 'binary',
  });
  const response = await fetch(`${url}api/scalars/series?${text}`);
  const body = await response.arrayBuffer();
  return { ms: performance.now() - started, bytes: response.ok ? body.byteLength : 0 };
}

/** Waits until everything is in the cache; its size in bytes. */
async function untilCached(server: BenchServer): Promise<number> {
  let bytes = 0;
  for (let since = performance.now(); bytes === 0 || performance.now() - since < SETTLED_MS;) {
    const { cacheBytes } = await server.status();
    if (cacheBytes !== bytes) since = performance.now();
    bytes = cacheBytes;
    await wait(100);
  }
  return bytes;
}

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { RunDecoder } from '../../server/decode/run-decoder.ts';
import { Ingest } from '../../server/ingest/ingest.ts';
import { readFile } from '../../server/ingest/read-file.ts';
import { PointGroups } from '../../server/store/point-groups.ts';
import { LocalSource } from '../../server/sources/local-source.ts';
import { MemoryStore } from '../../server/store/memory-store.ts';
import { generateLogs } from './generate-logs.ts';
import type { LogShape } from './generate-logs.ts';
import { timeRustboard } from './rustboard.ts';

const REPEATS = 7;
const SHAPES: readonly LogShape[] = [
  { runs: 20, tags: 50, steps: 1000, layout: 'tensor' },
  { runs: 20, tags: 50, steps: 1000, layout: 'simple' },
];

/**
 * Measures how fast generated logs are read, and prints a Markdown table: the worker's pass in one thread (file, both
 * checksums, decoding, columns), then the whole way from a logdir to the store in all threads.
 *
 * @param rustboard path of RustBoard's binary, to load the same logs in turn with it; undefined = not compared
 */
export async function runBenchmarks(rustboard: string | undefined): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}`;
  print(`${day}, Node ${process.versions.node}, ${machine}; median of ${REPEATS} (fastest, slowest).\n`);
  print('| logs | what | seconds | MB/s | M points/s | of RustBoard |');
  print('|:--|:--|:--|--:|--:|--:|');
  for (const shape of SHAPES) {
    const logdir = mkdtempSync(join(tmpdir(), 'runlight-bench-'));
    try {
      await measureShape(logdir, shape, rustboard);
    } finally {
      rmSync(logdir, { recursive: true, force: true });
    }
  }
}

async function measureShape(logdir: string, shape: LogShape, rustboard: string | undefined): Promise<void> {
  const megabytes = generateLogs(logdir, shape) / 1e6;
  const points = shape.runs * shape.tags * shape.steps;
  const name = `${shape.runs} runs × ${shape.tags} tags × ${shape.steps} steps, ${shape.layout}`;
  const report = (what: string, times: readonly number[], ratio: string): void => {
    const [least = NaN, middle = NaN, most = NaN] = [0, 0.5, 1].map((part) => quantile(times, part));
    const seconds = `${middle.toFixed(3)} (${least.toFixed(3)}, ${most.toFixed(3)})`;
    const speed = `${(megabytes / middle).toFixed(0)} | ${(points / middle / 1e6).toFixed(2)}`;
    print(`| ${name} | ${what} | ${seconds} | ${speed} | ${ratio} |`);
  };

  const decode: number[] = [];
  const load: number[] = [];
  const theirs: number[] = [];
  // In turns, so that whatever else the machine does falls on all of them alike. The first turn warms up.
  for (let turn = 0; turn <= REPEATS; turn++) {
    const one = timeSync(() => decodeAll(logdir, points));
    const all = await timeLoad(logdir, points);
    const other = rustboard === undefined ? NaN : await timeRustboard(rustboard, logdir);
    if (turn === 0) continue;
    decode.push(one);
    load.push(all);
    theirs.push(other);
  }
  report('decode, 1 thread', decode, '');
  // Of each turn by itself: the machine may be busier in one than in another.
  const ratio = quantile(
    load.map((seconds, turn) => seconds / (theirs[turn] ?? NaN)),
    0.5,
  );
  report('load, all threads', load, Number.isNaN(ratio) ? '' : ratio.toFixed(2));
  if (rustboard !== undefined) report('RustBoard, all threads, no data checksums', theirs, '1');
}

/** What a worker does with every file, without handing anything over. */
function decodeAll(logdir: string, expectedPoints: number): void {
  let points = 0;
  for (const [file, run] of readdirSync(logdir).entries()) {
    const decoder = new RunDecoder({ purgeOrphanedData: true });
    const [name = ''] = readdirSync(join(logdir, run));
    const job = {
      file,
      path: join(logdir, run, name),
      offset: 0,
      head: undefined,
      bytesBefore: undefined,
      isShareable: false,
    };
    readFile(job, decoder, new Map(), Infinity, () => {
      const { scalars } = decoder.take() ?? {};
      if (!scalars) return;
      const groups = new PointGroups(scalars.buffer, scalars.count);
      for (let at = 0; at < groups.count; at++) points += groups.at(at).length;
    });
  }
  checkPoints(points, expectedPoints);
}

async function timeLoad(logdir: string, expectedPoints: number): Promise<number> {
  const store = new MemoryStore();
  const source = new LocalSource([{ name: undefined, path: logdir }], 0, print);
  const ingest = new Ingest(
    source,
    store,
    { purgeOrphanedData: true },
    ({ message }) => print(message),
    fail,
  );
  const started = performance.now();
  await ingest.start();
  while (!ingest.status().caughtUp) await wait(1);
  const seconds = (performance.now() - started) / 1000;
  await ingest.close();
  checkPoints(store.totals().points, expectedPoints);
  return seconds;
}

/** A fast reader that loses points is no fast reader. */
function checkPoints(found: number, expected: number): void {
  if (found !== expected) throw new Error(`${expected} points were written, ${found} were read`);
}

function fail(error: unknown): never {
  throw error;
}

function timeSync(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

/** The value below which this part of them lies, 0 = the least, 1 = the greatest. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] ?? NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

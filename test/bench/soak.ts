import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { BenchServer } from './bench-server.ts';

/** What is not yet warm is not looked at. */
const WARM_UP_MINUTES = 5;
const MINUTE_MS = 60_000;
/** Growth that counts as flat. */
const TOLERANCE = 0.05;

/** How long, and how much at a time. */
export interface SoakOptions {
  readonly minutes: number;
  /** Events files, each of which grows by a point in every round. */
  readonly files: number;
  /** Pause between two rounds, in milliseconds. */
  readonly roundMs: number;
}

/**
 * Appends to many files for a long time while someone looks at them, and prints the server's memory each minute: the mean
 * of what it held in that minute, for what waits to be collected comes and goes.
 *
 * Every point is kept, at 8 to 24 bytes: with the usual 200 files and one point a second that is 5 MB in half an hour.
 *
 * @returns whether it was flat within 5 % after the first five minutes, and every point was there
 */
export async function runSoak(
  { minutes, files, roundMs }: SoakOptions,
  print: (line: string) => void,
): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'runlight-soak-'));
  const logdir = join(folder, 'logs');
  const writers = Array.from(
    { length: files },
    (_, run) => new SummaryWriter(join(logdir, `run_${String(run).padStart(3, '0')}`)),
  );
  const server = await BenchServer.start(['--logdir', logdir, '--cache_dir', join(folder, 'cache')]);
  try {
    const means: number[] = [];
    let step = 0;
    for (let minute = 1; minute <= minutes; minute++) {
      const samples: number[] = [];
      const end = performance.now() + MINUTE_MS;
      while (performance.now() < end) {
        for (const writer of writers) writer.scalar('loss', 1 / (step + 1), step);
        const run = `run_${String(step % files).padStart(3, '0')}`;
        await (await fetch(`${server.url}data/plugin/scalars/scalars?run=${run}&tag=loss`)).arrayBuffer();
        samples.push((await server.status()).memory);
        step++;
        await wait(roundMs);
      }
      const mean = samples.reduce((sum, bytes) => sum + bytes, 0) / samples.length;
      means.push(mean);
      print(`minute ${minute}: ${(mean / 1e6).toFixed(1)} MB, ${step * files} points`);
    }
    while ((await server.status()).points < step * files) await wait(10);
    return judge(means, print);
  } finally {
    await server.stop();
    for (const writer of writers) writer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge(means: readonly number[], print: (line: string) => void): boolean {
  const [first, ...later] = means.slice(WARM_UP_MINUTES - 1);
  if (first === undefined || later.length === 0) {
    print(`too short to tell: it takes more than ${WARM_UP_MINUTES} minutes`);
    return true;
  }
  const growth = Math.max(...later) / first - 1;
  const isFlat = growth <= TOLERANCE;
  const percent = (growth * 100).toFixed(1);
  print(`${isFlat ? 'flat' : 'NOT FLAT'}: at most ${percent} % over minute ${WARM_UP_MINUTES}`);
  return isFlat;
}

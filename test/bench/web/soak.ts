import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { SummaryWriter } from '../../../server/writer/summary-writer.ts';
import type { Bench } from './run-web-benchmarks.ts';

const RUNS = 5;
const TAGS = 4;
/** Points in all per second: a step of every run and tag. */
const STEPS_PER_SEC = 5;
const SAMPLES = 6;

/**
 * Writes 100 points a second while the page shows them, and prints the page's heap after a garbage collection at even
 * intervals: it grows with the points held, a few kilobytes a minute, and with nothing else.
 */
export async function runSoak(bench: Bench, minutes: number, print: (line: string) => void): Promise<void> {
  const writers = Array.from(
    { length: RUNS },
    (_, run) => new SummaryWriter(join(bench.logdir, `live_${run}`)),
  );
  let step = 0;
  const timer = setInterval(() => {
    for (const [run, writer] of writers.entries()) {
      for (let tag = 0; tag < TAGS; tag++)
        writer.scalar(`live/${tag}`, Math.sin(step / 50 + run + tag), step);
    }
    step++;
  }, 1000 / STEPS_PER_SEC);
  const page = await bench.open();
  try {
    await page.evaluate(() => window.probe.drawn);
    const devtools = await page.context().newCDPSession(page);
    const heaps: number[] = [];
    for (let sample = 0; sample <= SAMPLES; sample++) {
      if (sample > 0) await new Promise((resolve) => setTimeout(resolve, (minutes * 60_000) / SAMPLES));
      heaps.push(await measureHeap(devtools));
    }
    const points = step * RUNS * TAGS;
    const sizes = heaps.map((bytes) => (bytes / 1e6).toFixed(1)).join(', ');
    print(`\nHeap of the page while ${points} points came in ${minutes} min, in MB: ${sizes}`);
  } finally {
    clearInterval(timer);
    for (const writer of writers) writer.close();
    await page.context().close();
  }
}

async function measureHeap(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

import type { CDPSession, Page } from 'playwright-core';
import { startTensorBoard } from '../../support/tensorboard-page.ts';
import { quantile } from './bench-report.ts';
import type { Bench } from './run-web-benchmarks.ts';

/** Where the two pages have what is acted on; selectors look into shadow trees too. */
interface Site {
  readonly name: string;
  readonly url: string;
  readonly card: string;
  /** What of a card says that it is still to be drawn, and what that it has been. */
  readonly pending: string;
  readonly drawn: string;
  readonly scroller: string;
  readonly smoothing: string;
  readonly chart: string;
}

const OPENINGS = 5;
const SLIDES = 8;
const HOVERS = 80;
const SCROLL_PX_PER_FRAME = 40;
/** After a slide everything has come to rest by then; only what was done is counted, not how long it took. */
const REST_MS = 1500;

/**
 * Does the same in TensorBoard's own page as in ours, one after the other on the same logs, and prints both with their
 * ratio. A slide is compared by the time for which the page's main thread was busy: neither page says when it is done.
 */
export async function compareWithTensorBoard(
  bench: Bench,
  logs: string,
  python: string,
  print: (line: string) => void,
): Promise<void> {
  const ends: (() => void)[] = [];
  try {
    const context = { after: (end: () => void): void => void ends.push(end) };
    const theirUrl = `${await startTensorBoard(context, python, bench.logdir)}#timeseries`;
    const ours = await act(bench, {
      name: 'Runlight',
      url: bench.url,
      card: '[role="figure"]',
      pending: '[aria-busy="true"]',
      drawn: '[aria-busy="false"]',
      scroller: 'rl-card-groups',
      smoothing: 'rl-slider input[type="range"]',
      chart: 'rl-line-chart',
    });
    const theirs = await act(bench, {
      name: 'TensorBoard',
      url: theirUrl,
      card: 'card-view',
      pending: 'mat-spinner',
      drawn: 'line-chart line-chart-axis text',
      scroller: 'metrics-main-view .main',
      smoothing: '.scalars-smoothing input[type="range"], input[max="0.99"]',
      chart: 'line-chart',
    });
    for (const [what, time] of ours) {
      const other = theirs.get(what) ?? NaN;
      const ratio = (other / time).toFixed(1);
      print(`| ${logs} | ${what} | ${time.toFixed(0)} | ${other.toFixed(0)} | ${ratio} |`);
    }
  } finally {
    for (const end of ends) end();
  }
}

/** Head of the table that `compareWithTensorBoard` prints the rows of. */
export const COMPARISON_HEAD = [
  '| logs | what, in ms | Runlight | TensorBoard | times |',
  '|:--|:--|--:|--:|--:|',
].join('\n');

/** Milliseconds of each action. */
async function act(bench: Bench, site: Site): Promise<Map<string, number>> {
  const openings: number[] = [];
  // The first one warms up.
  for (let turn = 0; turn <= OPENINGS; turn++) {
    const page = await bench.openUrl(site.url);
    const time = await page.evaluate((drawn) => window.probe.awaitCards(drawn), site);
    if (turn > 0) openings.push(time);
    await page.context().close();
  }
  const page = await bench.openUrl(site.url);
  await page.evaluate((drawn) => window.probe.awaitCards(drawn), site);
  await page.waitForTimeout(REST_MS);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const hovers = await hover(page, site);
  const slides: number[] = [];
  for (let turn = 0; turn < SLIDES; turn++) slides.push(await slide(page, devtools, site, turn));
  const busyBefore = await readBusyMs(devtools);
  await page.evaluate(() => window.probe.startFrames());
  await page.evaluate(([selector, px]) => window.probe.scrollBy(selector, px), [
    site.scroller,
    SCROLL_PX_PER_FRAME,
  ] as const);
  const frames = await page.evaluate(() => window.probe.endFrames());
  const busy = (await readBusyMs(devtools)) - busyBefore;
  await page.context().close();
  return new Map([
    ['page opens → cards in sight drawn, p50', quantile(openings, 0.5)],
    ['pointer moves → frame done, p95', quantile(hovers, 0.95)],
    ['smoothing slider: main thread busy, p50', quantile(slides, 0.5)],
    ['frame while scrolling through all cards, p95', quantile(frames, 0.95)],
    ['main thread busy for each frame of that', busy / frames.length],
  ]);
}

async function hover(page: Page, site: Site): Promise<number[]> {
  const box = await page.locator(site.chart).first().boundingBox();
  if (!box) throw new Error(`${site.name} has no chart`);
  await page.evaluate(() => window.probe.startHovers());
  for (let k = 0; k < HOVERS; k++) {
    const along = 0.2 + (0.7 * k) / HOVERS;
    await page.mouse.move(
      box.x + along * box.width,
      box.y + (0.5 + 0.3 * Math.sin(k / 5)) * Math.min(200, box.height),
    );
  }
  await page.mouse.move(0, 0);
  return page.evaluate(() => window.probe.endHovers());
}

async function slide(page: Page, devtools: CDPSession, site: Site, turn: number): Promise<number> {
  const before = await readBusyMs(devtools);
  await page
    .locator(site.smoothing)
    .first()
    .evaluate(
      (slider: HTMLInputElement, value) => {
        slider.valueAsNumber = value;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        slider.dispatchEvent(new Event('change', { bubbles: true }));
      },
      turn % 2 === 0 ? 0.9 : 0.3,
    );
  await page.waitForTimeout(REST_MS);
  return (await readBusyMs(devtools)) - before;
}

async function readBusyMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

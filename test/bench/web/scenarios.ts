import type { Page } from 'playwright-core';
import type { Measurement } from './bench-report.ts';
import type { Bench } from './run-web-benchmarks.ts';

type Measured = Omit<Measurement, 'logs'>;

const OPENINGS = 7;
const SLIDES = 12;
const HOVERS = 120;
const ZOOMS = 8;
const TOGGLES = 8;
const SWITCHES = 5;
/** Keystrokes, and what people look for. */
const QUERIES = [
  'r',
  'ru',
  'run',
  'run_1',
  '-run_1',
  're:7$',
  'run_*3 or run_4',
  'group_1/metric_001>0.5',
  'finished',
  '',
];
const LIST_PX_PER_FRAME = 700;
const SCROLL_PX_PER_FRAME = 40;

/** Opening, scrolling through all cards, smoothing. */
export async function measureDashboard(bench: Bench): Promise<Measured[]> {
  const openings = await measureOpenings(bench);
  const page = await bench.open();
  await page.evaluate(() => window.probe.drawn);
  const frames = await measureFrames(page, () =>
    page.evaluate((pixels) => window.probe.scrollBy('rl-card-groups', pixels), SCROLL_PX_PER_FRAME),
  );
  const slides: number[] = [];
  for (let turn = 0; turn < SLIDES; turn++) {
    slides.push(await page.evaluate((value) => window.probe.slide(value), turn % 2 === 0 ? 0.9 : 0.3));
  }
  await page.context().close();
  return [
    { what: 'page opens → cards in sight drawn', times: openings, limitMs: 1000, bound: 'p50' },
    { what: 'frame while scrolling through all cards', times: frames, limitMs: 50, bound: 'p95' },
    { what: 'smoothing slider → cards in sight redrawn', times: slides, limitMs: 100, bound: 'p50' },
  ];
}

/** A thousand lines in one chart. */
export async function measureManyLines(bench: Bench): Promise<Measured[]> {
  const query = '?runs=all';
  const openings = await measureOpenings(bench, query);
  const page = await bench.open(query);
  await page.evaluate(() => window.probe.drawn);
  const hovers = await measureHovers(page);
  const zooms = await measureZooms(page);
  await page.context().close();
  return [
    { what: 'page opens → card drawn', times: openings, limitMs: 1000, bound: 'p50' },
    { what: 'pointer moves → frame done', times: hovers, limitMs: 33, bound: 'p95' },
    { what: 'zoom → drawn with the points of the range', times: zooms, limitMs: 100, bound: 'p50' },
  ];
}

/** Histograms of four runs: opening, scrolling through all cards, hovering, and one view after the other. */
export async function measureHistograms(bench: Bench): Promise<Measured[]> {
  const query = '?dash=histograms';
  const openings = await measureOpenings(bench, query);
  const page = await bench.open(query);
  await page.evaluate(() => window.probe.drawn);
  const hovers = await measureHovers(page);
  const switches: number[] = [];
  for (let turn = 0; turn < SWITCHES; turn++) {
    for (const view of ['Overlay', 'Heat map', 'Ridges'])
      switches.push(await page.evaluate((label) => window.probe.choose(label), view));
  }
  const frames = await measureFrames(page, () =>
    page.evaluate((pixels) => window.probe.scrollBy('rl-card-groups', pixels), SCROLL_PX_PER_FRAME),
  );
  await page.context().close();
  const status = (await (await fetch(`${bench.url}api/status`)).json()) as { memory: number };
  return [
    { what: 'page opens → cards in sight drawn', times: openings, limitMs: 1000, bound: 'p50' },
    { what: 'frame while scrolling through all cards', times: frames, limitMs: 50, bound: 'p95' },
    { what: 'pointer moves → frame done', times: hovers, limitMs: 33, bound: 'p95' },
    { what: 'another view → cards in sight redrawn', times: switches, limitMs: 200, bound: 'p50' },
    { what: 'memory of the server, in MB', times: [status.memory / 1e6], limitMs: 400, bound: 'p50' },
  ];
}

/** Five thousand runs: the list of them, and a thousand drawn or hidden at once. */
export async function measureManyRuns(bench: Bench): Promise<Measured[]> {
  const openings = await measureOpenings(bench);
  const page = await bench.open('?runs=none,~run_4999');
  await page.evaluate(() => window.probe.drawn);
  const typing: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    for (const query of QUERIES)
      typing.push(await page.evaluate((text) => window.probe.findRuns(text), query));
  }
  await page.evaluate(() => window.probe.findRuns(''));
  const frames = await measureFrames(page, () =>
    page.evaluate((pixels) => window.probe.scrollRuns(pixels), LIST_PX_PER_FRAME),
  );
  await page.evaluate(() => window.probe.findRuns('re:^run_1'));
  const toggles: number[] = [];
  for (let turn = 0; turn < TOGGLES; turn++) {
    toggles.push(await page.evaluate(() => window.probe.toggleListed()));
  }
  await page.context().close();
  return [
    { what: 'page opens → cards in sight drawn', times: openings, limitMs: 1500, bound: 'p50' },
    { what: 'typing a query → list filtered', times: typing, limitMs: 50, bound: 'p50' },
    { what: 'frame while scrolling through the run list', times: frames, limitMs: 33, bound: 'p95' },
    {
      what: '1,000 runs drawn or hidden → cards in sight redrawn',
      times: toggles,
      limitMs: 200,
      bound: 'p50',
    },
  ];
}

/** Ten lines of a million points. */
export async function measureLongLines(bench: Bench): Promise<Measured[]> {
  const openings = await measureOpenings(bench);
  const page = await bench.open();
  await page.evaluate(() => window.probe.drawn);
  const zooming = await measureFrames(page, () => turnWheel(page));
  const panning = await measureFrames(page, () => pan(page));
  await page.context().close();
  return [
    { what: 'page opens → card drawn', times: openings, limitMs: 1000, bound: 'p50' },
    { what: 'frame while zooming by wheel', times: zooming, limitMs: 50, bound: 'p95' },
    { what: 'frame while panning', times: panning, limitMs: 50, bound: 'p95' },
  ];
}

async function measureOpenings(bench: Bench, query = ''): Promise<number[]> {
  const times: number[] = [];
  // The first one warms up.
  for (let turn = 0; turn <= OPENINGS; turn++) {
    const page = await bench.open(query);
    const time = await page.evaluate(() => window.probe.drawn);
    if (turn > 0) times.push(time);
    await page.context().close();
  }
  return times;
}

async function measureFrames(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => window.probe.startFrames());
  await act();
  return page.evaluate(() => window.probe.endFrames());
}

async function measureHovers(page: Page): Promise<number[]> {
  const plot = await findPlot(page);
  await page.evaluate(() => window.probe.startHovers());
  for (let k = 0; k < HOVERS; k++) {
    const share = k / HOVERS;
    await page.mouse.move(plot.x + share * plot.width, plot.y + (0.5 + 0.4 * Math.sin(k / 5)) * plot.height);
  }
  return page.evaluate(() => window.probe.endHovers());
}

async function measureZooms(page: Page): Promise<number[]> {
  const plot = await findPlot(page);
  const middle = plot.y + plot.height / 2;
  const times: number[] = [];
  for (let turn = 0; turn < ZOOMS; turn++) {
    const from = plot.x + plot.width * (0.2 + 0.05 * turn);
    await page.mouse.move(from, middle);
    await page.mouse.down();
    await page.mouse.move(from + plot.width * 0.3, middle, { steps: 4 });
    const done = page.evaluate(() => window.probe.awaitCharts());
    await page.mouse.up();
    times.push(await done);
    const reset = page.evaluate(() => window.probe.awaitCharts());
    await page.mouse.dblclick(from, middle);
    await reset;
  }
  return times;
}

async function turnWheel(page: Page): Promise<void> {
  const plot = await findPlot(page);
  await page.mouse.move(plot.x + plot.width * 0.6, plot.y + plot.height / 2);
  await page.keyboard.down('Alt');
  for (let k = 0; k < 60; k++) await page.mouse.wheel(0, k < 40 ? -24 : 24);
  await page.keyboard.up('Alt');
}

async function pan(page: Page): Promise<void> {
  const plot = await findPlot(page);
  const middle = plot.y + plot.height / 2;
  await page.keyboard.down('Alt');
  await page.mouse.move(plot.x + plot.width * 0.5, middle);
  await page.mouse.down();
  for (let k = 0; k < 90; k++) {
    await page.mouse.move(plot.x + plot.width * (0.5 + 0.35 * Math.sin(k / 8)), middle);
  }
  await page.mouse.up();
  await page.keyboard.up('Alt');
}

/** The first chart without its gutters, in px of the window. */
async function findPlot(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator('rl-line-chart, rl-plot').first().boundingBox();
  if (!box) throw new Error('there is no chart');
  return { x: box.x + 48, y: box.y + 8, width: box.width - 64, height: box.height - 36 };
}

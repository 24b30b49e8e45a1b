import type { Page } from 'playwright-core';
import { generateGraph } from '../generate-graph.ts';
import type { Measurement } from './bench-report.ts';
import type { Bench } from './run-web-benchmarks.ts';

type Measured = Omit<Measurement, 'logs'>;

/** A transformer as large as those that people have. */
export const GRAPH_SHAPE = { layers: 96, nodes: 100_000 } as const;

const OPENINGS = 5;
const EXPANDS = 8;
const QUERY = '?dash=graphs';
const SERIES = 'encoder/layer_[0-95]';

/** Writes the log of the scenario. */
export function generateGraphLog(logdir: string): void {
  generateGraph(logdir, GRAPH_SHAPE);
}

/** A graph of 100,000 nodes: from the click to the first view, opening of layers, moving and zooming. */
export async function measureGraph(bench: Bench): Promise<Measured[]> {
  const openings: number[] = [];
  for (let turn = 0; turn < OPENINGS; turn++) {
    const page = await bench.open(QUERY);
    openings.push(await page.evaluate(() => window.probe.drawn));
    await page.context().close();
  }
  const page = await bench.open(`${QUERY}&open=encoder,${encodeURIComponent(SERIES)}`);
  await page.evaluate(() => window.probe.drawn);
  const expands: number[] = [];
  for (let turn = 0; turn < EXPANDS; turn++) expands.push(await expand(page, `layer_${7 * turn + 3}`));
  const zooming = await measureFrames(page, () => turnWheel(page));
  const panning = await measureFrames(page, () => drag(page));
  await page.context().close();
  return [
    {
      what: 'page opens → first view of the graph (the first one parses it)',
      times: openings,
      limitMs: 3000,
      bound: 'p95',
    },
    { what: 'double click on a layer → opened and drawn', times: expands, limitMs: 300, bound: 'p50' },
    { what: 'frame while zooming by wheel', times: zooming, limitMs: 50, bound: 'p95' },
    { what: 'frame while panning', times: panning, limitMs: 50, bound: 'p95' },
  ];
}

/** Opens a scope by two presses; milliseconds until what is in it has been drawn. */
async function expand(page: Page, name: string): Promise<number> {
  const layer = page.locator(`[role="treeitem"][aria-label^="${name},"]`);
  await layer.focus();
  const started = await page.evaluate(() => performance.now());
  await page.keyboard.press('Enter');
  await layer.and(page.locator('[aria-expanded="true"]')).waitFor();
  const ended = await page.evaluate(
    () => new Promise<number>((done) => requestAnimationFrame(() => done(performance.now()))),
  );
  return ended - started;
}

async function measureFrames(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => window.probe.startFrames());
  await act();
  return page.evaluate(() => window.probe.endFrames());
}

async function turnWheel(page: Page): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, turn < 30 ? -40 : 40);
}

async function drag(page: Page): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let turn = 0; turn < 90; turn++) {
    await page.mouse.move(x + 260 * Math.sin(turn / 8), y + 120 * Math.sin(turn / 11));
  }
  await page.mouse.up();
}

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('rl-graph-canvas').boundingBox();
  if (!box) throw new Error('there is no graph');
  return { x: box.x + box.width * 0.4, y: box.y + box.height / 2 };
}

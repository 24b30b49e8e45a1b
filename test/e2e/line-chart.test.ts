import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { tensorboard } from '../../proto/generated/tensorboard.js';
import { frameRecord } from '../../server/decode/frame-record.ts';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import type { ChosenLimits, HiddenCounts } from '../../web/charts/line-series.ts';
import type { RlLineChart } from '../../web/charts/rl-line-chart.ts';
import type { Shape } from '../../web/charts/shape.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

const RAW = '?smoothing=0&ignoreOutliers=0';
/** The gutters of a plot in px: left, right, top, bottom. */
const GUTTER = { left: 44, right: 12, top: 6, bottom: 20 } as const;

/** Serves one run whose tag `loss` has these values at steps 0, 1, 2 … */
async function serveValues(t: TestContext, values: readonly number[]): Promise<string> {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  for (const [step, value] of values.entries()) writer.scalar('loss', value, step, 1.7e9 + step);
  writer.close();
  return (await startServer(t, [logdir])).url;
}

/** Writes so many values near zero and one of 1, in large pieces: a million writes would take a minute. */
function writeSpike(directory: string, count: number, spikeAt: number): void {
  mkdirSync(directory);
  const path = join(directory, 'events.out.tfevents.1.a');
  let pieces: Uint8Array[] = [];
  for (let step = 0; step < count; step++) {
    const simpleValue = step === spikeAt ? 1 : (step % 7) / 700;
    const event = { wallTime: 1.7e9 + step, step, summary: { value: [{ tag: 'loss', simpleValue }] } };
    pieces.push(frameRecord(tensorboard.Event.encode(event).finish()));
    if (pieces.length === 20_000 || step === count - 1) {
      appendFileSync(path, Buffer.concat(pieces));
      pieces = [];
    }
  }
}

async function waitForChart(page: Page): Promise<Locator> {
  await page.locator('[role="figure"][aria-busy="false"]').first().waitFor();
  return page.locator('rl-line-chart').first();
}

/** A place in the plot in shares of its width and height, from its upper left corner, in px of the window. */
async function placeInPlot(chart: Locator, across: number, down: number): Promise<{ x: number; y: number }> {
  const box = await chart.boundingBox();
  assert.ok(box);
  return {
    x: box.x + GUTTER.left + across * (box.width - GUTTER.left - GUTTER.right),
    y: box.y + GUTTER.top + down * (box.height - GUTTER.top - GUTTER.bottom),
  };
}

async function drag(page: Page, chart: Locator, from: [number, number], to: [number, number]): Promise<void> {
  const start = await placeInPlot(chart, ...from);
  const end = await placeInPlot(chart, ...to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

async function readLimits(chart: Locator): Promise<ChosenLimits> {
  return chart.evaluate((element: RlLineChart) => ({ range: element.range, yRange: element.yRange }));
}

/** Waits until the limits are as they should be; returns them. */
async function waitForLimits(
  chart: Locator,
  isRight: (limits: ChosenLimits) => boolean,
): Promise<ChosenLimits> {
  for (;;) {
    const limits = await readLimits(chart);
    if (isRight(limits)) return limits;
    await chart.page().waitForTimeout(20);
  }
}

/** All texts that the chart shows, as they are exported. */
async function readTexts(chart: Locator): Promise<string[]> {
  return chart.evaluate((element: RlLineChart) => {
    const texts: string[] = [];
    const collect = (shape: Shape): void => {
      if (shape.type === 'text') texts.push(shape.style.text);
      if (shape.type === 'group') shape.children.forEach(collect);
    };
    const picture = element.layOutExport({ title: 'A title', xLabel: 'Step', yLabel: '' });
    for (const { shape } of picture?.parts ?? []) collect(shape);
    return texts;
  });
}

/** What the chart says that it could not show, when it has drawn anew. */
async function readHidden(chart: Locator): Promise<HiddenCounts | undefined> {
  return chart.evaluate(
    (element: RlLineChart) =>
      new Promise<HiddenCounts | undefined>((resolve) => {
        const listener = (event: Event): void => resolve((event as Event & { hidden?: HiddenCounts }).hidden);
        element.addEventListener('chart-drawn', listener, { once: true });
        element.series = [...element.series];
      }),
  );
}

/** How many pixels of a line there are in the upper half of the plot, and how high the highest lies as a share of it. */
async function findInk(chart: Locator): Promise<{ count: number; highest: number }> {
  return chart.evaluate((element: RlLineChart, gutter) => {
    const lines = element.renderRoot.querySelector<HTMLCanvasElement>('canvas.lines');
    const context = lines?.getContext('2d');
    if (!lines || !context) return { count: 0, highest: 0 };
    const height = lines.height - gutter.top - gutter.bottom;
    const left = gutter.left + 2;
    const image = context.getImageData(
      left,
      gutter.top,
      lines.width - left - gutter.right,
      Math.floor(height / 2),
    );
    let count = 0;
    let highest = 0;
    for (let k = 3; k < image.data.length; k += 4) {
      if ((image.data[k] ?? 0) < 64) continue;
      count++;
      highest ||= 1 - Math.floor(k / 4 / image.width) / height;
    }
    return { count, highest };
  }, GUTTER);
}

test('shows one spike among a million points at every width', async (t) => {
  const logdir = makeTempDir(t);
  writeSpike(join(logdir, 'a'), 1_000_000, 612_345);
  const { url } = await startServer(t, [logdir]);
  const visit = async (page: Page): Promise<void> => {
    await page
      .getByText(/of 1M|of 1,000,000/)
      .first()
      .waitFor();
    const chart = await waitForChart(page);
    for (const width of [300, 800, 1600]) {
      await page.locator('rl-scalar-card').evaluate((card: HTMLElement, px) => {
        card.style.width = `${px}px`;
      }, width);
      await page.waitForFunction((px) => {
        const walk = (root: ParentNode): Element | undefined => {
          for (const element of root.querySelectorAll('*')) {
            if (element.localName === 'rl-line-chart') return element;
            const found = element.shadowRoot && walk(element.shadowRoot);
            if (found) return found;
          }
          return undefined;
        };
        return Math.abs((walk(document)?.clientWidth ?? 0) - px) < 12;
      }, width);
      await readHidden(chart);
      const { count, highest } = await findInk(chart);
      // The spike is 1, the axis ends at 1.1: it reaches up nine tenths, and nothing else is there.
      assert.ok(highest > 0.85, `at ${width} px it reaches ${highest}`);
      assert.ok(count < 1_000, `at ${width} px ${count} pixels are in the upper half`);
    }
  };
  await visitPage(`${url}${RAW}`, visit, { viewport: { width: 2000, height: 700 } });
});

test('zooms to a box, draws it along and goes back to all', async (t) => {
  const url = await serveValues(
    t,
    Array.from({ length: 101 }, (_, k) => k),
  );
  await visitPage(`${url}${RAW}`, async (page) => {
    const chart = await waitForChart(page);
    await drag(page, chart, [0.2, 0.8], [0.6, 0.3]);
    const box = await waitForLimits(
      chart,
      ({ range, yRange }) => range !== undefined && yRange !== undefined,
    );
    assert.ok(box.range && Math.abs(box.range.from - 20) < 1 && Math.abs(box.range.to - 60) < 1);
    assert.ok(box.yRange && box.yRange.from > 5 && box.yRange.to < 90);

    await page.keyboard.down('Shift');
    await drag(page, chart, [0.7, 0.5], [0.2, 0.5]);
    await page.keyboard.up('Shift');
    const along = await waitForLimits(chart, ({ range }) => Math.abs((range?.from ?? 0) - 40) < 1);
    assert.deepEqual(along.yRange, box.yRange, 'drawn along x only');

    const middle = await placeInPlot(chart, 0.5, 0.5);
    await page.mouse.dblclick(middle.x, middle.y);
    await waitForLimits(chart, ({ range, yRange }) => range === undefined && yRange === undefined);
  });
});

test('zooms by the wheel with Alt, around the pointer; the wheel alone says so', async (t) => {
  const url = await serveValues(
    t,
    Array.from({ length: 101 }, (_, k) => k),
  );
  await visitPage(`${url}${RAW}`, async (page) => {
    const chart = await waitForChart(page);
    const place = await placeInPlot(chart, 0.25, 0.5);
    await page.mouse.move(place.x, place.y);
    await page.mouse.wheel(0, 10);
    await page.getByText('Alt + wheel zooms').waitFor();
    assert.deepEqual((await readLimits(chart)).range, undefined);
    await page.keyboard.down('Alt');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Alt');
    const { range } = await waitForLimits(chart, (limits) => limits.range !== undefined);
    assert.ok(range && range.to - range.from < 90);
    assert.ok(Math.abs(range.from + 0.25 * (range.to - range.from) - 25) < 0.5, JSON.stringify(range));
  });
});

test('keeps an axis that was touched while the other follows new points', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  t.after(() => writer.close());
  for (let step = 0; step <= 100; step++) writer.scalar('loss', step, step);
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}${RAW}`, async (page) => {
    const chart = await waitForChart(page);
    await drag(page, chart, [0.5, 0.2], [0.5, 0.7]);
    const { yRange } = await waitForLimits(chart, (limits) => limits.yRange !== undefined);
    for (let step = 101; step <= 1000; step++) writer.scalar('loss', step, step);
    // While a card is used its buttons stand where the count is.
    await page.getByText('all 1,001').waitFor({ state: 'attached' });
    assert.deepEqual(await readLimits(chart), { range: undefined, yRange });
    assert.ok((await readTexts(chart)).some((text) => text.endsWith(' above')));
    assert.ok((await readTexts(chart)).includes('1000'), 'x has followed');
  });
});

test('has true logarithmic and symmetric logarithmic values, and counts what cannot be shown', async (t) => {
  const values = [...Array.from({ length: 51 }, (_, k) => 10 ** (k / 10 - 2)), 0, -1, -1000];
  const url = await serveValues(t, values);
  await visitPage(`${url}${RAW}&yScale=log`, async (page) => {
    const chart = await waitForChart(page);
    const texts = await readTexts(chart);
    for (const text of ['0.01', '0.1', '1', '10', '100', '1000', '3 not positive'])
      assert.ok(texts.includes(text), text);
    assert.equal((await readHidden(chart))?.nonPositive, 3);
  });
  await visitPage(`${url}${RAW}&yScale=symlog`, async (page) => {
    const chart = await waitForChart(page);
    const texts = await readTexts(chart);
    for (const text of ['-1000', '0', '1000'])
      assert.ok(texts.includes(text), `${text} in ${texts.join(' ')}`);
    assert.equal((await readHidden(chart))?.nonPositive, 0);
  });
});

test('marks values that are not finite, with their count where they fall together', async (t) => {
  const values = Array.from({ length: 1001 }, (_, k) => k);
  values.fill(NaN, 300, 303);
  values[600] = Infinity;
  values[900] = -Infinity;
  const url = await serveValues(t, values);
  await visitPage(`${url}${RAW}`, async (page) => {
    const chart = await waitForChart(page);
    const hidden = await readHidden(chart);
    assert.equal(hidden?.nan, 3);
    assert.equal(hidden?.positiveInfinity, 1);
    assert.equal(hidden?.negativeInfinity, 1);
    assert.ok((await readTexts(chart)).includes('×3'));
  });
});

test('counts the outliers that it leaves out', async (t) => {
  const values = Array.from({ length: 101 }, (_, k) => (k === 50 ? 1e6 : k % 10));
  const url = await serveValues(t, values);
  await visitPage(`${url}?smoothing=0`, async (page) => {
    const chart = await waitForChart(page);
    assert.equal((await readHidden(chart))?.above, 1);
    assert.ok((await readTexts(chart)).includes('1 above'));
  });
});

test('selects a step on the axis, moves it by keys, by dragging and by typing, and removes it', async (t) => {
  const url = await serveValues(
    t,
    Array.from({ length: 101 }, (_, k) => k),
  );
  await visitPage(`${url}${RAW}`, async (page) => {
    const chart = await waitForChart(page);
    const axis = await placeInPlot(chart, 0.5, 1.07);
    await page.mouse.click(axis.x, axis.y);
    const fob = page.getByRole('slider', { name: 'Selected place' });
    await fob.waitFor();
    assert.equal(await fob.getAttribute('aria-valuenow'), '50');
    await fob.focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[role="slider"][aria-valuenow="51"]').waitFor();

    const from = await fob.boundingBox();
    assert.ok(from);
    const to = await placeInPlot(chart, 0.2, 1);
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x, from.y + 8);
    await page.mouse.up();
    await page.locator('[role="slider"][aria-valuenow="20"]').waitFor();

    await fob.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Selected place' }).fill('77');
    await page.keyboard.press('Enter');
    await page.locator('[role="slider"][aria-valuenow="77"]').waitFor();
    await fob.focus();
    await page.keyboard.press('Delete');
    await fob.waitFor({ state: 'detached' });
  });
});

test('selects a range of steps', async (t) => {
  const url = await serveValues(
    t,
    Array.from({ length: 101 }, (_, k) => k),
  );
  await visitPage(`${url}${RAW}&rangeSelection=1`, async (page) => {
    const chart = await waitForChart(page);
    for (const share of [0.3, 0.8]) {
      const axis = await placeInPlot(chart, share, 1.07);
      await page.mouse.click(axis.x, axis.y);
      await page.locator(`[role="slider"][aria-valuenow="${share * 100}"]`).waitFor();
    }
    assert.deepEqual(await chart.evaluate((element: RlLineChart) => element.selection), { from: 30, to: 80 });
  });
});

test('tells listeners the point that keys lead to', async (t) => {
  const url = await serveValues(t, [1, 2, 3.5]);
  await visitPage(`${url}${RAW}`, async (page) => {
    await waitForChart(page);
    await page.getByRole('figure').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('a: 3.5 at 2').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowLeft');
    await page.getByText('a: 2 at 1').waitFor({ state: 'attached' });
  });
});

test('saves pictures with title, labels and key', async (t) => {
  const logdir = makeTempDir(t);
  for (const run of ['first', '<b>&"second']) {
    const writer = new SummaryWriter(join(logdir, run));
    for (let step = 0; step <= 100; step++) writer.scalar('train/loss', step, step);
    writer.close();
  }
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}${RAW}`, async (page) => {
    await waitForChart(page);
    const save = async (name: string): Promise<Buffer> => {
      await page.getByRole('figure').first().hover();
      await page.getByRole('button', { name: 'More', exact: true }).first().click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name }).click(),
      ]);
      assert.match(download.suggestedFilename(), /^train_loss\.(svg|png)$/);
      return readFileSync(await download.path());
    };
    const svg = (await save('SVG, as on the screen')).toString();
    for (const text of ['train/loss', 'Step', 'first', '&lt;b&gt;&amp;&quot;second', '20', '100']) {
      assert.ok(svg.includes(`>${text}</text>`), text);
    }
    // Whether it is well-formed, a browser's parser knows.
    const problem = await page.evaluate((xml) => {
      const parsed = new DOMParser().parseFromString(xml, 'image/svg+xml');
      return parsed.querySelector('parsererror')?.textContent;
    }, svg);
    assert.equal(problem, undefined);
    const png = await save('PNG, as on the screen');
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    assert.ok(png.readUInt32BE(16) > 700, 'three pixels for each of the screen');
  });
});

test('pins what is under the pointer, to be copied as a table', async (t) => {
  const url = await serveValues(
    t,
    Array.from({ length: 101 }, (_, k) => k / 10),
  );
  const visit = async (page: Page): Promise<void> => {
    const chart = await waitForChart(page);
    const place = await placeInPlot(chart, 0.5, 0.5);
    await page.mouse.click(place.x, place.y);
    const tip = page.getByRole('tooltip');
    await tip.getByRole('button', { name: 'Copy as a table' }).click();
    await tip.getByText('Copied').waitFor();
    const [head, row] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    assert.equal(head, 'Run\tValue\tStep\tTime\tRelative (s)');
    // The float32 as it was written: 5 is 5, 5.1 is not 5.099999904632568.
    assert.match(row ?? '', /^a\t(4\.9|5|5\.1)\t(49|50|51)\t2023-11-14T22:14:\d\d\.000Z\t(49|50|51)$/);
    await page.keyboard.press('Escape');
    await page.mouse.move(2, 2);
    await tip.waitFor({ state: 'detached' });
  };
  await visitPage(`${url}${RAW}`, visit, { permissions: ['clipboard-read', 'clipboard-write'] });
});

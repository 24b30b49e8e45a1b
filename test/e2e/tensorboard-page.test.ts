import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { fixturePath } from '../support/fixtures.ts';
import { startServer } from '../support/server-process.ts';
import { serveTensorBoardPage, startTensorBoard, tensorBoardPython } from '../support/tensorboard-page.ts';

/** Each tab of TensorBoard's page, and what its cards are made of. */
const TABS: readonly (readonly [tab: string, card: string])[] = [
  ['timeseries', 'card-view'],
  ['scalars', 'tf-scalar-card'],
  ['images', 'tf-image-loader'],
  ['audio', 'tf-audio-loader'],
  ['graphs', 'tf-graph-scene g.node'],
  ['distributions', 'tf-distribution-loader'],
  ['histograms', 'tf-histogram-loader'],
  ['text', 'tf-text-loader'],
  ['pr_curves', 'tf-pr-curve-card'],
  ['hparams', 'tf-hparams-table-view'],
  ['mesh', 'tf-mesh-loader'],
  ['custom_scalars', 'tf-custom-scalar-multi-line-chart-card, tf-custom-scalar-margin-chart-card'],
];

const python = tensorBoardPython();

test(
  "TensorBoard's own page shows the same cards on our API as on its own, without an error",
  {
    skip:
      python === undefined &&
      'set RUNLIGHT_TENSORBOARD_PYTHON to a Python that has the package tensorboard 2.21 to run it',
  },
  async (context) => {
    if (python === undefined) return;
    const logdir = fixturePath('tf2-writer');
    const { url } = await startServer(context, [logdir]);
    const ours = await visitTabs(await serveTensorBoardPage(context, python, url));
    const theirs = await visitTabs(await startTensorBoard(context, python, logdir));
    for (const [tab] of TABS) assert.ok((ours.cards.get(tab) ?? 0) > 0, `${tab} has cards`);
    assert.deepEqual([...ours.cards], [...theirs.cards]);
    // What its own server causes too is the page's own doing.
    assert.deepEqual(
      ours.errors.filter((error) => !theirs.errors.includes(error)),
      [],
    );
  },
);

async function visitTabs(url: string): Promise<{ cards: Map<string, number>; errors: string[] }> {
  const browser = await launchBrowser();
  const cards = new Map<string, number>();
  const errors: string[] = [];
  try {
    for (const [tab, card] of TABS) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.on('pageerror', ({ message }) => errors.push(`${tab}: ${message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${tab}: ${message.text()}`);
      });
      page.on('response', (response) => {
        if (response.status() >= 400)
          errors.push(`${tab}: ${new URL(response.url()).pathname} ${response.status()}`);
      });
      await page.goto(`${url}#${tab}`);
      cards.set(tab, await countWhenSettled(page, card));
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return { cards, errors };
}

/** How many elements there are when there are some and no more come. */
async function countWhenSettled(page: Page, selector: string): Promise<number> {
  await page.locator(selector).first().waitFor({ state: 'attached' });
  let before = -1;
  for (;;) {
    const now = await page.locator(selector).count();
    if (now === before) return now;
    before = now;
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
  }
}

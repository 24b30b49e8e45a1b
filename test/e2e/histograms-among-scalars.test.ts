import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

/** Runs "a" and "b" with scalars and histograms of the same prefix, 40 steps of each; "c" has scalars alone. */
async function serveRuns(t: TestContext): Promise<string> {
  const logdir = makeTempDir(t);
  for (const run of ['a', 'b', 'c']) {
    const writer = new SummaryWriter(join(logdir, run));
    for (let step = 0; step < 40; step++) {
      writer.scalar('net/loss', 1 / (step + 1), step, 1.7e9 + step);
      if (run !== 'c')
        writer.histogram('net/weights', [step, step + 1, step + 1, step + 3], step, 1.7e9 + step);
    }
    writer.close();
  }
  return (await startServer(t, [logdir])).url;
}

function cardOf(page: Page, label: string): Locator {
  return page.locator(`[role="figure"][aria-label="${label}"]`);
}

async function waitUntilDrawn(card: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await card.and(card.page().locator('[aria-busy="false"]')).waitFor();
}

async function choose(card: Locator, label: string): Promise<void> {
  await card.hover({ position: { x: 40, y: 12 } });
  await card.getByRole('button', { name: 'More', exact: true }).click();
  await card.page().getByRole('menu').getByText(label, { exact: true }).click();
}

/** Labels of the figures of a group, in their order. */
function labelsIn(page: Page, group: string): Promise<(string | null)[]> {
  const figures = page.getByRole('region', { name: group }).getByRole('figure');
  return figures.evaluateAll((all) => all.map((figure) => figure.getAttribute('aria-label')));
}

const kindsOf = (page: Page): Locator => page.getByRole('combobox', { name: 'Cards' });

test('shows histograms below the scalars of their group, if wanted, and keeps that in the address', async (t) => {
  const url = await serveRuns(t);
  await visitPage(url, async (page) => {
    await waitUntilDrawn(cardOf(page, 'net/loss, 3 runs'));
    assert.deepEqual(await labelsIn(page, 'net'), ['net/loss, 3 runs']);
    await kindsOf(page).selectOption('All');
    await page.waitForURL(/kinds=all/);
    await waitUntilDrawn(cardOf(page, 'net/weights, a'));
    assert.deepEqual(await labelsIn(page, 'net'), ['net/loss, 3 runs', 'net/weights, a', 'net/weights, b']);
    await page.getByRole('button', { name: 'net 1 · 2 histograms' }).waitFor();
    await kindsOf(page).selectOption('Histograms');
    await page.waitForURL(/kinds=histograms/);
    await cardOf(page, 'net/loss, 3 runs').waitFor({ state: 'detached' });
    assert.deepEqual(await labelsIn(page, 'net'), ['net/weights, a', 'net/weights, b']);
    // The bare address shows what was last chosen.
    await page.goto(url);
    await waitUntilDrawn(cardOf(page, 'net/weights, b'));
  });
});

test('filters, pins and links steps of both kinds together', async (t) => {
  const url = await serveRuns(t);
  await visitPage(`${url}?kinds=all`, async (page) => {
    const histogram = cardOf(page, 'net/weights, b');
    await waitUntilDrawn(histogram);
    for (const card of [histogram, cardOf(page, 'net/loss, 3 runs')]) {
      await card.hover({ position: { x: 40, y: 12 } });
      await card.getByRole('button', { name: 'Pin to the top' }).click();
    }
    await page.getByRole('button', { name: 'Pinned 2' }).waitFor();
    assert.deepEqual(await labelsIn(page, 'Pinned'), ['net/loss, 3 runs', 'net/weights, b']);
    const filter = page.getByRole('textbox', { name: 'Filter tags by a regular expression' });
    await filter.fill('weig');
    await page.getByRole('region', { name: 'Matches' }).waitFor();
    assert.deepEqual(await labelsIn(page, 'Matches'), ['net/weights, a', 'net/weights, b']);
    await page.getByRole('button', { name: 'Clear all pins' }).click();
    await page.getByRole('button', { name: /^Pinned/ }).waitFor({ state: 'detached' });
    await filter.fill('');
    // A step that is selected on a histogram is that of the scalars, with its table.
    await page.goto(`${url}?kinds=all&linkSteps=1`);
    const other = cardOf(page, 'net/weights, a');
    await waitUntilDrawn(other);
    await other.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/steps=3\d/);
    await cardOf(page, 'net/loss, 3 runs').getByRole('table').waitFor();
    // With ranges, another step widens it.
    await page.goto(`${url}?kinds=all&linkSteps=1&rangeSelection=1&steps=39`);
    await waitUntilDrawn(other);
    await other.focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL(/steps=3\d\.\.39/);
  });
});

test('says why there is nothing when no drawn run has histograms', async (t) => {
  const url = await serveRuns(t);
  await visitPage(`${url}?kinds=histograms&runs=none,~c`, async (page) => {
    await page.getByText('No drawn run has histograms').waitFor();
    await kindsOf(page).selectOption('Scalars');
    await waitUntilDrawn(cardOf(page, 'net/loss, 1 run'));
    // Nothing to choose from.
    await kindsOf(page).waitFor({ state: 'detached' });
  });
});

test('fills the window with a histogram, with more steps, until Esc', async (t) => {
  const url = await serveRuns(t);
  await visitPage(`${url}?kinds=histograms`, async (page) => {
    const card = cardOf(page, 'net/weights, a');
    await waitUntilDrawn(card);
    await card.getByText('22 of 40 steps').waitFor();
    const before = await card.boundingBox();
    await choose(card, 'Fill the window');
    // What is under the pointer or has the focus shows its buttons instead.
    await card.getByText('all 40 steps').waitFor({ state: 'attached' });
    const full = await card.boundingBox();
    assert.ok(full && full.width > 1300 && full.height > 800);
    await card.focus();
    await page.keyboard.press('Escape');
    await card.getByText('22 of 40 steps').waitFor({ state: 'attached' });
    assert.deepEqual(await card.boundingBox(), before);
  });
});

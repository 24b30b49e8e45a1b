import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { fixturePath } from '../support/fixtures.ts';
import { readDownload } from '../support/read-download.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

const TAGS = ['train/loss', 'train/acc', 'val/loss', 'lr'];

/** The card of a tag: the first, which is the pinned one where there are two. */
function cardOf(page: Page, tag: string): Locator {
  return page.locator(`[role="figure"][aria-label^="${tag}, "]`).first();
}

async function waitUntilDrawn(card: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await card.and(card.page().locator('[aria-busy="false"]')).waitFor();
}

/** Presses a button in the head of a card, which is there under the pointer. */
async function press(card: Locator, name: string): Promise<void> {
  await card.hover({ position: { x: 40, y: 12 } });
  await card.getByRole('button', { name, exact: true }).click();
}

async function choose(card: Locator, label: string): Promise<void> {
  await press(card, 'More');
  await card.page().getByRole('menu').getByText(label).click();
}

/** Serves the runs "a" and "b", each with four tags of 101 points; `value = step · (1 + number of the tag)`. */
async function serveRuns(t: TestContext): Promise<string> {
  const logdir = makeTempDir(t);
  for (const run of ['a', 'b']) {
    const writer = new SummaryWriter(join(logdir, run));
    for (let step = 0; step <= 100; step++) {
      for (const [k, tag] of TAGS.entries()) writer.scalar(tag, step * (k + 1), step, 1.7e9 + step);
    }
    writer.close();
  }
  return (await startServer(t, [logdir])).url;
}

test('pins cards to the top, names them, and has them again at the next visit', async (t) => {
  const url = await serveRuns(t);
  await visitPage(url, async (page) => {
    await press(cardOf(page, 'val/loss'), 'Pin to the top');
    await press(page.getByRole('region', { name: 'lr' }).or(cardOf(page, 'lr')).first(), 'Pin to the top');
    await page.getByRole('button', { name: 'Pinned 2' }).waitFor();
    await choose(cardOf(page, 'val/loss'), 'Name the pin…');
    await page.getByRole('textbox', { name: 'Name of the pin' }).fill('Held out, in all');
    await page.getByRole('button', { name: 'Done' }).click();
    const names = page.getByRole('region', { name: 'Pinned' }).getByRole('heading', { level: 3 });
    await names.filter({ hasText: 'Held out, in all' }).waitFor();
    // Without anything in the address.
    await page.goto(url);
    await names.filter({ hasText: 'Held out, in all' }).waitFor();
    assert.deepEqual(
      (await names.allInnerTexts()).map((text) => text.trim()),
      ['Held out, in all', 'lr'],
    );
    await page.getByRole('button', { name: 'Clear all pins' }).click();
    await page.getByRole('button', { name: /^Pinned/ }).waitFor({ state: 'detached' });
    await page.goto(url);
    await waitUntilDrawn(cardOf(page, 'lr'));
    assert.equal(await page.getByRole('button', { name: /^Pinned/ }).count(), 0);
  });
});

test('shows a card as a table, sorted by any column, and lights the run that is pointed at', async (t) => {
  const url = await serveRuns(t);
  await visitPage(`${url}?smoothing=0`, async (page) => {
    const card = cardOf(page, 'train/acc');
    await press(card, 'Show as a table');
    await card.getByRole('cell', { name: '200.0000' }).first().waitFor();
    await card.getByRole('button', { name: 'Run', exact: true }).click();
    await card.getByRole('button', { name: 'Run', exact: true }).click();
    await card.getByRole('row').nth(1).getByTitle('b', { exact: true }).first().waitFor();
    await card.getByRole('row').nth(1).hover();
    await page.locator('.row.focused').getByText('b').waitFor();
    await page.reload();
    await card.getByRole('cell', { name: '200.0000' }).first().waitFor();
    await press(card, 'Show the chart');
    await card.locator('rl-line-chart').waitFor();
  });
});

test('draws several tags in one chart: by the menu, by dragging, by a regular expression', async (t) => {
  const url = await serveRuns(t);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'train/loss');
    await waitUntilDrawn(card);
    await choose(card, 'Add a tag to this chart…');
    await page.getByRole('textbox', { name: 'Search a tag by a regular expression' }).fill('val');
    await page
      .getByRole('list', { name: 'Tags', exact: true })
      .getByRole('button', { name: 'val/loss' })
      .click();
    const legend = card.getByRole('list', { name: 'Tags of this chart' });
    await legend.getByText('val/loss').waitFor();
    await card.getByText('all 404').waitFor({ state: 'attached' });
    await cardOf(page, 'lr').locator('header').dragTo(card);
    await legend.getByText('lr', { exact: true }).waitFor();
    await legend.getByText('lr', { exact: true }).hover();
    await card.getByRole('button', { name: 'Draw lr against the right axis' }).click();
    await legend.getByText('right', { exact: true }).waitFor();
    // The address is written a moment later.
    await page.waitForURL(({ searchParams }) => searchParams.get('cards')?.includes('*lr') === true);
    await page.reload();
    await legend.getByText('lr', { exact: true }).waitFor();
    await legend.getByText('lr', { exact: true }).hover();
    await card.getByRole('button', { name: 'Take lr out of this chart' }).click();
    await card.getByText('all 404').waitFor({ state: 'attached' });
    await choose(card, 'Add a tag to this chart…');
    await page.getByRole('textbox', { name: 'Search a tag by a regular expression' }).fill('train');
    await page.getByRole('button', { name: 'Add all 1 that match' }).click();
    await legend.getByText('train/acc').waitFor();
  });
});

test('keeps a smoothing and limits of a single card, and gives limits to all', async (t) => {
  const url = await serveRuns(t);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'train/loss');
    await waitUntilDrawn(card);
    await choose(card, 'Smoothing and limits…');
    await page.getByRole('switch', { name: 'Its own smoothing' }).click();
    await page.getByRole('textbox', { name: 'Amount of smoothing, weight, as a number' }).fill('0.9');
    await page.getByRole('textbox', { name: 'Horizontal axis, from' }).fill('50');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Apply to all' }).first().click();
    await page.getByRole('button', { name: 'Done' }).click();
    await card.getByText('smooth 0.9').waitFor();
    await cardOf(page, 'lr').getByText('all 102').waitFor();
    await page.waitForURL(
      ({ searchParams }) => searchParams.get('cards')?.includes('train/loss:s0.9:x50..') === true,
    );
    await press(cardOf(page, 'lr'), 'Fit the axes to the data');
    await cardOf(page, 'lr').getByText('all 202').waitFor({ state: 'attached' });
  });
});

test('links a step over all cards and tells the values there', async (t) => {
  const url = await serveRuns(t);
  await visitPage(`${url}?smoothing=0&linkSteps=1&steps=40`, async (page) => {
    for (const [k, tag] of TAGS.slice(0, 2).entries()) {
      const card = cardOf(page, tag);
      await waitUntilDrawn(card);
      await card.getByText('Step 40', { exact: true }).waitFor();
      assert.match(await card.getByRole('row').nth(1).innerText(), new RegExp(`\\b${40 * (k + 1)}\\b`));
    }
    await cardOf(page, 'train/loss').getByRole('button', { name: 'Select no step' }).click();
    await cardOf(page, 'train/acc').getByText('Step 40', { exact: true }).waitFor({ state: 'detached' });
  });
});

test('tells what lines do over a range of steps', async (t) => {
  const url = await serveRuns(t);
  await visitPage(`${url}?rangeSelection=1&cards=lr:@20..60`, async (page) => {
    const card = cardOf(page, 'lr');
    await waitUntilDrawn(card);
    const row = card.getByRole('row').nth(1);
    await row.getByText('80.0000').first().waitFor();
    // lr is four times the step: min, max, start, end, change, in percent.
    assert.match(await row.innerText(), /80\.0000\s+240\.0000\s+80\.0000\s+240\.0000\s+160\.0000\s+200\.0 %/);
  });
});

test('shows all runs and tags in one table, and saves it', async (t) => {
  const url = await serveRuns(t);
  await visitPage(url, async (page) => {
    await waitUntilDrawn(cardOf(page, 'lr'));
    await page.getByRole('button', { name: 'Show all runs and tags as a table' }).click();
    await page.getByRole('cell', { name: '400.0000' }).first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const [, first] = await readDownload(await download);
    assert.equal(first, 'a,400.0000,200.0000,100.0000,300.0000');
    await page.getByRole('radio', { name: 'At step' }).click();
    await page.getByRole('textbox', { name: 'Step', exact: true }).fill('10');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: '40.0000' }).first().waitFor();
    await page.waitForURL((address) => address.searchParams.get('steps') === '10');
    await visitPage(page.url(), async (other) => {
      await other.getByRole('cell', { name: '40.0000' }).first().waitFor();
    });
  });
});

test('downloads the points of more runs than a URL can name', async (t) => {
  const logdir = makeTempDir(t);
  for (let run = 0; run < 100; run++) {
    const writer = new SummaryWriter(
      join(logdir, `${'a-run-with-a-name-as-long-as-sweeps-have-them'.repeat(2)}-${run}`),
    );
    writer.scalar('loss', run, 0);
    writer.close();
  }
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'loss');
    await waitUntilDrawn(card);
    const download = page.waitForEvent('download');
    await choose(card, 'CSV, all points');
    assert.equal((await readDownload(await download)).length, 1 + 100);
  });
});

test('tells what was logged with a tag, and makes nothing of its markup', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge-hostile')]);
  await visitPage(`${url}?tagFilter=^s0$`, async (page) => {
    await page.getByRole('button', { name: 'Description of s0' }).click();
    await page.getByRole('note').getByText('<script>window.__xss=1</script>').waitFor();
    assert.equal(
      await page.getByRole('note').locator('script, img, iframe, [onerror], [onclick]').count(),
      0,
    );
    assert.equal(await page.evaluate(() => '__xss' in window), false);
  });
});

test('isolates a run and goes back to what was drawn', async (t) => {
  const url = await serveRuns(t);
  await visitPage(url, async (page) => {
    await waitUntilDrawn(cardOf(page, 'lr'));
    await page.getByRole('treeitem', { name: 'b', exact: true }).dblclick();
    await cardOf(page, 'lr').getByText('all 101').waitFor();
    await page.keyboard.press('Escape');
    await cardOf(page, 'lr').getByText('all 202').waitFor();
  });
});

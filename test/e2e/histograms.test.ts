import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { fixturePath } from '../support/fixtures.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

/** The card of a tag and a run, or "2 runs". */
function cardOf(page: Page, tag: string, run: string): Locator {
  return page.locator(`[role="figure"][aria-label="${tag}, ${run}"]`);
}

/** Brings the card into sight and waits until its chart has drawn. */
async function waitUntilDrawn(card: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await card.and(card.page().locator('[aria-busy="false"]')).waitFor();
}

/** A pointer at a share of a card's width and height. */
async function hoverAt(card: Locator, across: number, down: number): Promise<void> {
  const box = await card.boundingBox();
  assert.ok(box);
  await card.page().mouse.move(box.x + box.width * across, box.y + box.height * down);
}

test('draws a card for every run and tag', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-logistic')]);
  await visitPage(`${url}?dash=histograms`, async (page) => {
    for (const tag of ['w', 'dw']) {
      for (const run of ['lr=0.5', 'lr=0.05', 'lr=0.005', 'lr=0.0005']) {
        const card = cardOf(page, tag, run);
        await waitUntilDrawn(card);
        await card.getByText('all 25 steps').waitFor();
      }
    }
    assert.equal(await page.getByRole('figure').count(), 8);
    await page.keyboard.press('/');
    await page.keyboard.type('dw');
    await page.waitForURL(/tagFilter=dw/);
  });
});

test('draws as many steps as fit, first and last among them, and any other that is selected', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=histograms`, async (page) => {
    const card = cardOf(page, 'merge/weights', '.');
    await waitUntilDrawn(card);
    await card.getByText(/^2\d of 1,000 steps$/).waitFor();
    await card.getByText('one value a step').waitFor();
    await card.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('tooltip').getByText('Step 999').waitFor();
    for (let k = 0; k < 30; k++) await page.keyboard.press('ArrowUp');
    await page.getByRole('tooltip').getByText('Step 0').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    // 137 is not among those that are drawn.
    const step = page.getByLabel('Step, as a number');
    await step.fill('137');
    await step.press('Enter');
    await page.waitForURL(/steps=137/);
    await card.getByText(/^2\d of 1,000 steps$/).waitFor();
    await card.focus();
    await page.keyboard.press('ArrowDown');
    for (let k = 0; k < 30; k++) {
      if (await page.getByRole('tooltip').getByText('Step 137').isVisible()) return;
      await page.keyboard.press('ArrowUp');
    }
    assert.fail('step 137 is not drawn');
  });
});

test('draws histograms as they are written, and reads a bucket', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  t.after(() => writer.close());
  writer.histogram('w', [0, 1, 1, 3], 0);
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}?dash=histograms`, async (page) => {
    const card = cardOf(page, 'w', 'a');
    await waitUntilDrawn(card);
    await card.getByText('1 step', { exact: true }).waitFor();
    writer.histogram('w', [0, 1, 1, 1], 7);
    await card.getByText('all 2 steps').waitFor();
    const box = await card.boundingBox();
    assert.ok(box);
    // The right end of the newest histogram's base line, where all but its last bucket are to the left.
    await page.mouse.move(box.x + box.width - 60, box.y + box.height - 21);
    const tip = page.getByRole('tooltip');
    await tip.getByText('Step 7').waitFor();
    await tip.getByText('3 of 4').waitFor();
    await tip.getByText('75 %').waitFor();
  });
});

test('keeps no picture of cards that were scrolled away', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  for (let k = 0; k < 60; k++) writer.histogram(`w${k}`, [0, 1, 1, 3], 0);
  writer.close();
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}?dash=histograms`, async (page) => {
    const first = cardOf(page, 'w0', 'a');
    await waitUntilDrawn(first);
    await waitUntilDrawn(cardOf(page, 'w59', 'a'));
    await first.locator('canvas').waitFor({ state: 'detached' });
    await waitUntilDrawn(first);
    await first.locator('canvas').waitFor();
  });
});

test('marks steps that cannot be read, and draws nothing of them', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge')]);
  await visitPage(`${url}?dash=histograms&axis=wall`, async (page) => {
    const broken = cardOf(page, 'new/wrongshape', 'hist');
    await waitUntilDrawn(broken);
    await broken.getByText('None of its 4 steps can be read').waitFor();
    const infinite = cardOf(page, 'new/inf', 'hist');
    await waitUntilDrawn(infinite);
    await infinite.getByText('4 steps not finite').waitFor();
  });
});

test('shows the same as overlay and heat map, and remembers a zoom in the address', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-logistic')]);
  await visitPage(`${url}?dash=histograms`, async (page) => {
    const card = cardOf(page, 'w', 'lr=0.5');
    await waitUntilDrawn(card);
    await page.getByRole('radio', { name: 'Overlay' }).click();
    await page.waitForURL(/hview=overlay/);
    await page.getByRole('radio', { name: 'Heat map' }).click();
    await page.waitForURL(/hview=heat/);
    await waitUntilDrawn(card);
    await card.getByText('all 25 steps').waitFor();
    // From a fifth to four fifths of the steps.
    await hoverAt(card, 0.3, 0.5);
    await page.getByRole('tooltip').getByText(/^Step/).waitFor();
    await page.mouse.down();
    await hoverAt(card, 0.7, 0.5);
    await page.mouse.up();
    await page.waitForURL(/cards=/);
    // What a card draws gives way to its buttons while it has the focus.
    await card.getByText(/^all \d+ steps in range$/).waitFor({ state: 'attached' });
    await page.reload();
    await waitUntilDrawn(card);
    await card.getByText(/^all \d+ steps in range$/).waitFor();
    await card.hover();
    await card.getByRole('button', { name: 'Fit the axes to the data' }).click();
    await card.getByText('all 25 steps', { exact: true }).waitFor({ state: 'attached' });
  });
});

test('compares runs at a step, shows differences, and curves with numbers of the API', async (t) => {
  const logdir = makeTempDir(t);
  for (const run of ['a', 'b']) {
    const writer = new SummaryWriter(join(logdir, run));
    for (let step = 0; step < 3; step++)
      writer.histogram('w', [step, step + 1, step + 30, run === 'a' ? step : step + 2], step);
    writer.close();
  }
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}?dash=histograms&hview=compare`, async (page) => {
    const card = cardOf(page, 'w', '2 runs');
    await waitUntilDrawn(card);
    await card.getByText('newest step').waitFor();
    await hoverAt(card, 0.5, 0.6);
    const tip = page.getByRole('tooltip');
    await tip.getByText('a, step 2').waitFor();
    await tip.getByText('b, step 2').waitFor();
    await page.getByRole('switch', { name: 'Show differences' }).click();
    await hoverAt(card, 0.5, 0.5);
    await tip.getByText('b − a, step 2').waitFor();
    await page.getByRole('radio', { name: 'Curves' }).click();
    await page.getByLabel('Curve').selectOption('drift');
    await card.getByText('Drift (Wasserstein-1), estimate').waitFor();
    await waitUntilDrawn(card);
    await hoverAt(card, 0.95, 0.5);
    await tip.getByText('Step 2').waitFor();
    // Both have moved by 1.
    assert.equal(await tip.getByText('1.0000').count(), 2);
  });
});

test('plays through the steps on all cards, and sets the step of scalars', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-logistic')]);
  await visitPage(`${url}?dash=histograms`, async (page) => {
    await waitUntilDrawn(cardOf(page, 'w', 'lr=0.5'));
    await page.getByRole('button', { name: 'Play through the steps' }).click();
    await page.waitForURL(/linkSteps=1/);
    // It ends at the newest, which needs no step in the address.
    await page.getByRole('button', { name: 'Play through the steps' }).waitFor();
    await page.waitForURL((address) => !address.searchParams.has('steps'));
  });
});

test('draws percentiles over the steps, and names each', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-logistic')]);
  await visitPage(`${url}?dash=distributions`, async (page) => {
    const card = cardOf(page, 'w', 'lr=0.5');
    await waitUntilDrawn(card);
    await card.getByText('all 25 steps').waitFor();
    await hoverAt(card, 0.5, 0.5);
    const tip = page.getByRole('tooltip');
    for (const name of [
      'max',
      '93.32 %',
      '84.13 %',
      '69.15 %',
      'median',
      '30.85 %',
      '15.87 %',
      '6.68 %',
      'min',
    ])
      await tip.getByText(name, { exact: true }).waitFor();
    await page.getByRole('radio', { name: 'Quartiles' }).click();
    await hoverAt(card, 0.6, 0.5);
    await tip.getByText('75 %', { exact: true }).waitFor();
    assert.equal(await tip.getByText('84.13 %').count(), 0);
  });
});

test('saves a card as a picture, and its buckets', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-logistic')]);
  await visitPage(`${url}?dash=histograms&hview=heat`, async (page) => {
    const card = cardOf(page, 'w', 'lr=0.5');
    await waitUntilDrawn(card);
    const save = async (label: string): Promise<string> => {
      await card.hover();
      await card.getByRole('button', { name: 'More' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: label }).click();
      return readFileSync(await (await saved).path(), 'utf8');
    };
    assert.match(await save('SVG, as on the screen'), /^<svg [^]*w, lr=0\.5[^]*<\/svg>\s*$/);
    assert.match(await save('PNG, as on the screen'), /^.PNG/);
    await card.hover();
    await card.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Overlay' }).click();
    await page.waitForURL(/voverlay/);
    await card.getByText('overlay', { exact: true }).waitFor({ state: 'attached' });
    const csv = await save('CSV, all buckets');
    // 25 steps of 10 buckets, and a head.
    assert.equal(csv.trimEnd().split('\r\n').length, 25 * 10 + 1);
  });
});

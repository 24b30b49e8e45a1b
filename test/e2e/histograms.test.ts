import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { fixturePath } from '../support/fixtures.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

/** The card of a run and tag. */
function cardOf(page: Page, tag: string, run: string): Locator {
  return page.locator(`[role="figure"][aria-label="${tag}, ${run}"]`);
}

/** Brings the card into sight and waits until its chart has drawn. */
async function waitUntilDrawn(card: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await card.and(card.page().locator('[aria-busy="false"]')).waitFor();
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
  });
});

test('draws as many steps as fit, first and last among them', async (t) => {
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

test('marks steps that cannot be read, and draws nothing of them', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge')]);
  await visitPage(`${url}?dash=histograms&depth=wall`, async (page) => {
    const broken = cardOf(page, 'new/wrongshape', 'hist');
    await waitUntilDrawn(broken);
    await broken.getByText('None of its 4 steps can be read').waitFor();
    const infinite = cardOf(page, 'new/inf', 'hist');
    await waitUntilDrawn(infinite);
    await infinite.getByText('4 steps not finite').waitFor();
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

/** What a person sees of the controls and of what they do. */
async function describeView(page: Page): Promise<unknown> {
  await page.locator('[role="figure"][aria-busy="false"]').first().waitFor();
  return {
    rows: await page
      .getByRole('treeitem')
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.getAttribute('aria-label'),
          row.getAttribute('aria-checked'),
          row.getAttribute('aria-expanded'),
          row.querySelector('.value')?.textContent?.trim(),
        ]),
      ),
    colours: await page
      .locator('rl-run-rows rl-swatch i')
      .evaluateAll((all) => all.map((i) => i.getAttribute('style'))),
    fields: await page
      .locator('input:visible')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
    chosen: await page.locator('[role="radio"][aria-checked="true"]:visible').allInnerTexts(),
    buttons: await page.getByRole('button').allInnerTexts(),
    cards: await page
      .getByRole('figure')
      .evaluateAll((all) => all.map((card) => card.getAttribute('aria-label'))),
  };
}

test('shows the same view to whoever opens its link, which names rules rather than runs', async (t) => {
  const logdir = makeTempDir(t);
  for (let run = 0; run < 60; run++) {
    const writer = new SummaryWriter(join(logdir, `lr${run % 3}`, `s${run}`));
    for (const tag of ['val/acc', 'val/loss', 'train/loss']) writer.scalar(tag, run / 60, 1);
    writer.close();
  }
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await page.getByText('60 of 60 drawn').waitFor();
    await page.getByRole('treeitem', { name: 'lr1/, 20 runs' }).click();
    await page.getByRole('textbox', { name: 'Find runs' }).fill('val/acc>0.25');
    await page.getByRole('checkbox', { name: 'Draw all 44 runs that match' }).click();
    await page.getByRole('button', { name: '+ Value' }).click();
    await page.getByRole('button', { name: 'val/acc' }).click();
    await page.getByRole('radio', { name: 'Wall' }).click();
    await page.getByRole('button', { name: 'Group none' }).click();
    await page.getByRole('radio', { name: 'Folder' }).click();
    await page.getByLabel('Band').selectOption('iqr');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('textbox', { name: 'Filter tags' }).fill('^val');
    await page.getByRole('figure', { name: 'train/loss' }).waitFor({ state: 'detached' });
    await page.waitForURL((address) => address.searchParams.get('tagFilter') === '^val');
    const seen = await describeView(page);
    assert.ok(new URL(page.url()).search.length < 2000);
    await visitPage(page.url(), async (other) => {
      await other.getByText('44 of 60 shown').waitFor();
      await other.getByText('0.9833').first().waitFor();
      assert.deepEqual(await describeView(other), seen);
      await other.keyboard.press('g');
      assert.equal(await other.getByLabel('Band').inputValue(), 'iqr');
    });
  });
});

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

test('restores 1,000 runs that a rule chose, and their colours, from an address of less than 2 kB', async (t) => {
  const logdir = makeTempDir(t);
  for (let run = 0; run < 1200; run++) {
    const writer = new SummaryWriter(join(logdir, `sweep${run % 4}`, `seed_${run}`));
    writer.scalar('acc', run / 1200, 1);
    writer.close();
  }
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await page.getByText('1,200', { exact: true }).first().waitFor();
    await page.getByRole('textbox', { name: 'Find runs' }).fill('sweep0');
    await page.getByRole('checkbox', { name: 'Draw all 300 runs that match' }).click();
    await page.getByRole('textbox', { name: 'Find runs' }).fill('acc>=0.16666');
    await page.getByRole('checkbox', { name: 'Draw all 1,000 runs that match' }).click();
    await page.getByRole('checkbox', { name: /1,000 runs that match/, checked: true }).waitFor();
    await page.waitForURL((address) => address.searchParams.get('runs')?.includes('acc>') === true);
    const seen = await describeView(page);
    assert.ok(page.url().length < 2000, page.url());
    assert.equal(await page.getByText('Long link').count(), 0);
    await visitPage(page.url(), async (other) => {
      await other.getByRole('checkbox', { name: /1,000 runs that match/, checked: true }).waitFor();
      assert.deepEqual(await describeView(other), seen);
    });
  });
});

test('says when a link is longer than all programs take', async (t) => {
  const logdir = makeTempDir(t);
  for (let run = 0; run < 60; run++) {
    const writer = new SummaryWriter(join(logdir, `${'long-name-'.repeat(8)}${run}`));
    writer.scalar('acc', run, 1);
    writer.close();
  }
  const { url } = await startServer(t, [logdir]);
  const names = Array.from({ length: 30 }, (_, run) => `~${'long-name-'.repeat(8)}${run * 2}`);
  await visitPage(`${url}?runs=none,${names.join()}`, async (page) => {
    await page.getByText('Long link').click();
    await page.getByText(/The link to this view has 2,\d\d\d characters/).waitFor();
  });
});

/** The reader's own: a link says nothing of them. */
const OWN_CONTROLS = ['Theme', 'Live', 'Keep pins'];

/** What every control of the settings says, by its name. */
async function describeSettings(page: Page): Promise<ReadonlyMap<string, unknown>> {
  const controls = page
    .locator('rl-settings')
    .locator('rl-segmented, rl-select, rl-switch, rl-slider, rl-number-field, rl-text-field');
  const said = await controls.evaluateAll((all) =>
    (all as (HTMLElement & { label: string; value: unknown })[]).map(
      ({ label, value }): [string, unknown] => [label, value],
    ),
  );
  return new Map(said.filter(([label]) => !OWN_CONTROLS.includes(label)));
}

test('has every setting in the link, and shows all of them in a fresh browser', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'run'));
  for (let step = 0; step < 30; step++) writer.scalar('loss', 1 / (step + 1), step);
  writer.close();
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await page.getByRole('figure', { name: 'loss' }).waitFor();
    await page.keyboard.press(']');
    const initial = await describeSettings(page);
    const panel = page.locator('rl-settings');
    for (const one of await panel.getByRole('combobox').all()) await one.selectOption({ index: 1 });
    for (const one of await panel.getByRole('radiogroup').all()) {
      const isOwn = OWN_CONTROLS.includes((await one.getAttribute('aria-label')) ?? '');
      if (!isOwn) await one.getByRole('radio').last().click();
    }
    for (const one of await panel.getByRole('switch').all()) {
      if (!OWN_CONTROLS.includes((await one.getAttribute('aria-label')) ?? '')) await one.click();
    }
    await panel.getByLabel('Card width', { exact: true }).last().fill('435');
    await page.keyboard.press('Enter');
    await panel.getByLabel('Rows of the tooltip').fill('23');
    await page.keyboard.press('Enter');
    await panel.getByLabel('Colour runs by what').fill('(r.n)');
    await page.keyboard.press('Enter');
    await page.waitForURL((address) => address.searchParams.get('colourBy') === 're:(r.n)');
    const chosen = await describeSettings(page);
    const untouched = [...chosen].filter(([label, value]) => initial.get(label) === value);
    assert.deepEqual(untouched, []);
    await visitPage(page.url(), async (other) => {
      await other.getByRole('figure', { name: 'loss' }).waitFor();
      await other.keyboard.press(']');
      assert.deepEqual(await describeSettings(other), chosen);
    });
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

function cardOf(page: Page, tag: string): Locator {
  return page.locator(`[role="figure"][aria-label^="${tag}, "]`).first();
}

async function serveRun(t: TestContext): Promise<{ url: string; writer: SummaryWriter }> {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  for (let step = 0; step <= 100; step++) {
    for (const tag of ['train/loss', 'train/acc', 'val/loss']) writer.scalar(tag, step, step, 1.7e9 + step);
  }
  t.after(() => writer.close());
  const { url } = await startServer(t, [logdir]);
  return { url, writer };
}

function settingsOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Settings' });
}

test('keeps what is chosen in the panel, in the address and for the next visit', async (t) => {
  const { url } = await serveRun(t);
  await visitPage(url, async (page) => {
    await cardOf(page, 'val/loss').waitFor();
    await page.keyboard.press(']');
    const panel = settingsOf(page);
    await panel.getByRole('combobox', { name: 'Horizontal axis' }).selectOption('Relative step');
    await panel
      .getByRole('radiogroup', { name: 'Value scale' })
      .getByRole('radio', { name: 'Symlog' })
      .click();
    await panel.getByRole('combobox', { name: 'Kind of smoothing' }).selectOption('Centred median');
    await panel.getByRole('textbox', { name: 'Amount of smoothing, as a number' }).fill('51');
    await panel.getByRole('textbox', { name: 'Rows of the tooltip' }).fill('3');
    await page.keyboard.press('Enter');
    await page.waitForURL(({ searchParams }) => searchParams.get('smoothing') === 'median:51');
    assert.equal(new URL(page.url()).searchParams.get('axis'), 'relative_step');
    // The next visit, without anything in the address.
    await page.goto(url);
    await panel.waitFor();
    assert.equal(
      await panel.getByRole('combobox', { name: 'Horizontal axis' }).inputValue(),
      'relative_step',
    );
    assert.equal(await panel.getByRole('textbox', { name: 'Rows of the tooltip' }).inputValue(), '3');
    await page.waitForURL(({ searchParams }) => searchParams.get('yScale') === 'symlog');
    await panel.getByRole('button', { name: 'Reset all settings' }).click();
    await page.waitForURL(
      ({ searchParams }) => !searchParams.has('yScale') && !searchParams.has('smoothing'),
    );
    assert.equal(await panel.getByRole('textbox', { name: 'Rows of the tooltip' }).inputValue(), '7');
  });
});

test('makes cards as wide as is chosen', async (t) => {
  const { url } = await serveRun(t);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'train/acc');
    await card.waitFor();
    const before = (await card.boundingBox())?.width ?? NaN;
    await page.getByRole('button', { name: 'Settings (])' }).click();
    await settingsOf(page).getByRole('textbox', { name: 'Card width, as a number' }).fill('500');
    await page.keyboard.press('Enter');
    await page.waitForFunction((width) => {
      const find = (root: ParentNode): Element | undefined => {
        for (const element of root.querySelectorAll('*')) {
          if (element.getAttribute('role') === 'figure') return element;
          const inside = element.shadowRoot ? find(element.shadowRoot) : undefined;
          if (inside) return inside;
        }
        return undefined;
      };
      return (find(document)?.getBoundingClientRect().width ?? 0) >= Math.max(500, width);
    }, before);
    await page.getByRole('button', { name: 'Card width as it was at first' }).click();
    await page.waitForTimeout(100);
    assert.equal((await card.boundingBox())?.width, before);
  });
});

test('pauses: what is shown stays, and goes on with all that has come', async (t) => {
  const { url, writer } = await serveRun(t);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'train/loss');
    await card.getByText('all 101').waitFor();
    await page.getByRole('button', { name: /^Pause/ }).click();
    await page.getByRole('status').getByText('Paused').waitFor();
    for (let step = 101; step <= 110; step++) writer.scalar('train/loss', step, step);
    writer.scalar('new', 1, 0);
    // The status still follows, so that one knows when the server has read them.
    await page.getByText('314 points kept').waitFor();
    await card.getByText('all 101').waitFor();
    assert.equal(await cardOf(page, 'new').count(), 0);
    await page.getByRole('button', { name: /^Go on/ }).click();
    await card.getByText('all 111').waitFor();
    await cardOf(page, 'new').waitFor();
  });
});

test('completes the filter, says what is wrong with it, and lists what matches in one group', async (t) => {
  const { url } = await serveRun(t);
  await visitPage(url, async (page) => {
    await cardOf(page, 'val/loss').waitFor();
    const field = page.getByRole('textbox', { name: 'Filter tags by a regular expression' });
    await field.fill('loss');
    await page.getByRole('button', { name: 'Matches 2 of 3' }).waitFor();
    await page.getByRole('option', { name: 'val/loss' }).waitFor();
    await field.press('ArrowDown');
    await field.press('ArrowDown');
    await field.press('Enter');
    assert.equal(await field.inputValue(), '^val/loss$');
    await page.getByRole('button', { name: 'Matches 1 of 3' }).waitFor();
    assert.equal(await page.getByRole('figure').count(), 1);
    await field.fill('val(');
    await page.getByRole('alert').getByText('Not a regular expression').waitFor();
    assert.equal(await page.getByRole('figure').count(), 1);
  });
});

test('shows a step that is linked on histograms too', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  for (let step = 0; step < 10; step++)
    writer.histogram('weights', [step, step + 1, step + 2, step + 2], step);
  writer.close();
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}?dash=histograms`, async (page) => {
    const card = cardOf(page, 'weights');
    await card.and(page.locator('[aria-busy="false"]')).waitFor();
    const before = await card.screenshot();
    await page.goto(`${url}?dash=histograms&linkSteps=1&steps=3`);
    await card.and(page.locator('[aria-busy="false"]')).waitFor();
    assert.notDeepEqual(await card.screenshot(), before);
    await card.hover();
    await card.getByRole('button', { name: 'Pin to the top' }).click();
    await page.getByRole('button', { name: 'Pinned 1' }).waitFor();
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { fixturePath } from '../support/fixtures.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

/** The card of a tag. */
function cardOf(page: Page, tag: string): Locator {
  return page.locator(`[role="figure"][aria-label^="${tag}, "]`);
}

/** Brings the card into sight and waits until its chart has drawn. */
async function waitUntilDrawn(card: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await card.and(card.page().locator('[aria-busy="false"]')).waitFor();
}

/** Serves one run "a" with a straight line of 1,001 points, `loss` = step / 1000. */
async function serveLine(t: TestContext): Promise<{ url: string; writer: SummaryWriter }> {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  for (let step = 0; step <= 1000; step++) writer.scalar('loss', step / 1000, step, 1.7e9 + step);
  t.after(() => writer.close());
  const { url } = await startServer(t, [logdir]);
  return { url, writer };
}

/** Moves the pointer to a place in the card's plot, in shares of its width and height. */
async function pointAt(card: Locator, across: number, down: number): Promise<void> {
  const box = await card.boundingBox();
  assert.ok(box);
  // The gutters of the plot, and the head of the card.
  await card.page().mouse.move(box.x + 45 + across * (box.width - 57), box.y + 37 + down * (box.height - 57));
}

test('draws a card for every tag, in groups', async (t) => {
  const { url } = await startServer(t, [fixturePath('perf-small')]);
  await visitPage(url, async (page) => {
    await waitUntilDrawn(cardOf(page, 'group0/metric0'));
    assert.equal(await page.getByRole('figure').count(), 10);
    for (let k = 0; k < 10; k++) {
      const card = cardOf(page, `group${k < 5 ? 0 : 1}/metric${k}`);
      await waitUntilDrawn(card);
      assert.equal(await card.getAttribute('aria-label'), `group${k < 5 ? 0 : 1}/metric${k}, 20 runs`);
      await card.getByText('all 4,000').waitFor();
    }
  });
});

test('draws points as they are written', async (t) => {
  const { url, writer } = await serveLine(t);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'loss');
    await card.getByText('all 1,001').waitFor();
    for (let step = 1001; step < 1011; step++) writer.scalar('loss', 1, step);
    await card.getByText('all 1,011').waitFor();
    writer.scalar('new/tag', 1, 0);
    await waitUntilDrawn(cardOf(page, 'new/tag'));
  });
});

test('tells the value under the pointer as it was stored, on all cards', async (t) => {
  const { url } = await serveLine(t);
  await visitPage(`${url}?smoothing=0`, async (page) => {
    const card = cardOf(page, 'loss');
    await waitUntilDrawn(card);
    await pointAt(card, 0.5, 0.5);
    const tip = page.getByRole('tooltip');
    await tip.waitFor();
    const step = Number((await tip.getByText(/^Step/).innerText()).slice('Step '.length));
    assert.ok(Math.abs(step - 500) < 10, String(step));
    // Not as a double: 0.5009999871253967.
    assert.equal(await tip.getByRole('cell').last().innerText(), String(step / 1000));
    await page.mouse.move(2, 2);
    await tip.waitFor({ state: 'detached' });
  });
});

test('zooms by dragging and back by a double click', async (t) => {
  const { url } = await serveLine(t);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'loss');
    await waitUntilDrawn(card);
    await pointAt(card, 0.4, 0.5);
    await page.mouse.down();
    await pointAt(card, 0.5, 0.5);
    await page.mouse.up();
    // Under the pointer buttons take the place of the note.
    await card.getByText(/^all (9\d|10\d)$/).waitFor({ state: 'attached' });
    const box = await card.boundingBox();
    await page.mouse.dblclick((box?.x ?? 0) + 150, (box?.y ?? 0) + 100);
    await card.getByText('all 1,001').waitFor({ state: 'attached' });
  });
});

test('is read with the keyboard alone', async (t) => {
  const { url } = await serveLine(t);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'loss');
    await waitUntilDrawn(card);
    await card.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tooltip').getByText('Step 1,000').waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('tooltip').getByText('Step 0').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
  });
});

test('keeps filter, axis, smoothing and groups in the address', async (t) => {
  const { url } = await startServer(t, [fixturePath('perf-small')]);
  await visitPage(url, async (page) => {
    await waitUntilDrawn(cardOf(page, 'group0/metric0'));
    await page.getByRole('textbox', { name: 'Filter tags' }).fill('metric[0-6]');
    await page.getByRole('radio', { name: 'Relative' }).click();
    await page.getByRole('textbox', { name: 'Smoothing, as a number' }).fill('0.999');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Matches 7 of 10' }).waitFor();
    await page.waitForURL(({ searchParams }) => searchParams.get('smoothing') === '0.999');
    await page.reload();
    await waitUntilDrawn(cardOf(page, 'group0/metric4'));
    assert.equal(await page.getByRole('figure').count(), 7);
    assert.equal(await page.getByRole('radio', { name: 'Relative' }).getAttribute('aria-checked'), 'true');
    assert.equal(await page.getByRole('textbox', { name: 'Smoothing, as a number' }).inputValue(), '0.999');
  });
});

test('names the nearest tags when none matches', async (t) => {
  const { url } = await startServer(t, [fixturePath('perf-small')]);
  await visitPage(`${url}?tagFilter=metrik7`, async (page) => {
    await page.getByRole('heading', { name: 'No tag matches metrik7' }).waitFor();
    await page.getByRole('button', { name: 'group1/metric7' }).click();
    await waitUntilDrawn(cardOf(page, 'group1/metric7'));
    assert.equal(await page.getByRole('figure').count(), 1);
  });
});

test('hides tags that no drawn run has, and says so', async (t) => {
  const logdir = makeTempDir(t);
  for (const [run, tags] of [
    ['a', ['x/1', 'x/2']],
    ['b', ['x/2', 'x/3']],
  ] as const) {
    const writer = new SummaryWriter(join(logdir, run));
    for (const tag of tags) writer.scalar(tag, 1, 0);
    writer.close();
  }
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await cardOf(page, 'x/3').waitFor();
    await page.getByRole('checkbox', { name: 'Show b', exact: true }).click();
    await page.getByText('1 tag that no drawn run has is hidden').waitFor();
    assert.equal(await page.getByRole('figure').count(), 2);
    await page.getByRole('checkbox', { name: 'Show a', exact: true }).click();
    await page.getByRole('heading', { name: 'No run is drawn' }).waitFor();
    await page.getByRole('button', { name: 'Draw all runs' }).click();
    await waitUntilDrawn(cardOf(page, 'x/3'));
  });
});

test('counts values that are not finite, and draws the rest', async (t) => {
  const { url } = await startServer(t, [fixturePath('torch-writer')]);
  await visitPage(url, async (page) => {
    const card = cardOf(page, 'nan');
    await waitUntilDrawn(card);
    await card.getByText('2 not finite').waitFor();
  });
});

test('opens a group of thousands of tags, some of them hostile, when asked', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge-hostile')]);
  await visitPage(url, async (page) => {
    await page.getByRole('button', { name: 'g49 100' }).click();
    await waitUntilDrawn(page.getByRole('figure').last());
    assert.equal(await page.evaluate(() => '__xss' in window), false);
  });
});

test('makes the cards of a large group a page at a time', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  for (let k = 0; k < 300; k++) writer.scalar(`x/${k}`, k, 0);
  writer.close();
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await page.getByRole('button', { name: 'Show 60 more of 60' }).click();
    await waitUntilDrawn(cardOf(page, 'x/299'));
    assert.equal(await page.getByRole('figure').count(), 300);
  });
});

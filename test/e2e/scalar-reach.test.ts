import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

/** Serves the run "a" with 101 points of "loss". */
async function serveRun(t: TestContext): Promise<string> {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  for (let step = 0; step <= 100; step++) writer.scalar('loss', step / 8, step, 1.7e9 + step);
  writer.close();
  return (await startServer(t, [logdir])).url;
}

async function drawnCard(page: Page): Promise<Locator> {
  const card = page.locator('[role="figure"][aria-label^="loss, "][aria-busy="false"]').first();
  await card.waitFor();
  return card;
}

async function plotOf(card: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await card.locator('rl-line-chart').boundingBox();
  assert.ok(box);
  return { x: box.x + 44, y: box.y + 6, width: box.width - 56, height: box.height - 26 };
}

test('a tap pins what is there, and two fingers zoom', async (t) => {
  const url = await serveRun(t);
  await visitPage(
    `${url}?smoothing=0`,
    async (page) => {
      const card = await drawnCard(page);
      const plot = await plotOf(card);
      const middle = plot.y + plot.height / 2;
      await page.touchscreen.tap(plot.x + plot.width / 2, middle);
      await page.getByRole('button', { name: 'Show bytes' }).first().waitFor();
      await page.keyboard.press('Escape');
      const devtools = await page.context().newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spread: number): Promise<unknown> =>
        devtools.send('Input.dispatchTouchEvent', {
          type,
          touchPoints:
            type === 'touchEnd'
              ? []
              : [-spread, spread].map((by, id) => ({ x: plot.x + plot.width / 2 + by, y: middle, id })),
        });
      await touch('touchStart', 20);
      for (const spread of [30, 45, 60, 80]) await touch('touchMove', spread);
      await touch('touchEnd', 80);
      await page.waitForFunction(
        (chart) => chart !== null && (chart as HTMLElement & { range?: unknown }).range !== undefined,
        await card.locator('rl-line-chart').elementHandle(),
      );
      const range = await card
        .locator('rl-line-chart')
        .evaluate((chart: HTMLElement & { range?: { from: number; to: number } }) => chart.range);
      assert.ok(range);
      // A quarter of what there was, around the middle.
      assert.ok(Math.abs(range.to - range.from - 25) < 3, JSON.stringify(range));
      assert.ok(Math.abs(range.to + range.from - 100) < 6, JSON.stringify(range));
    },
    { hasTouch: true },
  );
});

test('shows the bytes of a pinned point', async (t) => {
  const url = await serveRun(t);
  await visitPage(`${url}?smoothing=0`, async (page) => {
    const plot = await plotOf(await drawnCard(page));
    await page.mouse.click(plot.x + plot.width / 2, plot.y + plot.height / 2);
    await page.getByRole('button', { name: 'Show bytes' }).first().click();
    const dialog = page.locator('rl-point-source');
    await dialog
      .getByText(/tfevents/)
      .first()
      .waitFor();
    await dialog
      .getByText(/"loss"/)
      .first()
      .waitFor();
  });
});

test('fills the window with a card until Esc', async (t) => {
  const url = await serveRun(t);
  await visitPage(url, async (page) => {
    const card = await drawnCard(page);
    const before = await card.boundingBox();
    await card.hover({ position: { x: 40, y: 12 } });
    await card.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menu').getByText('Fill the window').click();
    await page.waitForFunction(() => document.querySelector('rl-app') !== null);
    await card.locator('rl-line-chart').evaluate(
      (chart) =>
        new Promise<void>((resolve) => {
          const look = (): void => {
            if (chart.clientWidth > 1200 && chart.clientHeight > 700) resolve();
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await card.focus();
    await page.keyboard.press('Escape');
    const after = await card.boundingBox();
    assert.deepEqual(after, before);
  });
});

test('moves columns of a table by keys and by dragging, and keeps their order', async (t) => {
  const url = await serveRun(t);
  await visitPage(url, async (page) => {
    const card = await drawnCard(page);
    await card.hover({ position: { x: 40, y: 12 } });
    await card.getByRole('button', { name: 'Show as a table' }).click();
    const heads = card.getByRole('columnheader');
    await heads.first().waitFor();
    const read = async (): Promise<string[]> =>
      (await heads.getByRole('button').evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''))).slice(
        1,
      );
    assert.deepEqual(await read(), ['Last', 'Max', 'Step']);
    await heads.getByRole('button', { name: 'Last' }).focus();
    await page.keyboard.press('Alt+ArrowRight');
    assert.deepEqual(await read(), ['Max', 'Last', 'Step']);
    // The head keeps the focus, so that one can go on.
    await page.keyboard.press('Alt+ArrowLeft');
    assert.deepEqual(await read(), ['Last', 'Max', 'Step']);
    await heads.filter({ hasText: 'Step' }).dragTo(heads.filter({ hasText: 'Last' }));
    assert.deepEqual(await read(), ['Step', 'Last', 'Max']);
    await page.reload();
    await heads.first().waitFor();
    assert.deepEqual(await read(), ['Step', 'Last', 'Max']);
  });
});

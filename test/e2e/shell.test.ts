import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { fixturePath } from '../support/fixtures.ts';
import { startServer } from '../support/server-process.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

const HOSTILE_NAME = '<img src=x onerror="window.hacked = 1">';

function writeRun(logdir: string, name: string): void {
  const writer = new SummaryWriter(join(logdir, name));
  writer.scalar('loss', 1, 0);
  writer.close();
}

/** Serves a new logdir with these runs. */
async function serveRuns(
  t: TestContext,
  ...names: readonly string[]
): Promise<ServerProcess & { readonly logdir: string }> {
  const logdir = makeTempDir(t);
  for (const name of names) writeRun(logdir, name);
  return { ...(await startServer(t, [logdir])), logdir };
}

/** The check box of a run. */
function boxOf(page: Page, name: string): Locator {
  return page.getByRole('checkbox', { name: `Show ${name}`, exact: true });
}

async function drawnRuns(page: Page): Promise<(string | null)[]> {
  const rows = await page.locator('[role="treeitem"][aria-checked="true"]:not([aria-expanded])').all();
  return Promise.all(rows.map((row) => row.getAttribute('aria-label')));
}

async function waitForQuery(page: Page, query: string): Promise<void> {
  await page.waitForURL((url) => url.search === query);
}

async function waitForTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.locator(`html[data-theme="${theme}"]`).waitFor();
}

test('draws, hides and isolates runs, and keeps that in the address', async (t) => {
  const { url } = await serveRuns(t, 'a', 'b', 'c');
  await visitPage(`${url}?kept=1`, async (page) => {
    await boxOf(page, 'b').click();
    await waitForQuery(page, '?kept=1&runs=!b');
    assert.deepEqual(await drawnRuns(page), ['a', 'c']);
    await page.reload();
    await page.getByText('2 of 3 drawn').waitFor();
    await page.getByRole('treeitem', { name: 'b' }).dblclick();
    await page.getByText('1 of 3 drawn').waitFor();
    assert.deepEqual(await drawnRuns(page), ['b']);
    await page.getByRole('treeitem', { name: 'b' }).dblclick();
    await page.getByText('2 of 3 drawn').waitFor();
    await waitForQuery(page, '?kept=1&runs=!b');
  });
});

test('finds runs by a query without touching what is drawn, then hides or draws all of them', async (t) => {
  const { url } = await serveRuns(t, 'adamw/s0', 'adamw/s1', 'lion/s0');
  await visitPage(url, async (page) => {
    const query = page.getByRole('textbox', { name: 'Find runs' });
    await query.fill('ADAM');
    await page.getByText('2 of 3 shown').waitFor();
    await page.getByText('3 of 3 drawn').waitFor();
    await query.fill('re:adam(');
    await page
      .getByRole('alert')
      .filter({ hasText: 'Not a regular expression: Unterminated group' })
      .waitFor();
    assert.equal(await page.locator('u').textContent(), 'adam(');
    assert.equal(await page.getByRole('treeitem', { name: 's' }).count(), 3);
    await query.fill('re:^adam');
    await page.getByRole('checkbox', { name: 'Draw all 2 runs that match' }).click();
    await page.getByText('1 of 3 drawn').waitFor();
    await page.getByRole('button', { name: 'Show all', exact: true }).click();
    assert.deepEqual(await drawnRuns(page), ['lion/s0']);
    await page.getByRole('checkbox', { name: 'Draw all 3 runs' }).click();
    await page.getByText('3 of 3 drawn').waitFor();
  });
});

test('finds and sorts runs by a value that stands in a column, and draws what it finds by a rule', async (t) => {
  const logdir = makeTempDir(t);
  for (const [name, values] of Object.entries({ a: [0.9, 0.2], b: [0.4, 0.5], c: [0.7, 0.6] })) {
    const writer = new SummaryWriter(join(logdir, name));
    for (const [step, value] of values.entries()) writer.scalar('val/acc', value, step);
    writer.close();
  }
  writeRun(logdir, 'none');
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await page.getByRole('button', { name: '+ Value' }).click();
    await page.getByRole('radio', { name: 'Highest' }).click();
    await page.getByRole('button', { name: 'val/acc' }).click();
    const names = (): Promise<(string | null)[]> =>
      page.getByRole('treeitem').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    await page.getByText('0.9000').waitFor();
    assert.deepEqual(await names(), ['a', 'c', 'b', 'none']);
    await page.getByRole('button', { name: 'max val/acc ↓' }).click();
    await page.getByRole('button', { name: 'max val/acc ↑' }).waitFor();
    assert.deepEqual(await names(), ['b', 'c', 'a', 'none']);
    await page.getByRole('textbox', { name: 'Find runs' }).fill('val/acc>=0.5');
    await page.getByText('2 of 4 shown').waitFor();
    await page.getByRole('button', { name: 'Options of the run list' }).click();
    await page.getByRole('menuitem', { name: 'Only the 2 that are listed' }).click();
    await page.getByText('2 of 4 drawn').waitFor();
    await page.waitForURL((address) => address.searchParams.get('runs') === 'none,*val/acc>=0.5');
    await page.reload();
    await page.getByText('2 of 4 drawn').waitFor();
    assert.deepEqual(await names(), ['b', 'c']);
    await page.getByRole('textbox', { name: 'Find runs' }).fill('val/ac>1');
    await page.getByText('No run has a tag “val/ac”; like it: “val/acc”').waitFor();
  });
});

test('leaves new runs out when it is told to', async (t) => {
  const { url, logdir } = await serveRuns(t, 'old');
  await visitPage(url, async (page) => {
    await page.getByText('1 of 1 drawn').waitFor();
    await page.getByRole('button', { name: 'Options of the run list' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'New runs as they appear' }).click();
    // The rule counts in whole seconds.
    await page.waitForTimeout(1100);
    writeRun(logdir, 'new');
    await page.getByText('1 of 2 drawn').waitFor();
    assert.deepEqual(await drawnRuns(page), ['old']);
  });
});

test('folds parts of one run into a row, opens it, and lets them be separate', async (t) => {
  const { url } = await serveRuns(t, 'fit/train', 'fit/validation', 'other');
  await visitPage(url, async (page) => {
    const fold = page.getByRole('treeitem', { name: 'fit/, 2 runs' });
    await fold.waitFor();
    assert.equal(await page.getByRole('treeitem').count(), 2);
    await page.getByRole('checkbox', { name: 'Show all runs in fit/' }).click();
    await page.getByText('1 of 3 drawn').waitFor();
    await fold.click();
    await page.getByRole('treeitem', { name: 'fit/validation' }).waitFor();
    await page.getByRole('button', { name: 'Options of the run list' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Fold parts' }).click();
    await page.waitForURL((address) => address.searchParams.get('fold') === '0');
    assert.equal(await fold.locator('.badge').count(), 0);
  });
});

test('is worked with the keyboard alone', async (t) => {
  const { url } = await serveRuns(t, 'a', 'b', 'c');
  await visitPage(url, async (page) => {
    const tree = page.getByRole('tree', { name: 'Runs' });
    await tree.focus();
    for (const key of ['ArrowDown', 'ArrowDown', ' ']) await page.keyboard.press(key);
    await page.getByText('2 of 3 drawn').waitFor();
    assert.deepEqual(await drawnRuns(page), ['a', 'c']);
    for (const key of ['End', 'o']) await page.keyboard.press(key);
    await page.getByText('1 of 3 drawn').waitFor();
    assert.deepEqual(await drawnRuns(page), ['c']);
    await page.keyboard.press('[');
    await tree.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Runs 1/3' }).click();
    await tree.waitFor();
  });
});

test('goes from card to card by J and K', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(logdir);
  for (let tag = 0; tag < 30; tag++) writer.scalar(`tag_${tag}`, 1, 1);
  writer.close();
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    const card = (tag: number): Locator => page.getByRole('figure', { name: new RegExp(`^tag_${tag}\\b`) });
    const hasFocus = (of: Locator): Promise<boolean> => of.evaluate((one) => one.matches(':focus'));
    await card(0).waitFor();
    await page.keyboard.press('j');
    assert.ok(await hasFocus(card(0)));
    await page.keyboard.press('k');
    assert.ok(await hasFocus(card(0)));
    for (let step = 0; step < 29; step++) await page.keyboard.press('j');
    assert.ok(await hasFocus(card(29)));
    const { y = NaN, height = NaN } = (await card(29).boundingBox()) ?? {};
    assert.ok(y > 0 && y + height <= 900, `${y} ${height}`);
    await page.keyboard.press('k');
    assert.ok(await hasFocus(card(28)));
  });
});

test('draws, hides, isolates and closes folders of runs, and keeps that in the address', async (t) => {
  const { url } = await serveRuns(t, 'exp/a/s0', 'exp/a/s1', 'exp/b/s0', 'other');
  await visitPage(url, async (page) => {
    const folder = (name: string): Locator => page.getByRole('treeitem', { name: `${name}, `, exact: false });
    await page.getByRole('checkbox', { name: 'Show all runs in exp/a/' }).click();
    await page.getByText('2 of 4 drawn').waitFor();
    await waitForQuery(page, '?runs=.exp/a/');
    assert.deepEqual(await drawnRuns(page), ['exp/b/s0', 'other']);
    assert.equal(await folder('exp/').first().getAttribute('aria-checked'), 'mixed');
    await folder('exp/a/').click();
    await page.getByRole('treeitem', { name: 'exp/a/s0' }).waitFor({ state: 'detached' });
    await page.waitForURL((address) => address.searchParams.has('run-folders'));
    await page.reload();
    await page.getByText('2 of 4 drawn').waitFor();
    assert.equal(await page.getByRole('treeitem', { name: 'exp/a/s0' }).count(), 0);
    const tree = page.getByRole('tree', { name: 'Runs' });
    await tree.focus();
    // To "exp/", on to "exp/a/", open it, and show only that; then back up to "exp/" and draw all of it.
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'o']) await page.keyboard.press(key);
    await page.getByText('2 of 4 drawn').waitFor();
    assert.deepEqual(await drawnRuns(page), ['exp/a/s0', 'exp/a/s1']);
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', ' '])
      await page.keyboard.press(key);
    await page.getByText('3 of 4 drawn').waitFor();
  });
});

test('sorts runs by the heads of its columns', async (t) => {
  const { url } = await serveRuns(t, 'b10', 'b9', 'a');
  await visitPage(url, async (page) => {
    const names = (): Promise<(string | null)[]> =>
      page.getByRole('treeitem').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    await page.getByRole('button', { name: 'Start ↓' }).click();
    await page.getByRole('button', { name: 'Start ↑' }).click();
    await page.getByRole('button', { name: 'Name ↓' }).waitFor();
    assert.deepEqual(await names(), ['a', 'b9', 'b10']);
    await waitForQuery(page, '?run-order=name');
    await page.reload();
    await page.getByRole('button', { name: 'Name ↓' }).waitFor();
    assert.deepEqual(await names(), ['a', 'b9', 'b10']);
  });
});

test('shows a new run, and loses one whose folder is deleted, by itself', async (t) => {
  const { url, logdir } = await serveRuns(t, 'old');
  await visitPage(url, async (page) => {
    await page.getByRole('treeitem', { name: 'old' }).waitFor();
    writeRun(logdir, HOSTILE_NAME);
    await page.getByRole('treeitem', { name: HOSTILE_NAME }).waitFor();
    rmSync(join(logdir, 'old'), { recursive: true });
    await page.getByRole('treeitem', { name: 'old' }).waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
  });
});

test('keeps its place and what is drawn while runs come and go above', async (t) => {
  const names = Array.from({ length: 60 }, (_, index) => `run-${String(index).padStart(2, '0')}`);
  const { url, logdir } = await serveRuns(t, ...names);
  await visitPage(`${url}?run-order=name&runs=!run-50`, async (page) => {
    await page.getByText('59 of 60 drawn').waitFor();
    const tree = page.getByRole('tree', { name: 'Runs' });
    // Rows take their places in the frame after the scroll.
    await tree.evaluate(async (element) => {
      element.scrollTop = 28 * 25;
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    });
    const placeOf = (name: string): Promise<number | undefined> =>
      page
        .getByRole('treeitem', { name, exact: true })
        .boundingBox()
        .then((box) => box?.y);
    await page.getByRole('treeitem', { name: 'run-30', exact: true }).waitFor();
    const before = await placeOf('run-30');
    rmSync(join(logdir, 'run-03'), { recursive: true });
    await page.getByText('58 of 59 drawn').waitFor();
    assert.equal(await placeOf('run-30'), before);
    for (const name of ['run-001', 'run-002']) writeRun(logdir, name);
    await page.getByText('60 of 61 drawn').waitFor();
    assert.equal(await placeOf('run-30'), before);
  });
});

test('waits for a logdir that does not exist, and for its first file', async (t) => {
  const logdir = join(makeTempDir(t), 'later');
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await page.getByText('later does not exist yet').waitFor();
    writeRun(logdir, 'first');
    await page.getByRole('treeitem', { name: 'first' }).waitFor();
  });
});

test('names data that no dashboard shows, and files that are damaged', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge-hostile')]);
  await visitPage(url, async (page) => {
    await page.getByRole('button', { name: /13 images.*not shown yet/ }).click();
    await page.getByRole('listitem').filter({ hasText: '1 audio clip' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '7 problems' }).click();
    await page.getByRole('button', { name: 'Copy report' }).waitFor();
  });
});

test('says that the connection is lost and goes on when the server is back', async (t) => {
  const server = await serveRuns(t, 'a');
  await visitPage(
    server.url,
    async (page) => {
      await page.getByRole('figure', { name: 'loss' }).waitFor();
      await server.kill('SIGKILL');
      await page.getByText('Connection lost').waitFor();
      writeRun(server.logdir, 'b');
      await startServer(t, [server.logdir, '--port', new URL(server.url).port]);
      // It may have found the server by itself.
      await page.getByText('2 of 2 drawn').waitFor();
      await page.getByText('Connection lost').waitFor({ state: 'detached' });
    },
    { expectedError: /ERR_CONNECTION|WebSocket/ },
  );
});

test('follows the system, and keeps the choice of a theme over a reload', async (t) => {
  const { url } = await startServer(t, [makeTempDir(t), '--window_title', 'Mine']);
  await visitPage(
    url,
    async (page) => {
      await page.getByText('No events files').waitFor();
      await waitForTheme(page, 'dark');
      // The server says it with its status, which may come after the catalogue.
      await page.waitForFunction(() => document.title === 'Mine');
      await page.emulateMedia({ colorScheme: 'light' });
      await waitForTheme(page, 'light');
      for (const key of ['Shift+T', 'Shift+T']) await page.keyboard.press(key);
      await waitForTheme(page, 'dark');
      await page.reload();
      await waitForTheme(page, 'dark');
    },
    { colorScheme: 'dark' },
  );
});

test('works under a path prefix', async (t) => {
  const logdir = makeTempDir(t);
  writeRun(logdir, 'a');
  const { url } = await startServer(t, [logdir, '--path_prefix', '/some/where']);
  // Without the slash at its end too, as people type it.
  await visitPage(url.replace(/\/$/, ''), async (page) => {
    await page.getByText('1 of 1 drawn').waitFor();
  });
});

test('says what it does not know, and leads on', async (t) => {
  const { url } = await serveRuns(t, 'a');
  await visitPage(`${url}?dash=flamegraph`, async (page) => {
    await page.getByText('There is no dashboard “flamegraph”').waitFor();
    await page.getByRole('button', { name: 'Open Scalars' }).click();
    await page.getByRole('tab', { name: 'Scalars', selected: true }).waitFor();
    await page.goBack();
    await page.getByText('There is no dashboard “flamegraph”').waitFor();
  });
});

test('makes the run list a drawer on a narrow page', async (t) => {
  const { url } = await serveRuns(t, 'a');
  await visitPage(
    url,
    async (page) => {
      await page.getByRole('button', { name: 'Runs 1/1' }).click();
      await page.getByRole('treeitem', { name: 'a' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('treeitem', { name: 'a' }).waitFor({ state: 'detached' });
    },
    { viewport: { width: 800, height: 600 } },
  );
});

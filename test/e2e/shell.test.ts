import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { fixturePath } from '../support/fixtures.ts';
import { openPage } from '../support/open-page.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const HOSTILE_NAME = '<img src=x onerror="window.hacked = 1">';

function writeRun(logdir: string, name: string, tags: readonly string[] = ['loss']): SummaryWriter {
  const writer = new SummaryWriter(join(logdir, name));
  for (const tag of tags) writer.scalar(tag, 1, 0);
  return writer;
}

/** A logdir with these runs, served and opened. */
async function openRuns(
  t: TestContext,
  names: readonly string[],
  query = '',
): Promise<{ page: Page; logdir: string }> {
  const logdir = makeTempDir(t);
  for (const name of names) writeRun(logdir, name).close();
  const { url } = await startServer(t, [logdir]);
  return { page: await openPage(t, url + query), logdir };
}

/** The check box of a run. */
function box(page: Page, name: string) {
  return page.getByRole('checkbox', { name: `Show ${name}`, exact: true });
}

async function drawnRuns(page: Page): Promise<string[]> {
  const rows = page.getByRole('treeitem', { checked: true });
  return Promise.all((await rows.all()).map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
}

async function waitForQuery(page: Page, query: string): Promise<void> {
  await page.waitForURL((url) => url.search === query);
}

test('draws, hides and isolates runs, and keeps that in the address', async (t) => {
  const { page } = await openRuns(t, ['a', 'b', 'c'], '?kept=1');
  await box(page, 'b').click();
  await waitForQuery(page, '?kept=1&runs=!b');
  assert.deepEqual(await drawnRuns(page), ['a', 'c']);
  await page.reload();
  await page.getByText('2 of 3 drawn').waitFor();
  await page.getByRole('treeitem', { name: 'b' }).dblclick();
  await page.getByText('1 of 3 drawn').waitFor();
  assert.deepEqual(await drawnRuns(page), ['b']);
  await page.getByRole('treeitem', { name: 'b' }).dblclick();
  await page.getByText('3 of 3 drawn').waitFor();
  await waitForQuery(page, '?kept=1');
});

test('filters what is listed without touching what is drawn, then draws or hides all of it', async (t) => {
  const { page } = await openRuns(t, ['adamw/s0', 'adamw/s1', 'lion/s0']);
  const filter = page.getByRole('textbox', { name: 'Filter runs' });
  await filter.fill('ADAM');
  await page.getByText('1 hidden by the filter').waitFor();
  await page.getByText('3 of 3 drawn').waitFor();
  await filter.fill('adam(');
  await page.getByText('Not a regular expression: Unterminated group').waitFor();
  assert.equal(await page.getByRole('treeitem').count(), 2);
  await filter.fill('adam');
  await page.getByRole('checkbox', { name: 'Hide the filtered 2 runs' }).click();
  await page.getByText('1 of 3 drawn').waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  assert.deepEqual(await drawnRuns(page), ['lion/s0']);
  await page.getByRole('checkbox', { name: 'Draw all 3 runs' }).click();
  await page.getByText('3 of 3 drawn').waitFor();
});

test('is worked with the keyboard alone', async (t) => {
  const { page } = await openRuns(t, ['a', 'b', 'c']);
  await page.getByRole('tree', { name: 'Runs' }).focus();
  for (const key of ['ArrowDown', 'ArrowDown', ' ']) await page.keyboard.press(key);
  await page.getByText('2 of 3 drawn').waitFor();
  assert.deepEqual(await drawnRuns(page), ['a', 'c']);
  for (const key of ['End', 'o']) await page.keyboard.press(key);
  await page.getByText('1 of 3 drawn').waitFor();
  assert.deepEqual(await drawnRuns(page), ['c']);
  await page.keyboard.press('[');
  await page.getByRole('tree', { name: 'Runs' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Runs 1/3' }).click();
  await page.getByRole('tree', { name: 'Runs' }).waitFor();
});

test('shows a new run, and loses one whose folder is deleted, by itself', async (t) => {
  const { page, logdir } = await openRuns(t, ['old']);
  await page.getByRole('treeitem', { name: 'old' }).waitFor();
  writeRun(logdir, HOSTILE_NAME).close();
  await page.getByRole('treeitem', { name: HOSTILE_NAME }).waitFor();
  rmSync(join(logdir, 'old'), { recursive: true });
  await page.getByRole('treeitem', { name: 'old' }).waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => 'hacked' in window), false);
});

test('waits for a logdir that does not exist, and for its first file', async (t) => {
  const logdir = join(makeTempDir(t), 'later');
  const { url } = await startServer(t, [logdir]);
  const page = await openPage(t, url);
  await page.getByText('later does not exist yet').waitFor();
  writeRun(logdir, 'first').close();
  await page.getByRole('treeitem', { name: 'first' }).waitFor();
});

test('names data that no dashboard shows', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge-hostile')]);
  const page = await openPage(t, url);
  const note = page.getByRole('button', { name: /13 images.*not shown yet/ });
  await note.click();
  await page.getByRole('listitem').filter({ hasText: '1 audio clip' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '7 problems' }).click();
  await page.getByRole('button', { name: 'Copy report' }).waitFor();
});

test('says that the connection is lost and goes on when the server is back', async (t) => {
  const logdir = makeTempDir(t);
  writeRun(logdir, 'a').close();
  const server = await startServer(t, [logdir]);
  const page = await openPage(t, server.url, { expectedError: /ERR_CONNECTION|WebSocket/ });
  await page.getByText('1 of 1 drawn').waitFor();
  await server.kill('SIGKILL');
  await page.getByText('Connection lost').waitFor();
  writeRun(logdir, 'b').close();
  await startServer(t, [logdir, '--port', new URL(server.url).port]);
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.getByText('2 of 2 drawn').waitFor();
  await page.getByText('Connection lost').waitFor({ state: 'detached' });
});

test('follows the system, and the choice of a theme over a reload', async (t) => {
  const logdir = makeTempDir(t);
  const { url } = await startServer(t, [logdir, '--path_prefix', '/some/where', '--window_title', 'Mine']);
  const page = await openPage(t, url, { colorScheme: 'dark' });
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  await page.getByText('No events files').waitFor();
  assert.equal(await theme(), 'dark');
  assert.equal(await page.title(), 'Mine');
  await page.emulateMedia({ colorScheme: 'light' });
  assert.equal(await theme(), 'light');
  await page.keyboard.press('Shift+T');
  await page.keyboard.press('Shift+T');
  assert.equal(await theme(), 'dark');
  await page.reload();
  assert.equal(await theme(), 'dark');
});

test('says what it does not know, and leads on', async (t) => {
  const { page } = await openRuns(t, ['a'], '?dash=flamegraph');
  await page.getByText('There is no dashboard “flamegraph”').waitFor();
  await page.getByRole('button', { name: 'Open Scalars' }).click();
  await page.getByRole('tab', { name: 'Scalars', selected: true }).waitFor();
  await page.goBack();
  await page.getByText('There is no dashboard “flamegraph”').waitFor();
});

test('makes the run list a drawer on a narrow page', async (t) => {
  const logdir = makeTempDir(t);
  writeRun(logdir, 'a').close();
  const { url } = await startServer(t, [logdir]);
  const page = await openPage(t, url, { viewport: { width: 800, height: 600 } });
  await page.getByRole('button', { name: 'Runs 1/1' }).click();
  await page.getByRole('treeitem', { name: 'a' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('treeitem', { name: 'a' }).waitFor({ state: 'detached' });
});

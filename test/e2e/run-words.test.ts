import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

function writeRuns(logdir: string, ...names: readonly string[]): void {
  for (const name of names) {
    const writer = new SummaryWriter(join(logdir, name));
    writer.scalar('loss', 1, 0);
    writer.close();
  }
}

/** Opens the menu of a run with the pointer, and chooses. */
async function choose(page: Page, run: string, item: string): Promise<void> {
  await page.getByRole('treeitem', { name: run, exact: true }).click({ button: 'right' });
  await page
    .getByRole('menuitem', { name: item })
    .or(page.getByRole('menuitemcheckbox', { name: item }))
    .click();
}

test('shows what is said about a run on every page that is open, and after a restart', async (t) => {
  const logdir = makeTempDir(t);
  writeRuns(logdir, 'a', 'b');
  const args = [logdir, '--views_file', join(makeTempDir(t), 'views.json')];
  const server = await startServer(t, args);
  await visitPage(
    server.url,
    async (page) => {
      const other = await page.context().newPage();
      await other.goto(server.url);
      await other.getByText('2 of 2 drawn').waitFor();
      await choose(page, 'a', 'Alias');
      await page.getByLabel('Alias').fill('the best');
      await page.getByRole('radio', { name: 'Colour 9' }).click();
      await page.getByLabel('Labels').fill('paper');
      await page.keyboard.press('Enter');
      await page.getByLabel('Note').fill('kept for the <b>paper</b>');
      await page.getByRole('button', { name: 'Close' }).click();
      const row = other.getByRole('treeitem', { name: 'a', exact: true });
      await row.filter({ hasText: 'the best' }).filter({ hasText: 'paper' }).waitFor();
      await row.locator('.name[title*="<b>paper</b>"]').waitFor();
      assert.match((await row.locator('rl-swatch i').getAttribute('style')) ?? '', /--rl-run-9\b/);
      await other.getByRole('textbox', { name: 'Find runs' }).fill('label:paper best');
      await other.getByText('1 of 2 shown').waitFor();
      await other.close();
      await server.kill('SIGKILL');
      await startServer(t, [...args, '--port', new URL(server.url).port]);
      await page.reload();
      await page.getByRole('treeitem', { name: 'a', exact: true }).filter({ hasText: 'the best' }).waitFor();
    },
    { expectedError: /ERR_CONNECTION|WebSocket/ },
  );
});

test('puts runs away, lists them when they are asked for, and takes them back', async (t) => {
  const logdir = makeTempDir(t);
  writeRuns(logdir, 'a', 'b', 'c');
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await choose(page, 'a', 'Archive this run');
    await page.getByText('2 of 2 drawn').waitFor();
    await choose(page, 'b', 'Hide this run');
    await page.getByText('1 of 1 drawn').waitFor();
    await page.getByRole('button', { name: '2 put away' }).click();
    await page.getByText('2 of 3 shown').waitFor();
    await choose(page, 'a', 'Archive this run');
    await page.getByText('2 of 2 drawn').waitFor();
  });
});

test('opens the menu and what is said of a run with keys', async (t) => {
  const logdir = makeTempDir(t);
  writeRuns(logdir, 'a', 'b');
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await page.getByRole('tree', { name: 'Runs' }).focus();
    for (const key of ['ArrowDown', 'm', 'Enter']) await page.keyboard.press(key);
    await page.getByText('1 of 2 drawn').waitFor();
    await page.getByRole('tree', { name: 'Runs' }).focus();
    await page.keyboard.press('e');
    await page.getByRole('dialog', { name: 'a' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'a' }).waitFor({ state: 'detached' });
  });
});

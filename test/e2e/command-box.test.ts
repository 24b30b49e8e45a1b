import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

async function serve(t: TestContext): Promise<string> {
  const logdir = makeTempDir(t);
  for (const name of ['a', 'b']) {
    const writer = new SummaryWriter(join(logdir, name));
    for (const tag of ['train/loss', 'val/loss']) writer.scalar(tag, 1, 0);
    writer.close();
  }
  return (await startServer(t, [logdir, '--views_file', join(makeTempDir(t), 'views.json')])).url;
}

test('finds tags, runs, dashboards and commands by words, with keys alone', async (t) => {
  await visitPage(await serve(t), async (page) => {
    await page.getByRole('figure', { name: 'val/loss' }).waitFor();
    const find = async (words: string, option: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Tag, run or command' }).waitFor();
      await page.keyboard.type(words);
      await page.getByRole('option', { name: option, selected: true }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('combobox').waitFor({ state: 'detached' });
    };
    await find('loss val', 'Tag val/loss');
    await page.getByRole('figure', { name: 'train/loss' }).waitFor({ state: 'detached' });
    await find('b', 'Run b');
    await page.getByText('1 of 2 drawn').waitFor();
    await find('no run', 'Command Draw no run');
    await page.getByText('0 of 2 drawn').waitFor();
    await find('theme dark', 'Command Theme: dark');
    await page.locator('html[data-theme="dark"]').waitFor();
  });
});

test('goes back and forward through what was drawn', async (t) => {
  await visitPage(await serve(t), async (page) => {
    await page.getByRole('checkbox', { name: 'Show a' }).click();
    await page.getByText('1 of 2 drawn').waitFor();
    await page.getByRole('checkbox', { name: 'Show b' }).click();
    await page.getByText('0 of 2 drawn').waitFor();
    await page.goBack();
    await page.getByText('1 of 2 drawn').waitFor();
    await page.goBack();
    await page.getByText('2 of 2 drawn').waitFor();
    await page.goForward();
    await page.getByText('1 of 2 drawn').waitFor();
  });
});

test('saves a view under a name, opens it, renames it, and shows it at the bare address', async (t) => {
  const url = await serve(t);
  await visitPage(`${url}?axis=wall&runs=!a&tagFilter=val`, async (page) => {
    await page.getByText('1 of 2 drawn').waitFor();
    await page.keyboard.press('v');
    await page.getByLabel('Name of this view').waitFor();
    await page.keyboard.type('Only b');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename Only b' }).click();
    await page.getByLabel('New name of Only b').fill('b alone');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Show b alone at the bare address' }).click();
    await page.getByText('default', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.goto(`${url}?axis=step`);
    await page.getByText('2 of 2 drawn').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Tag, run or command' }).waitFor();
    await page.keyboard.type('b alone');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 2 drawn').waitFor();
    await page.waitForURL((address) => address.search === '?axis=wall&runs=!a&tagFilter=val');
    await page.goto(url);
    await page.getByText('1 of 2 drawn').waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Wall' }).getAttribute('aria-checked'), 'true');
    await page.keyboard.press('v');
    await page.getByRole('button', { name: 'Delete b alone' }).click();
    await page.getByText('“b alone” is deleted.').waitFor();
  });
});

test('lists its keys', async (t) => {
  await visitPage(await serve(t), async (page) => {
    await page.getByRole('figure', { name: 'val/loss' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.getByText('Only this', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await page.locator('rl-run-list rl-text-field:focus-within').waitFor();
    await page.keyboard.type('b');
    await page.getByText('1 of 2 shown').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tree', { name: 'Runs' }).focus();
    await page.keyboard.press('/');
    await page.locator('rl-tag-filter:focus-within').waitFor();
    await page.keyboard.type('train');
    await page.getByRole('figure', { name: 'val/loss' }).waitFor({ state: 'detached' });
  });
});

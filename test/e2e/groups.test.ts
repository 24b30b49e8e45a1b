import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { readDownload } from '../support/read-download.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

test('draws groups as lines with bands, tells how many count, and shows single runs under the pointer', async (t) => {
  const logdir = makeTempDir(t);
  for (const [index, name] of ['lr1-s0', 'lr1-s1', 'lr2-s0', 'other'].entries()) {
    const writer = new SummaryWriter(join(logdir, name));
    for (let step = 0; step < 20; step++) writer.scalar('loss', index, step);
    writer.close();
  }
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}?smoothing=0`, async (page) => {
    await page.getByRole('figure', { name: 'loss' }).waitFor();
    await page.getByRole('button', { name: 'Group none' }).click();
    await page.getByRole('radio', { name: 'Expression' }).click();
    await page.getByRole('textbox', { name: 'Expression that is found in names' }).fill('(lr\\d)-');
    await page.getByText('2 groups · 1 drawn run in none').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL((address) => address.searchParams.get('groupBy') === 're:(lr\\d)-');
    await page.reload();
    await page.getByRole('figure', { name: 'loss' }).and(page.locator('[aria-busy="false"]')).waitFor();
    const plot = await page.locator('rl-line-chart').boundingBox();
    assert.ok(plot);
    // The first group is at 0.5 ± 0.5, the second at 2.
    await page.mouse.move(plot.x + plot.width / 2, plot.y + plot.height * 0.6);
    await page.mouse.move(plot.x + plot.width / 2, plot.y + plot.height * 0.65);
    const row = page.locator('rl-point-tip tr').filter({ hasText: 'lr1' }).first();
    await row.waitFor();
    const cells = await row.locator('td').allInnerTexts();
    assert.deepEqual(cells.slice(2), ['0.5000', '0.0000', '1.0000', '2']);
    await page.locator('rl-point-tip tr').filter({ hasText: 'lr1-s1' }).waitFor();
    await page.mouse.move(plot.x + plot.width / 2, plot.y - 10);
    await page.getByRole('figure', { name: 'loss' }).getByRole('button', { name: 'More' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV, groups and bands' }).click();
    const csv = await readDownload(await download);
    assert.equal(csv.length, 1 + 2 * 20);
    assert.deepEqual(csv.slice(0, 2), ['group,x,n,left_out,centre,low,high,spread', 'lr1,0,2,0,0.5,0,1,0.5']);
    await page.getByRole('button', { name: 'Group by name' }).click();
    await page.getByRole('radio', { name: 'None' }).click();
    await page.waitForURL((address) => !address.searchParams.has('groupBy'));
  });
});

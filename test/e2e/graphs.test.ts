import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { fixturePath } from '../support/fixtures.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

/** The figure once it has drawn. */
async function drawnFigure(page: Page, label: string): Promise<Locator> {
  const figure = page.locator(`[role="figure"][aria-label^="${label}"]`);
  await figure.and(page.locator('[aria-busy="false"]')).waitFor();
  return figure;
}

/** A node by the beginning of its name for screen readers: "weights,". */
function nodeOf(page: Page, name: string): Locator {
  return page.locator(`[role="treeitem"][aria-label^="${name}"]`);
}

/** Where the drawing of a node begins on the screen. */
async function placeOf(page: Page, name: string): Promise<{ readonly x: number; readonly y: number }> {
  return nodeOf(page, name).evaluate((node) => {
    const { e, f } = (node as SVGGElement).getScreenCTM() ?? { e: 0, f: 0 };
    return { x: e, y: f };
  });
}

test('draws the graph of a run, some of its scopes open', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    await page.getByText('70 nodes').waitFor();
    await page.getByText('87 edges').waitFor();
    assert.equal(await nodeOf(page, 'linear_model,').getAttribute('aria-expanded'), 'true');
    assert.equal(await nodeOf(page, 'optimizer,').getAttribute('aria-expanded'), 'false');
  });
});

test('opens and closes scopes, and a link shows the same again', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs&open=`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    assert.equal(await page.getByRole('treeitem').count(), 5);
    await nodeOf(page, 'linear_model,').dblclick();
    await nodeOf(page, 'weights,').locator('.toggle').click();
    await nodeOf(page, '(weights), VariableV2').waitFor();
    await nodeOf(page, 'predict,').click();
    await page.getByRole('region', { name: 'Facts' }).getByText('AddV2').waitFor();
    await page.waitForURL(/predict/);
    await page.goto(page.url());
    await drawnFigure(page, 'Graph of .');
    await nodeOf(page, '(weights), VariableV2').waitFor();
    assert.equal(await nodeOf(page, 'predict,').getAttribute('aria-selected'), 'true');
    await page.getByRole('button', { name: 'Close all' }).click();
    await nodeOf(page, 'predict,').waitFor({ state: 'detached' });
    assert.equal(await nodeOf(page, 'linear_model,').getAttribute('aria-selected'), 'true');
  });
});

test('keeps a scope under the pointer that opens and closes it', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs&open=linear_model`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    // Chosen first: what tells about it may push it aside once.
    await nodeOf(page, 'optimizer,').click();
    await page.getByRole('complementary').waitFor();
    for (const isOpen of [true, false, true]) {
      const before = await placeOf(page, 'optimizer,');
      await page.mouse.click(before.x + 16, before.y + 18);
      await page.locator(`[aria-label^="optimizer,"][aria-expanded="${isOpen}"]`).waitFor();
      const after = await placeOf(page, 'optimizer,');
      assert.ok(Math.hypot(after.x - before.x, after.y - before.y) < 0.5);
    }
  });
});

test('opens a call in its place, and a link shows the same again', async (t) => {
  const { url } = await startServer(t, [fixturePath('tf2-writer')]);
  await visitPage(`${url}?dash=graphs&open=while`, async (page) => {
    await drawnFigure(page, 'Graph of graph');
    await nodeOf(page, '(while),').dblclick();
    await page.getByRole('region', { name: 'Facts' }).getByText('while_cond').waitFor();
    await nodeOf(page, 'body,').dblclick();
    await nodeOf(page, 'while_identity, output_arg').waitFor();
    // What is open counts nowhere else.
    await page.getByText('27 nodes').waitFor();
    await page.waitForURL(/body/);
    await page.goto(page.url());
    await drawnFigure(page, 'Graph of graph');
    await nodeOf(page, 'while_identity, output_arg').waitFor();
  });
});

test('finds a node inside closed scopes and shows it', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs&open=`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    await page.keyboard.press('/');
    await page.keyboard.type('update_linear_model applygradient');
    await page.getByRole('status').getByText('2 nodes').waitFor();
    assert.equal(await page.getByRole('listbox').getByRole('option').count(), 2);
    await page.keyboard.press('Enter');
    const found = page.locator('[role="treeitem"][aria-selected="true"]');
    await found.waitFor();
    assert.match((await found.getAttribute('aria-label')) ?? '', /ApplyGradientDescent$/);
    await page.getByRole('complementary').getByText('use_locking').waitFor();
  });
});

test('is walked by keyboard', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs&open=original_data`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    const chosen = page.locator('[role="treeitem"]:focus');
    await nodeOf(page, 'x, Const').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.match((await chosen.getAttribute('aria-label')) ?? '', /^y,/);
    await page.keyboard.press('Enter');
    await nodeOf(page, '(y), Add').waitFor();
    await page.keyboard.press('Escape');
    await nodeOf(page, '(y), Add').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    assert.match((await chosen.getAttribute('aria-label')) ?? '', /^original_data,/);
  });
});

test('shows graphs of functions, of Keras and of PyTorch', async (t) => {
  const tensorflow = await startServer(t, [fixturePath('tf2-writer')]);
  await visitPage(`${tensorflow.url}?dash=graphs`, async (page) => {
    await drawnFigure(page, 'Graph of graph');
    await nodeOf(page, 'while_body').waitFor();
    await page.getByRole('combobox', { name: /^Graph/ }).selectOption('net_trace');
    await drawnFigure(page, 'Graph of graph, net_trace');
    await nodeOf(page, 'graph_2,').waitFor();
  });
  const keras = await startServer(t, [fixturePath('keras-mnistlike')]);
  await visitPage(`${keras.url}?dash=graphs`, async (page) => {
    await drawnFigure(page, 'Graph of train, keras');
    await nodeOf(page, 'conv1, Conv2D').waitFor();
  });
  const torch = await startServer(t, [fixturePath('torch-writer')]);
  await visitPage(`${torch.url}?dash=graphs`, async (page) => {
    await drawnFigure(page, 'Graph of main');
    await page.getByRole('button', { name: '1 warning' }).click();
    await page.getByText('22 inputs come from nodes that are not in the graph').waitFor();
  });
});

test('says what is wrong with graphs that cannot be drawn', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge')]);
  await visitPage(`${url}?dash=graphs&graphRun=graphs/broken`, async (page) => {
    await drawnFigure(page, 'Graph of graphs/broken');
    await page.getByRole('heading', { name: 'This graph is damaged' }).waitFor();
    await page.goto(`${url}?dash=graphs&graphRun=graphs/empty`);
    await page.getByRole('heading', { name: 'This graph is empty' }).waitFor();
    await page.goto(`${url}?dash=graphs&graphRun=nowhere`);
    await page.getByRole('heading', { name: 'That graph is not there' }).waitFor();
    await page.getByRole('button', { name: 'Show the first graph' }).click();
    await drawnFigure(page, 'Graph of graphs/');
  });
});

test('shows a graph that is written while the page is open', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'a'));
  t.after(() => writer.close());
  writer.scalar('loss', 1, 0);
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}?dash=graphs&graphRun=a`, async (page) => {
    await page.getByText('Graph', { exact: true }).first().waitFor();
    writer.graph({ node: [{ name: 'late/x', op: 'Placeholder' }] });
    await drawnFigure(page, 'Graph of a');
    await nodeOf(page, 'x, Placeholder').waitFor();
  });
});

test('colours by compute time from run metadata, and lists the costliest nodes', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('combobox', { name: 'Run metadata' }).selectOption('step0999');
    const rows = page.getByRole('table', { name: 'Costliest nodes' }).getByRole('row');
    await rows.nth(2).waitFor();
    await page.getByRole('img', { name: /^Compute time, from 0 µs/ }).waitFor();
    await page.waitForURL(/graphProfile=step0999/);
    await page.keyboard.press('Escape');
    await rows.nth(1).getByRole('button').click();
    await page.getByRole('complementary', { name: 'Details' }).getByText('Compute time').waitFor();
  });
});

test('traces inputs and sets a node aside', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs&open=linear_model&node=linear_model/mul`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    await page.getByRole('button', { name: 'Trace inputs' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /Inputs: \d+ nodes/ })
      .waitFor();
    await page.locator('[role="treeitem"].traced[aria-label^="weights,"]').waitFor();
    await page.locator('[role="treeitem"].faded[aria-label^="loss,"]').waitFor();
    await page.getByRole('button', { name: 'End the trace' }).click();
    await page.locator('[role="treeitem"].faded').first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Set aside' }).click();
    await page.locator('[role="treeitem"].auxiliary[aria-label^="mul,"]').waitFor();
    await page.waitForURL(/aux=linear_model\/mul/);
  });
});

test('shows edges under the pointer, offers what can be done with a node, and finds the nodes of a colour', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs&open=&graphColour=tpu`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    await nodeOf(page, 'loss,').hover();
    await page.locator('.hover .near').first().waitFor({ state: 'attached' });
    await nodeOf(page, 'linear_model,').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open' }).click();
    await nodeOf(page, 'predict,').waitFor();
    await nodeOf(page, 'original_data,').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Trace inputs' }).click();
    await page.getByRole('status').getByText('Inputs: 5 nodes').waitFor();
    await page.getByRole('button', { name: /^incompatible \(/ }).click();
    await page.getByRole('listbox').getByRole('option').first().waitFor();
  });
});

test('draws edges upwards, and is walked that way', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs&open=original_data&graphDirection=up`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    await nodeOf(page, 'x, Const').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const chosen = page.locator('[role="treeitem"]:focus');
    assert.match((await chosen.getAttribute('aria-label')) ?? '', /^y,/);
    const [below, above] = [await nodeOf(page, 'x, Const').boundingBox(), await chosen.boundingBox()];
    assert.ok(below && above && above.y < below.y);
  });
});

test('opens a file from the disk, and saves what is open', async (t) => {
  const { url } = await startServer(t, [fixturePath('seed-linear')]);
  await visitPage(`${url}?dash=graphs`, async (page) => {
    await drawnFigure(page, 'Graph of .');
    const text = Array.from({ length: 6 }, (_none, n) => `node { name: "s/layer_${n}" op: "MatMul" }`).join(
      '\n',
    );
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'mine.pbtxt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await nodeOf(page, 'layer_[0-5],').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'What is open as Graphviz DOT' }).click();
    assert.equal((await saving).suggestedFilename(), 'graph.dot');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const picture = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Picture as PNG' }).click();
    assert.equal((await picture).suggestedFilename(), 'graph.png');
  });
});

test('shows the numbers of a node, and how two runs differ', async (t) => {
  const logdir = makeTempDir(t);
  for (const [run, op] of [
    ['a', 'Add'],
    ['b', 'Mul'],
  ] as const) {
    const writer = new SummaryWriter(join(logdir, run));
    t.after(() => writer.close());
    writer.graph({
      node: [
        { name: 'layer/x', op },
        { name: run, op: 'Op' },
      ],
    });
    for (let step = 0; step < 5; step++) writer.scalar('layer/x/norm', 0.5 ** step, step);
  }
  const { url } = await startServer(t, [logdir]);
  await visitPage(`${url}?dash=graphs&graphRun=b&graphAgainst=a&node=layer`, async (page) => {
    await drawnFigure(page, 'Graph of b');
    await page.getByRole('button', { name: /^\+1 −1 ~1/ }).waitFor();
    const numbers = page.getByRole('region', { name: 'Numbers of this node' });
    await numbers.getByText('0.06250').waitFor();
    await numbers.getByRole('img', { name: /from 0.06250 to 1.000/ }).waitFor();
  });
});

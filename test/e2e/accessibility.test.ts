import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { fixturePath } from '../support/fixtures.ts';
import { startServer } from '../support/server-process.ts';
import { visitPage } from '../support/visit-page.ts';

/** What axe finds wrong with the page as it is now: "rule: element: what to do". */
async function findViolations(page: Page): Promise<string[]> {
  // As text, so that the page's content security policy does not concern it.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary}`),
    );
  });
  return [...new Set(found)];
}

/** What opens more of the page, by key; Escape closes it again. */
const PANELS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  settings: (page) => page.keyboard.press(']'),
  'the command box': (page) => page.keyboard.press('Control+k'),
  keys: (page) => page.keyboard.press('?'),
  'saved views': (page) => page.keyboard.press('v'),
  groups: (page) => page.keyboard.press('g'),
  'what is said of a run': async (page) => {
    await page.getByRole('tree', { name: 'Runs' }).focus();
    for (const key of ['ArrowDown', 'e']) await page.keyboard.press(key);
  },
  'the menu of a run': async (page) => {
    await page.getByRole('tree', { name: 'Runs' }).focus();
    for (const key of ['ArrowDown', 'm']) await page.keyboard.press(key);
  },
};

/** Dashboards, and what else they may look like. */
const VIEWS = [
  'scalars',
  'scalars&layout=table',
  'scalars&groupBy=all&palette=safe',
  'scalars&runs=none',
  'scalars&kinds=all',
  'histograms',
  'histograms&hview=compare',
  'distributions',
  'graphs',
];

for (const theme of ['light', 'dark'] as const) {
  for (const view of VIEWS) {
    test(`axe finds nothing on ${view}, ${theme}`, async (t) => {
      const { url } = await startServer(t, [fixturePath('seed-linear')]);
      await visitPage(
        `${url}?dash=${view}`,
        async (page) => {
          const isDrawn = page.locator('[role="figure"][aria-busy="false"], td, rl-empty');
          await isDrawn.first().waitFor();
          assert.deepEqual(await findViolations(page), []);
        },
        { colorScheme: theme },
      );
    });
  }

  test(`axe finds nothing on what opens above the page, ${theme}`, async (t) => {
    const { url } = await startServer(t, [fixturePath('seed-linear')]);
    await visitPage(
      `${url}?dash=scalars&run-filter=s&run-column=last:loss`,
      async (page) => {
        await page.locator('[role="figure"][aria-busy="false"]').first().waitFor();
        for (const [name, open] of Object.entries(PANELS)) {
          await open(page);
          await page.waitForTimeout(300);
          assert.deepEqual({ [name]: await findViolations(page) }, { [name]: [] });
          await page.keyboard.press('Escape');
        }
      },
      { colorScheme: theme },
    );
  });
}

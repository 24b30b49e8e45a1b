import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';

/**
 * Opens a page in a browser of its own, which is closed when the test ends. The test fails when the page asked another
 * host for anything, or when an error was in its console, except for those that match `expectedError`.
 */
export async function openPage(
  test: TestContext,
  url: string,
  options: BrowserContextOptions & { readonly expectedError?: RegExp } = {},
): Promise<Page> {
  const { expectedError, ...contextOptions } = options;
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...contextOptions });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expectedError?.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== new URL(url).hostname) complaints.push(request.url());
  });
  test.after(async () => {
    await browser.close();
    assert.deepEqual(complaints, []);
  });
  await page.goto(url);
  return page;
}

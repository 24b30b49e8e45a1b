import assert from 'node:assert/strict';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';

/** Options of the browser's context, and what may be in the console. */
export interface VisitOptions extends BrowserContextOptions {
  /** Errors of the console that are no complaint. */
  readonly expectedError?: RegExp;
}

/**
 * Opens a page in a browser of its own for as long as `visit` takes. Fails when `visit` does, when the page asked another
 * host for anything, or when an error was in its console.
 */
export async function visitPage(
  url: string,
  visit: (page: Page) => Promise<void>,
  { expectedError, ...contextOptions }: VisitOptions = {},
): Promise<void> {
  const browser = await launchBrowser();
  const complaints: string[] = [];
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...contextOptions });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !expectedError?.test(message.text())) complaints.push(message.text());
    });
    page.on('request', (request) => {
      const asked = new URL(request.url());
      // What the page made itself: a picture that it saves.
      const { hostname } = asked.protocol === 'blob:' ? new URL(asked.origin) : asked;
      if (hostname !== new URL(url).hostname) complaints.push(request.url());
    });
    await page.goto(url);
    await visit(page);
  } finally {
    await browser.close();
  }
  assert.deepEqual(complaints, []);
}

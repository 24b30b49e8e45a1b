import type { Download } from 'playwright-core';

/** The lines of a CSV that the browser saves. */
export async function readDownload(download: Download): Promise<string[]> {
  let text = '';
  for await (const chunk of await download.createReadStream()) text += String(chunk);
  return text.trimEnd().split('\r\n');
}

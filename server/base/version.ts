import { readFileSync } from 'node:fs';

/** The version of Runlight, from its package.json three folders above the compiled file (dist/server/base). */
export const VERSION = readVersion();

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  return (manifest as { version: string }).version;
}

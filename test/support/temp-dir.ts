import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A new empty directory, removed when the test ends. Its path has no symbolic links. */
export function makeTempDir(test: TestContext): string {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'runlight-test-'));
  test.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

// `npm test [-- part-of-a-path …]`: builds, runs the compiled tests, and ends with `N passed, N failed`.
//
// Unit tests share one process, since a process for each file costs far more than the tests; end-to-end tests have one
// each, one after the other. A process that ends before all its tests did counts as a failure.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, ROOT } from '../server/build.mjs';

const REPORTER = pathToFileURL(join(ROOT, 'test/reporter.mjs')).href;
const ENTRY = fileURLToPath(new URL('entry.mjs', import.meta.url));
const counts = { passed: 0, failed: 0, skipped: 0 };

try {
  build();
  const files = findTests(process.argv.slice(2));
  const unit = files.filter((file) => !file.startsWith('e2e/'));
  if (unit.length > 0) await runGroup(`${unit.length} unit files`, unit);
  for (const file of files) if (!unit.includes(file)) await runGroup(file, [file]);
  if (files.length === 0) fail('no test file matches');
} catch (error) {
  fail(error.message);
}
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;

/** Paths below test/, "/"-separated and without `.test.ts`: of sources, for dist/ may hold tests that are gone. */
function findTests(filters) {
  return readdirSync(join(ROOT, 'test'), { recursive: true })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => path.replaceAll(sep, '/').replace(/\.test\.ts$/, ''))
    .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
    .sort();
}

/** Runs test files in one process of their own, prints what failed, and adds to the counts. */
async function runGroup(title, files) {
  const started = performance.now();
  const before = { ...counts };
  const paths = files.map((file) => join(ROOT, `dist/test/${file}.test.js`));
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      '--disable-warning=ExperimentalWarning',
      `--test-reporter=${REPORTER}`,
      '--test-reporter-destination=stdout',
      ENTRY,
      ...paths,
    ],
    { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit', 'pipe'] },
  );
  const exit = new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)));
  let running = 'none';
  let hasEnded = false;
  for await (const line of createInterface({ input: child.stdio[3] })) {
    const event = JSON.parse(line);
    if (event.kind === 'start') running = event.name;
    else if (event.kind === 'end') hasEnded = true;
    else if (event.kind === 'note') process.stdout.write(`${event.text}\n`);
    else if (event.kind === 'failed') fail(`${event.file}: ${event.name}\n${indent(event.error)}`);
    else counts[event.kind]++;
  }
  const code = await exit;
  if (!hasEnded)
    fail(`${title}: the process ended (${code}) before its tests did; the last one begun was "${running}"`);
  else if (code !== 0 && counts.failed === before.failed)
    fail(`${title}: no test failed, but the process ended with ${code}`);
  const ran = counts.passed + counts.failed + counts.skipped - before.passed - before.failed - before.skipped;
  const verdict = counts.failed === before.failed ? 'ok' : 'FAILED';
  process.stdout.write(
    `${verdict}  ${title}: ${ran} tests in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
  );
}

function fail(message) {
  counts.failed++;
  process.stdout.write(`\nFAILED  ${message}\n\n`);
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}

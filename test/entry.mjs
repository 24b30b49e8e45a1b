// Runs the test files given as arguments in this process. A file that cannot be loaded is a failed test of its own.
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

for (const path of process.argv.slice(2)) {
  try {
    await import(pathToFileURL(path).href);
  } catch (error) {
    test(`${path} loads`, () => {
      throw error;
    });
  }
}

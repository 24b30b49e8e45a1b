import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countByPlugin } from '../../../web/data/plugin-counts.ts';
import { buildRun } from './build-run.ts';

test('counts different tags and series of each plugin that has any', () => {
  const counts = countByPlugin([
    buildRun(1, 'a', { scalars: ['loss', 'acc'], images: [] }),
    buildRun(2, 'b', { scalars: ['loss'], text: ['note'] }),
  ]);
  assert.deepEqual(
    [...counts],
    [
      ['scalars', { tags: 2, series: 3 }],
      ['text', { tags: 1, series: 1 }],
    ],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dashboard } from '../../../web/data/types.ts';
import { describeUnshown } from '../../../web/shell/unshown-kinds.ts';

const SCALARS: Dashboard = {
  id: 'scalars',
  title: 'Scalars',
  plugins: ['scalars'],
  hasRunList: true,
  element: 'rl-scalars',
  load: () => Promise.resolve(),
};

test('names what no dashboard shows, with its number of series', () => {
  const counts = new Map([
    ['scalars', { tags: 1, series: 9 }],
    ['images', { tags: 3, series: 12 }],
    ['text', { tags: 1, series: 1 }],
    ['debugger-v2', { tags: 1, series: 2 }],
    ['constructor', { tags: 1, series: 1 }],
  ]);
  assert.deepEqual(describeUnshown(counts, [SCALARS]), [
    '12 images',
    '1 text',
    '2 series of “debugger-v2”',
    '1 series of “constructor”',
  ]);
});

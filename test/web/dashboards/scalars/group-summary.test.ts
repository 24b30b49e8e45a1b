import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildGroupColumns, buildGroupRows } from '../../../../web/dashboards/scalars/group-summary.ts';
import { buildRun } from '../../data/build-run.ts';

const SELECTION = {
  groups: [
    { name: 'lr1', runs: [buildRun(1, 'lr1-s0'), buildRun(2, 'lr1-s1')] },
    { name: 'empty', runs: [buildRun(3, 'x')] },
  ],
  groupToken: (name: string) => `--${name}`,
};

test('shows a row for each group that has values: the centre and its band, even or not', () => {
  const none = { n: 0, leftOut: 2, centre: 'NaN' as const };
  const row = {
    group: 'lr1',
    tag: 'acc',
    runs: 2,
    last: { n: 2, leftOut: 0, centre: 0.5, low: 0.4, high: 0.6 },
    min: { n: 1, leftOut: 1, centre: 0.5, low: 0.2, high: 0.6 },
    max: none,
  };
  const cells = (statistic: 'last' | 'min' | 'max' | 'at'): unknown =>
    buildGroupRows({ rows: [row], ungrouped: [] }, SELECTION, ['acc', 'loss'], statistic).map((built) => [
      built.colourToken,
      ...built.cells.map(({ text }) => text),
    ]);
  assert.deepEqual(cells('last'), [['--lr1', 'lr1', '2', '0.5000 ± 0.1000', '']]);
  assert.deepEqual(cells('min'), [['--lr1', 'lr1', '2', '0.5000 (0.2000 to 0.6000)', '']]);
  assert.deepEqual(cells('max'), [['--lr1', 'lr1', '2', '', '']]);
  assert.deepEqual(cells('at'), [['--lr1', 'lr1', '2', '', '']]);
  assert.equal(buildGroupColumns(['acc', 'loss']).length, 4);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatTipTsv } from '../../../web/charts/format-tip-tsv.ts';
import { findNearestRow, orderTipRows, type TipOrder, type TipRow } from '../../../web/charts/point-tip.ts';

function row(name: string, value: number, distancePx: number, abovePx: number): TipRow {
  return {
    id: 1,
    index: 0,
    colourToken: '--rl-run-1',
    dash: [],
    name,
    value,
    isFloat32: true,
    smoothed: undefined,
    step: 7,
    wallTime: 1.7e9,
    elapsedSec: 1.5,
    distancePx,
    abovePx,
  };
}

const ROWS = [
  row('run10', 3, 5, -5),
  row('run9', NaN, Infinity, NaN),
  row('run2', 1, 50, 2),
  row('run1', 2, 1, 9),
];
const names = (order: TipOrder, limit = 9): string =>
  orderTipRows(ROWS, order, limit)
    .map(({ name }) => name)
    .join(' ');

test('orders rows as it is asked to, those without a value last', () => {
  assert.equal(names('nearest'), 'run1 run10 run2 run9');
  assert.equal(names('nearest-y'), 'run2 run10 run1 run9');
  assert.equal(names('alphabetical'), 'run1 run2 run9 run10');
  assert.equal(names('ascending'), 'run2 run1 run10 run9');
  assert.equal(names('descending'), 'run10 run1 run2 run9');
});

test('keeps the nearest rows, whatever the order', () => {
  assert.equal(names('descending', 2), 'run10 run1');
  assert.equal(findNearestRow(ROWS)?.name, 'run1');
  assert.equal(findNearestRow([]), undefined);
});

test('orders by what is drawn when that is smoothed', () => {
  const rows = [
    { ...row('a', 1, 1, 0), smoothed: 9 },
    { ...row('b', 2, 1, 0), smoothed: 3 },
  ];
  assert.deepEqual(
    orderTipRows(rows, 'ascending', 9).map(({ name }) => name),
    ['b', 'a'],
  );
});

test('copies exact values as a table', () => {
  const float = { ...row('a', Math.fround(0.1), 1, 0), smoothed: 0.1 + 0.2 };
  const double = { ...row('b', 0.1 + 0.2, 1, 0), isFloat32: false, subname: 'loss' };
  assert.equal(
    formatTipTsv([float, double]),
    'Run\tTag\tSmoothed\tValue\tStep\tTime\tRelative (s)\n' +
      'a\t\t0.30000000000000004\t0.1\t7\t2023-11-14T22:13:20.000Z\t1.5\n' +
      'b\tloss\t\t0.30000000000000004\t7\t2023-11-14T22:13:20.000Z\t1.5\n',
  );
});

test('copies hostile names as text', () => {
  const text = formatTipTsv([row('=HYPERLINK("x")\t\n', -1, 1, 0)]);
  assert.equal(text.split('\n')[1], `'=HYPERLINK("x") \t-1\t7\t2023-11-14T22:13:20.000Z\t1.5`);
});

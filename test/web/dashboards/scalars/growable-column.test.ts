import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GrowableColumn } from '../../../../web/dashboards/scalars/growable-column.ts';

test('holds what was added, in order, over many growths', () => {
  const column = new GrowableColumn();
  const expected: number[] = [];
  for (let k = 0; k < 200; k++) {
    const numbers = Array.from({ length: k % 7 }, (_, j) => k * 10 + j);
    column.append(numbers);
    expected.push(...numbers);
  }
  assert.deepEqual([...column.borrowView()], expected);
  assert.equal(column.length, expected.length);
});

test('takes float32 columns', () => {
  const column = new GrowableColumn();
  column.append(Float32Array.from([0.1]));
  assert.deepEqual([...column.borrowView()], [Math.fround(0.1)]);
});

test('never changes a view that was borrowed', () => {
  const column = new GrowableColumn();
  column.append([1, 2]);
  const view = column.borrowView();
  column.append([3]);
  column.clear();
  column.append([9, 9, 9]);
  assert.deepEqual([...view], [1, 2]);
});

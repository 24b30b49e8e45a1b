import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatCsv,
  moveKey,
  nextOrder,
  orderColumns,
  sortRows,
  type TableColumn,
  type TableRow,
} from '../../../web/widgets/table-model.ts';

const NAME: TableColumn = { key: 'name', label: 'Run', isText: true };
const LOSS: TableColumn = { key: 'loss', label: 'Loss, last' };
const COLUMNS = [NAME, LOSS];

function row(name: string, loss: number | undefined): TableRow {
  return {
    key: name,
    cells: [
      { text: name, order: name },
      { text: String(loss ?? ''), order: loss },
    ],
  };
}

const ROWS = [row('r10', 3), row('r2', NaN), row('r1', 20), row('r3', undefined)];

function keys(by: string, isDescending: boolean): (string | number)[] {
  return sortRows(ROWS, COLUMNS, { by, isDescending }).map(({ key }) => key);
}

test('sorts numbers as numbers and names naturally', () => {
  assert.deepEqual(keys('loss', false).slice(0, 2), ['r10', 'r1']);
  assert.deepEqual(keys('name', false), ['r1', 'r2', 'r3', 'r10']);
});

test('puts rows without a value last in either direction', () => {
  for (const isDescending of [false, true]) {
    assert.deepEqual(keys('loss', isDescending).slice(2).sort(), ['r2', 'r3']);
  }
});

test('leaves rows as they are without an order, or with that of a column that is gone', () => {
  assert.equal(sortRows(ROWS, COLUMNS, undefined), ROWS);
  assert.equal(sortRows(ROWS, COLUMNS, { by: 'gone', isDescending: true }), ROWS);
});

test('goes through three orders with each click', () => {
  const first = nextOrder(undefined, LOSS);
  assert.deepEqual(first, { by: 'loss', isDescending: true });
  const second = nextOrder(first, LOSS);
  assert.deepEqual(second, { by: 'loss', isDescending: false });
  assert.equal(nextOrder(second, LOSS), undefined);
  assert.deepEqual(nextOrder(second, NAME), { by: 'name', isDescending: false });
});

test('quotes what commas and quotes would break', () => {
  assert.equal(formatCsv(COLUMNS, [row('a "b", c', 1)]), 'Run,"Loss, last"\r\n"a ""b"", c",1\r\n');
});

test('columns stand in the order of the keys, the first before all, unknown ones behind', () => {
  const columns = ['run', 'a', 'b', 'c'].map((key) => ({ key, label: key }));
  const order = (moved: readonly string[]): string[] => orderColumns(columns, moved).map(({ key }) => key);
  assert.deepEqual(order([]), ['run', 'a', 'b', 'c']);
  assert.deepEqual(order(['c', 'gone', 'a']), ['run', 'c', 'a', 'b']);
  assert.deepEqual(moveKey(['a', 'b', 'c'], 'a', 'c'), ['b', 'c', 'a']);
  assert.deepEqual(moveKey(['a', 'b', 'c'], 'c', 'a'), ['c', 'a', 'b']);
});

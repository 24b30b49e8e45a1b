import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunOrder, sortRuns } from '../../../web/base/run-order.ts';
import { layOutTree } from '../../../web/base/run-tree.ts';

/** The tree as indented text: "+ a/" is a folder, closed ones are "- a/". */
function draw(names: readonly string[], closed: readonly string[] = []): string[] {
  const runs = names.map((name, id) => ({ id, name }));
  return layOutTree(runs, (path) => !closed.includes(path)).map((row) => {
    const indent = '  '.repeat(row.level - 1);
    if (row.kind === 'run') return `${indent}${row.label}`;
    return `${indent}${row.isOpen ? '+' : '-'} ${row.label} (${row.runs.length}) at ${row.path}`;
  });
}

test('lists runs without folders as they are', () => {
  assert.deepEqual(draw(['b', 'a', '.']), ['b', 'a', '.']);
});

test('puts the runs of a folder below it, where the first of them would be', () => {
  assert.deepEqual(draw(['x/1', 'y', 'x/2']), ['+ x (2) at x/', '  1', '  2', 'y']);
});

test('joins folders in which there is nothing but another, and lists a run that is alone by its whole path', () => {
  assert.deepEqual(draw(['a/b/1', 'a/b/2', 'c/d/e']), ['+ a/b (2) at a/b/', '  1', '  2', 'c/d/e']);
});

test('nests folders, and keeps a run whose name is that of a folder beside it', () => {
  assert.deepEqual(draw(['a', 'a/x/1', 'a/x/2', 'a/y']), [
    'a',
    '+ a (3) at a/',
    '  + x (2) at a/x/',
    '    1',
    '    2',
    '  y',
  ]);
});

test('leaves out what is in a closed folder, but counts it', () => {
  assert.deepEqual(draw(['a/x/1', 'a/x/2', 'a/y'], ['a/x/']), ['+ a (3) at a/', '  - x (2) at a/x/', '  y']);
  assert.deepEqual(draw(['a/x/1', 'a/x/2', 'a/y'], ['a/']), ['- a (3) at a/']);
});

test('takes odd names as they come, each run once', () => {
  const names = ['/', '//', '//x', '/y', 'z/', 'z/ ', ' '];
  const rows = layOutTree(
    names.map((name, id) => ({ id, name })),
    () => true,
  );
  const ids = rows.flatMap((row) => (row.kind === 'run' ? [row.run.id] : []));
  assert.deepEqual(
    ids.toSorted(),
    names.map((_, id) => id),
  );
});

test('sorts runs by start, name and newest data', () => {
  const runs = ['run10', 'run9', 'b'].map((name, id) => ({ id, name }));
  const times = new Map([
    [0, 5],
    [2, 7],
  ]);
  const sorted = (order: string): string =>
    sortRuns(runs, parseRunOrder(order), (id) => times.get(id))
      .map(({ name }) => name)
      .join(' ');
  assert.equal(sorted('start'), 'run10 run9 b');
  assert.equal(sorted('start-down'), 'b run9 run10');
  assert.equal(sorted('name'), 'b run9 run10');
  assert.equal(sorted('name-down'), 'run10 run9 b');
  assert.equal(sorted('newest'), 'b run10 run9');
  assert.equal(sorted('no such order'), 'run10 run9 b');
});

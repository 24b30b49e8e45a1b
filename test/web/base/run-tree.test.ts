import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRunOrder, parseRunOrder, sortRuns } from '../../../web/base/run-order.ts';
import { layOutTree } from '../../../web/base/run-tree.ts';

/** The tree as indented text: "+ a/" is a folder, closed ones are "- a/", folds "= a/". */
function draw(
  names: readonly string[],
  closed: readonly string[] = [],
  folds: readonly string[] = [],
): string[] {
  const runs = names.map((name, id) => ({ id, name }));
  return layOutTree(runs, {
    isOpen: (path, isFold) => !isFold && !closed.includes(path),
    isFold: (path) => folds.includes(path),
  }).map((row) => {
    const indent = '  '.repeat(row.level - 1);
    if (row.kind === 'run') return `${indent}${row.label}`;
    if (row.isFold) return `${indent}= ${row.label} (${row.runs.length}) at ${row.path}`;
    return `${indent}${row.isOpen ? '+' : '-'} ${row.label} (${row.runs.length}) at ${row.path}`;
  });
}

test('lists runs without folders as they are', () => {
  assert.deepEqual(draw(['b', 'a', '.']), ['b', 'a', '.']);
});

test('puts all runs below the logdir, where they are parts of one', () => {
  assert.deepEqual(draw(['.', 'loss_a', 'loss_b'], [], ['./']), ['= . (3) at ./']);
  assert.deepEqual(draw(['.'], [], ['./']), ['.']);
});

test('puts the runs of a folder below it, where the first of them would be', () => {
  assert.deepEqual(draw(['x/1', 'y', 'x/2']), ['+ x (2) at x/', '  1', '  2', 'y']);
});

test('joins folders in which there is nothing but another, and lists a run that is alone by its whole path', () => {
  assert.deepEqual(draw(['a/b/1', 'a/b/2', 'c/d/e']), ['+ a/b (2) at a/b/', '  1', '  2', 'c/d/e']);
});

test('nests folders, and puts the run of a folder itself into it', () => {
  assert.deepEqual(draw(['a', 'a/x/1', 'a/x/2', 'a/y', 'b']), [
    '+ a (4) at a/',
    '  .',
    '  + x (2) at a/x/',
    '    1',
    '    2',
    '  y',
    'b',
  ]);
});

test('makes a fold one row, with a name of its own even where it is alone in its folder', () => {
  const names = ['exp/a/train', 'exp/a/val', 'exp/b'];
  assert.deepEqual(draw(names, [], ['exp/a/']), ['+ exp (3) at exp/', '  = a (2) at exp/a/', '  b']);
  assert.deepEqual(draw(['exp/a/v/train', 'exp/a/v/val'], [], ['exp/a/']), ['= exp/a (2) at exp/a/']);
  assert.deepEqual(draw(['exp/a/train'], [], ['exp/a/']), ['exp/a/train']);
});

test('leaves out what is in a closed folder, but counts it', () => {
  assert.deepEqual(draw(['a/x/1', 'a/x/2', 'a/y'], ['a/x/']), ['+ a (3) at a/', '  - x (2) at a/x/', '  y']);
  assert.deepEqual(draw(['a/x/1', 'a/x/2', 'a/y'], ['a/']), ['- a (3) at a/']);
});

test('takes odd names as they come, each run once', () => {
  const names = ['/', '//', '//x', '/y', 'z/', 'z/ ', ' '];
  const rows = layOutTree(
    names.map((name, id) => ({ id, name })),
    { isOpen: () => true, isFold: () => false },
  );
  const ids = rows.flatMap((row) => (row.kind === 'run' ? [row.run.id] : []));
  assert.deepEqual(
    ids.toSorted(),
    names.map((_, id) => id),
  );
});

test('sorts runs by start, name, newest data and value, those without one last', () => {
  const runs = ['run10', 'run9', 'b'].map((name, id) => ({ id, name }));
  const times = new Map([
    [0, 5],
    [2, 7],
  ]);
  const sorted = (order: string): string =>
    sortRuns(runs, parseRunOrder(order), {
      lastGrowthSec: (id) => times.get(id),
      value: (name) => ({ run10: 0.5, run9: 0.9, b: NaN })[name],
    })
      .map(({ name }) => name)
      .join(' ');
  assert.equal(sorted('start'), 'run10 run9 b');
  assert.equal(sorted('start-down'), 'b run9 run10');
  assert.equal(sorted('name'), 'b run9 run10');
  assert.equal(sorted('name-down'), 'run10 run9 b');
  assert.equal(sorted('newest'), 'b run10 run9');
  assert.equal(sorted('newest-down'), 'run10 b run9');
  assert.equal(sorted('value'), 'run9 run10 b');
  assert.equal(sorted('value-down'), 'run10 run9 b');
  assert.equal(sorted('no such order'), 'run10 run9 b');
  for (const text of ['name', 'name-down', 'value', 'start-down']) {
    assert.equal(formatRunOrder(parseRunOrder(text)), text);
  }
  assert.equal(formatRunOrder(parseRunOrder('start')), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chooseTags,
  withOtherAxis,
  withoutTag,
  withTag,
} from '../../../../web/dashboards/scalars/choose-tags.ts';
import { buildRun } from '../../data/build-run.ts';

const RUNS = [buildRun(1, 'a', {})];
const KNOWN = new Map(['loss', 'acc', 'val/loss', 'val/acc', 'lr'].map((tag) => [tag, RUNS]));

function names(choice: Parameters<typeof chooseTags>[1]): string[] {
  return chooseTags('loss', choice, KNOWN).map(({ tag, isOnRight }) => (isOnRight ? `${tag} right` : tag));
}

test('begins with its own tag, then those added, then those that match', () => {
  assert.deepEqual(names({}), ['loss']);
  assert.deepEqual(names({ tags: ['lr'], rightTags: ['acc'], pattern: '^val/|loss' }), [
    'loss',
    'lr',
    'acc right',
    'val/loss',
    'val/acc',
  ]);
});

test('leaves out tags that no drawn run has, but never its own', () => {
  assert.deepEqual(names({ tags: ['gone'] }), ['loss']);
  assert.deepEqual(
    chooseTags('gone', {}, KNOWN).map(({ tag, runs }) => [tag, runs.length]),
    [['gone', 0]],
  );
});

test('ignores an expression that is none', () => {
  assert.deepEqual(names({ pattern: 'val(' }), ['loss']);
});

test('adds a tag once, moves it to the other axis and back, takes it out', () => {
  const added = withTag('loss', withTag('loss', {}, 'lr'), 'lr');
  assert.deepEqual(names(added), ['loss', 'lr']);
  assert.equal(withTag('loss', added, 'loss'), added);
  const moved = withOtherAxis('loss', added, 'lr');
  assert.deepEqual(names(moved), ['loss', 'lr right']);
  assert.deepEqual(names(withOtherAxis('loss', moved, 'lr')), ['loss', 'lr']);
  assert.deepEqual(names(withoutTag(moved, 'lr')), ['loss']);
});

test('takes the expression away with a tag that only it brings', () => {
  assert.deepEqual(names(withoutTag({ pattern: 'val', tags: ['lr'] }, 'val/acc')), ['loss', 'lr']);
});

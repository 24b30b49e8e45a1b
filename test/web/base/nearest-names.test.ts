import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findNearestNames } from '../../../web/base/nearest-names.ts';

const NAMES = ['train/loss', 'train/acc', 'val/f1', 'val/f1_micro', 'test/f1_macro', 'lr'];

test('finds the names most like what was typed, the most alike first', () => {
  assert.deepEqual(findNearestNames(NAMES, 'tran/los', 1), ['train/loss']);
  assert.deepEqual(findNearestNames(NAMES, 'val/f1.*macro', 3), ['val/f1_micro', 'val/f1', 'test/f1_macro']);
});

test('looks past the signs of regular expressions', () => {
  assert.deepEqual(findNearestNames(NAMES, '^val/f1$', 1), ['val/f1']);
  assert.deepEqual(findNearestNames(NAMES, '\\d+', 3), []);
});

test('finds nothing that has nothing in common', () => {
  assert.deepEqual(findNearestNames(NAMES, 'zzz', 3), []);
  assert.deepEqual(findNearestNames(NAMES, '', 3), []);
});

test('stays quick with a name of a hundred thousand characters', () => {
  assert.deepEqual(findNearestNames(['x'.repeat(100_000), 'loss'], 'loss', 3), ['loss']);
});

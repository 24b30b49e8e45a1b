import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankEntries } from '../../../web/base/rank-entries.ts';

const ENTRIES = ['subloss', 'val/loss', 'loss', 'Theme: dark', 'val/acc'].map((label) => ({ label }));

function find(typed: string, limit = 10): string[] {
  return rankEntries(ENTRIES, typed, limit).map(({ label }) => label);
}

test('finds what has all the words, best first', () => {
  assert.deepEqual(find('loss'), ['loss', 'val/loss', 'subloss']);
  assert.deepEqual(find('LOSS val'), ['val/loss']);
  assert.deepEqual(find('dark theme'), ['Theme: dark']);
  assert.deepEqual(find('nothing'), []);
});

test('gives all as they come while nothing is typed, up to the limit', () => {
  assert.deepEqual(find('', 2), ['subloss', 'val/loss']);
  assert.deepEqual(find('loss', 2), ['loss', 'val/loss']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunColours, type ColourStorage } from '../../../web/data/run-colours.ts';

const KEY = 'colours';

function memoryStorage(): ColourStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

test('gives colours in the order of names and keeps them', () => {
  const colours = new RunColours(undefined, KEY);
  colours.assign(['b', 'c'], true);
  colours.assign(['a', 'c'], true);
  assert.deepEqual(
    ['b', 'c', 'a'].map((name) => colours.token(name, 'full')),
    ['--rl-run-1', '--rl-run-2', '--rl-run-3'],
  );
});

test('repeats the colours with another stroke after 24 runs, and with a third after 48', () => {
  const colours = new RunColours(undefined, KEY);
  const names = Array.from({ length: 73 }, (_, index) => `run-${index}`);
  colours.assign(names, true);
  assert.deepEqual([colours.token('run-23', 'full'), colours.dash('run-23', 'full')], ['--rl-run-24', []]);
  assert.deepEqual([colours.token('run-24', 'full'), colours.dash('run-24', 'full')], ['--rl-run-1', [6, 3]]);
  assert.deepEqual([colours.token('run-48', 'full'), colours.dash('run-48', 'full')], ['--rl-run-1', [2, 3]]);
  assert.deepEqual([colours.token('run-72', 'full'), colours.dash('run-72', 'full')], ['--rl-run-1', []]);
});

test('has eight colours that everybody tells apart, with three strokes each', () => {
  const colours = new RunColours(undefined, KEY);
  colours.assign(
    Array.from({ length: 9 }, (_, index) => `run-${index}`),
    true,
  );
  assert.equal(colours.token('run-7', 'safe'), '--rl-safe-8');
  assert.deepEqual([colours.token('run-8', 'safe'), colours.dash('run-8', 'safe')], ['--rl-safe-1', [6, 3]]);
});

test('knows no colour of a name that was given none', () => {
  assert.equal(new RunColours(undefined, KEY).token('a', 'full'), undefined);
});

test('takes over what another tab has given in the meantime', () => {
  const storage = memoryStorage();
  const one = new RunColours(storage, KEY);
  const two = new RunColours(storage, KEY);
  one.assign(['a'], true);
  two.assign(['a', 'b'], true);
  one.assign(['c'], true);
  assert.deepEqual([one.token('b', 'full'), one.token('c', 'full')], ['--rl-run-2', '--rl-run-3']);
});

test('has the same colours after a reload, whatever comes first then', () => {
  const storage = memoryStorage();
  new RunColours(storage, KEY).assign(['a', 'b'], true);
  const reloaded = new RunColours(storage, KEY);
  reloaded.assign(['new', 'b'], true);
  assert.deepEqual(
    ['a', 'b', 'new'].map((name) => reloaded.token(name, 'full')),
    ['--rl-run-1', '--rl-run-2', '--rl-run-3'],
  );
});

test('gives colours anew until all names are there, and stores none before', () => {
  const storage = memoryStorage();
  const colours = new RunColours(storage, KEY);
  colours.assign(['c'], false);
  assert.equal(storage.getItem(KEY), null);
  colours.assign(['a', 'b', 'c'], false);
  assert.equal(colours.token('c', 'full'), '--rl-run-3');
  colours.assign(['a', 'b', 'c'], true);
  colours.assign(['_', 'a', 'b', 'c'], true);
  assert.deepEqual([colours.token('c', 'full'), colours.token('_', 'full')], ['--rl-run-3', '--rl-run-4']);
});

test('does not take over the colours of another logdir that has a few of the names', () => {
  const storage = memoryStorage();
  new RunColours(storage, KEY).assign(['x', 'y', 'z', 'a'], true);
  const other = new RunColours(storage, KEY);
  other.assign(['a', 'b'], true);
  assert.equal(other.token('a', 'full'), '--rl-run-1');
});

test('begins anew for another logdir, and with a damaged storage', () => {
  const storage = memoryStorage();
  new RunColours(storage, KEY).assign(['a', 'b'], true);
  const other = new RunColours(storage, KEY);
  other.assign(['x'], true);
  assert.equal(other.token('x', 'full'), '--rl-run-1');
  storage.setItem(KEY, '{');
  const damaged = new RunColours(storage, KEY);
  damaged.assign(['y'], true);
  assert.equal(damaged.token('y', 'full'), '--rl-run-1');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunColours, type ColourStorage } from '../../../web/data/run-colours.ts';

function memoryStorage(): ColourStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

test('gives colours in order of first appearance and keeps them', () => {
  const colours = new RunColours(undefined);
  colours.assign(['b', 'c']);
  colours.assign(['a', 'c']);
  assert.deepEqual(
    ['b', 'c', 'a'].map((name) => colours.token(name, 'full')),
    ['--rl-run-1', '--rl-run-2', '--rl-run-3'],
  );
});

test('repeats the colours with another stroke after 24 runs, and with a third after 48', () => {
  const colours = new RunColours(undefined);
  const names = Array.from({ length: 73 }, (_, index) => `run-${index}`);
  colours.assign(names);
  assert.deepEqual([colours.token('run-23', 'full'), colours.dash('run-23', 'full')], ['--rl-run-24', []]);
  assert.deepEqual([colours.token('run-24', 'full'), colours.dash('run-24', 'full')], ['--rl-run-1', [6, 3]]);
  assert.deepEqual([colours.token('run-48', 'full'), colours.dash('run-48', 'full')], ['--rl-run-1', [2, 3]]);
  assert.deepEqual([colours.token('run-72', 'full'), colours.dash('run-72', 'full')], ['--rl-run-1', []]);
});

test('has eight colours that everybody tells apart, with three strokes each', () => {
  const colours = new RunColours(undefined);
  colours.assign(Array.from({ length: 9 }, (_, index) => `run-${index}`));
  assert.equal(colours.token('run-7', 'safe'), '--rl-safe-8');
  assert.deepEqual([colours.token('run-8', 'safe'), colours.dash('run-8', 'safe')], ['--rl-safe-1', [6, 3]]);
});

test('knows no colour of a name that was given none', () => {
  assert.equal(new RunColours(undefined).token('a', 'full'), undefined);
});

test('takes over what another tab has given in the meantime', () => {
  const storage = memoryStorage();
  const one = new RunColours(storage);
  const two = new RunColours(storage);
  one.assign(['a']);
  two.assign(['a', 'b']);
  one.assign(['c']);
  assert.deepEqual([one.token('b', 'full'), one.token('c', 'full')], ['--rl-run-2', '--rl-run-3']);
});

test('has the same colours after a reload, whatever comes first then', () => {
  const storage = memoryStorage();
  new RunColours(storage).assign(['a', 'b']);
  const reloaded = new RunColours(storage);
  reloaded.assign(['new', 'b']);
  assert.deepEqual(
    ['a', 'b', 'new'].map((name) => reloaded.token(name, 'full')),
    ['--rl-run-1', '--rl-run-2', '--rl-run-3'],
  );
});

test('begins anew for another logdir, and with a damaged storage', () => {
  const storage = memoryStorage();
  new RunColours(storage).assign(['a', 'b']);
  const other = new RunColours(storage);
  other.assign(['x']);
  assert.equal(other.token('x', 'full'), '--rl-run-1');
  storage.setItem('runlight-run-colours', '{');
  const damaged = new RunColours(storage);
  damaged.assign(['y']);
  assert.equal(damaged.token('y', 'full'), '--rl-run-1');
});

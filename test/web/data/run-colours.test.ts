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
    ['b', 'c', 'a'].map((name) => colours.token(name)),
    ['--rl-run-1', '--rl-run-2', '--rl-run-3'],
  );
});

test('repeats the colours with another stroke after 24 runs, and with a third after 48', () => {
  const colours = new RunColours(undefined);
  const names = Array.from({ length: 73 }, (_, index) => `run-${index}`);
  colours.assign(names);
  assert.deepEqual([colours.token('run-23'), colours.dash('run-23')], ['--rl-run-24', []]);
  assert.deepEqual([colours.token('run-24'), colours.dash('run-24')], ['--rl-run-1', [6, 3]]);
  assert.deepEqual([colours.token('run-48'), colours.dash('run-48')], ['--rl-run-1', [2, 3]]);
  assert.deepEqual([colours.token('run-72'), colours.dash('run-72')], ['--rl-run-1', []]);
});

test('shows a run that was never drawn in grey', () => {
  assert.equal(new RunColours(undefined).token('a'), '--rl-text-3');
});

test('has the same colours after a reload, whatever comes first then', () => {
  const storage = memoryStorage();
  new RunColours(storage).assign(['a', 'b']);
  const reloaded = new RunColours(storage);
  reloaded.assign(['new', 'b']);
  assert.deepEqual(
    ['a', 'b', 'new'].map((name) => reloaded.token(name)),
    ['--rl-run-1', '--rl-run-2', '--rl-run-3'],
  );
});

test('begins anew for another logdir, and with a damaged storage', () => {
  const storage = memoryStorage();
  new RunColours(storage).assign(['a', 'b']);
  const other = new RunColours(storage);
  other.assign(['x']);
  assert.equal(other.token('x'), '--rl-run-1');
  storage.setItem('runlight-run-colours', '{');
  const damaged = new RunColours(storage);
  damaged.assign(['y']);
  assert.equal(damaged.token('y'), '--rl-run-1');
});

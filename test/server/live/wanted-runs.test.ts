import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WantedRuns } from '../../../server/live/wanted-runs.ts';
import { MemoryStore } from '../../../server/store/memory-store.ts';

test('a run is wanted while a subscription shows it, and for a while after it was asked for', () => {
  const store = new MemoryStore();
  const [a, b] = [store.addRun('a'), store.addRun('b')];
  const shown = new Set<number>();
  let now = 0;
  const wanted = new WantedRuns(
    store,
    () => new Set(shown),
    () => now,
  );
  assert.deepEqual([...wanted.ids()], []);
  shown.add(a.id);
  assert.equal(wanted.ask('b'), true);
  assert.equal(wanted.ask('b'), false);
  assert.equal(wanted.ask('nobody'), false);
  assert.deepEqual([...wanted.ids()], [a.id, b.id]);
  shown.clear();
  now = 29_000;
  assert.deepEqual([...wanted.ids()], [b.id]);
  now = 31_000;
  assert.deepEqual([...wanted.ids()], []);
  assert.equal(wanted.ask('b'), true);
});

test('a run that is read anew is still wanted, and one that is gone is not', () => {
  const store = new MemoryStore();
  const wanted = new WantedRuns(store, () => new Set());
  const first = store.addRun('a');
  wanted.ask('a');
  store.removeRun(first);
  const second = store.addRun('a');
  assert.deepEqual([...wanted.ids()], [second.id]);
  store.removeRun(second);
  assert.deepEqual([...wanted.ids()], []);
});

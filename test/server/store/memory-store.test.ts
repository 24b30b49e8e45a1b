import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { RunDecoder } from '../../../server/decode/run-decoder.ts';
import { NO_METADATA } from '../../../server/decode/series-metadata.ts';
import type { Arrival } from '../../../server/store/arrival.ts';
import { MemoryBudget } from '../../../server/store/memory-budget.ts';
import { MemoryStore } from '../../../server/store/memory-store.ts';
import { SpillFolder } from '../../../server/store/spill-folder.ts';
import type { SeriesStore, StoreChange } from '../../../server/store/series-store.ts';

/** Changes that a store told, one entry a notice. */
function watch(store: SeriesStore): StoreChange[] {
  const changes: StoreChange[] = [];
  store.onChange((change) => changes.push(change));
  return changes;
}

/** What a worker sends of a run whose loss has these values. */
function arrivalOf(values: readonly number[]): Arrival {
  const decoder = new RunDecoder({ purgeOrphanedData: true });
  for (const [step, simpleValue] of values.entries()) {
    const summary = { value: [{ tag: 'loss', simpleValue }] };
    const bytes = tensorboard.Event.encode({ wallTime: 1 + step, step, summary }).finish();
    assert.ok(decoder.decode(bytes, 0, bytes.length, 0));
  }
  const { definitions = [], scalars } = decoder.take() ?? {};
  assert.ok(scalars);
  return { definitions, ...scalars };
}

/** The turn of the event loop in which notices go out. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('MemoryStore', () => {
  it('lists runs by their start, unknown ones last, then by name', () => {
    const store = new MemoryStore();
    for (const [name, start] of [
      ['z', 5],
      ['unknown', undefined],
      ['b', 9],
      ['a', 9],
      ['nan', NaN],
    ] as const) {
      const run = store.addRun(name);
      if (start !== undefined) run.setStartTime(start);
    }
    assert.deepEqual(
      store.runs().map(({ name }) => name),
      ['z', 'a', 'b', 'nan', 'unknown'],
    );
  });

  it('makes one notice of all changes of a turn', async () => {
    const store = new MemoryStore();
    const changes = watch(store);
    const run = store.addRun('run');
    run.define('loss', 'scalar', NO_METADATA);
    run.define('weights', 'blob', NO_METADATA);
    await nextTurn();
    assert.equal(changes.length, 1);
    assert.deepEqual([...(changes[0]?.runs ?? [])], [run]);
    assert.equal(store.totals().series, 2);
  });

  it('keeps what came first as it came until somebody looks, and counts and tells it once', async () => {
    const store = new MemoryStore();
    const run = store.addRun('run');
    const changes = watch(store);
    const arrival = arrivalOf([0.5, 0.25]);
    assert.equal(run.hold(arrival, 2), true);
    await nextTurn();
    assert.equal(run.held?.arrival, arrival);
    assert.deepEqual(store.totals(), { runs: 1, series: 1, points: 2 });
    assert.deepEqual(
      changes.map(({ runs }) => [...runs]),
      [[run]],
    );
    const series = run.series.get('loss');
    assert.ok(series?.kind === 'scalar' && !series.isInteger);
    assert.deepEqual([...(series.chunks[0]?.points().values.subarray(0, 2) ?? [])], [0.5, 0.25]);
    await nextTurn();
    assert.equal(run.held, undefined);
    assert.deepEqual(store.totals(), { runs: 1, series: 1, points: 2 });
    assert.equal(changes.length, 1);
    assert.equal(run.hold(arrival, 2), false, 'somebody has looked: they are to hear of what comes');
  });

  it('says which series there are without a look at them, in one list for runs that began with the same', () => {
    const store = new MemoryStore();
    const [a, b] = [store.addRun('a'), store.addRun('b')];
    const arrival = arrivalOf([1, 2]);
    for (const run of [a, b]) run.hold(arrival, 2);
    assert.deepEqual(
      a.definitions.map(({ tag, kind }) => [tag, kind]),
      [['loss', 'scalar']],
    );
    assert.equal(a.definitions, b.definitions);
    assert.ok(a.held);
    assert.equal(a.series.size, 1);
    assert.equal(a.definitions, b.definitions, 'a look changes nothing of them');
    a.define('weights', 'blob', NO_METADATA);
    assert.deepEqual(
      a.definitions.map(({ index, tag }) => [index, tag]),
      [
        [0, 'loss'],
        [1, 'weights'],
      ],
    );
    assert.equal(b.definitions.length, 1);
  });

  it('puts what came first on the disk like all else, when there is no room for it', () => {
    const budget = new MemoryBudget(20_000);
    const spill = new SpillFolder();
    const store = new MemoryStore(budget, spill);
    const values = Array.from({ length: 1000 }, (_, step) => step / 2);
    for (const name of ['a', 'b', 'c', 'd', 'e']) store.addRun(name).hold(arrivalOf(values), values.length);
    assert.ok(budget.usedBytes <= 20_000, `${budget.usedBytes} bytes`);
    assert.equal(store.totals().points, 5000);
    for (const { series } of store.runs()) {
      const loss = series.get('loss');
      assert.ok(loss?.kind === 'scalar');
      assert.deepEqual([...(loss.chunks[0]?.points().values.subarray(0, 1000) ?? [])], values);
    }
    spill.close();
  });

  it('counts nothing of a run any more that goes before somebody has looked', () => {
    const budget = new MemoryBudget(1e6);
    const store = new MemoryStore(budget);
    const run = store.addRun('run');
    run.hold(arrivalOf([1, 2, 3]), 3);
    store.removeRun(run);
    assert.deepEqual(store.totals(), { runs: 0, series: 0, points: 0 });
    assert.equal(budget.usedBytes, 0);
  });

  it('tells of runs that are gone, and never uses an id again', async () => {
    const store = new MemoryStore();
    const run = store.addRun('run');
    await nextTurn();
    const changes = watch(store);
    store.removeRun(run);
    const again = store.addRun('run');
    await nextTurn();
    assert.deepEqual([...(changes[0]?.removedRuns ?? [])], [run.id]);
    assert.notEqual(again.id, run.id);
    assert.equal(store.runById(run.id), undefined);
    assert.equal(store.runByName('run'), again);
  });

  it('keeps quiet about a run that appeared and went in one turn, but for its end', async () => {
    const store = new MemoryStore();
    const changes = watch(store);
    const run = store.addRun('run');
    store.removeRun(run);
    await nextTurn();
    assert.deepEqual([...(changes[0]?.runs ?? [])], []);
    assert.deepEqual(store.totals(), { ...store.totals(), runs: 0, series: 0, points: 0 });
  });
});

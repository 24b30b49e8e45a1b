import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runlight } from '../../../proto/generated/live.js';
import { Catalogue } from '../../../web/data/catalogue.ts';

const { CatalogueUpdate, Run } = runlight.live;

function update(fields: runlight.live.CatalogueUpdate.$Properties): InstanceType<typeof CatalogueUpdate> {
  return new CatalogueUpdate({ epoch: 'e', ...fields });
}

function run(id: number, name: string, startTime = 0): InstanceType<typeof Run> {
  return new Run({ id, name, startTime });
}

function names(catalogue: Catalogue): string[] {
  return catalogue.runs.map(({ name }) => name);
}

test('is not ready before the first update', () => {
  const catalogue = new Catalogue();
  assert.equal(catalogue.isReady, false);
  catalogue.apply(update({ reset: true }));
  assert.equal(catalogue.isReady, true);
});

test('orders runs by start, those without a start last, then by name', () => {
  const catalogue = new Catalogue();
  catalogue.apply(
    update({ runs: [run(1, 'z'), run(2, 'b', 20), run(3, 'a', 20), run(4, 'c', 10), run(5, 'y')] }),
  );
  assert.deepEqual(names(catalogue), ['c', 'a', 'b', 'y', 'z']);
});

test('joins changed, new and removed runs', () => {
  const catalogue = new Catalogue();
  catalogue.apply(update({ sequence: 1, reset: true, runs: [run(1, 'a', 1), run(2, 'b', 2)] }));
  const changed = new Run({ id: 2, name: 'b', startTime: 2, tagSet: 1 });
  const tagSets = [{}, { plugins: [{ plugin: 'scalars', tags: ['loss'] }] }];
  catalogue.apply(update({ sequence: 2, tagSets, runs: [changed, run(3, 'c', 3)], removed: [1] }));
  assert.deepEqual(names(catalogue), ['b', 'c']);
  assert.deepEqual(catalogue.runById(2)?.tagsByPlugin.get('scalars'), ['loss']);
  assert.equal(catalogue.runById(1), undefined);
  assert.deepEqual(catalogue.position, { epoch: 'e', sequence: 2 });
});

test('keeps the object of a run that has not changed', () => {
  const catalogue = new Catalogue();
  catalogue.apply(update({ runs: [run(1, 'a')] }));
  const before = catalogue.runById(1);
  catalogue.apply(update({ runs: [run(2, 'b')] }));
  assert.equal(catalogue.runById(1), before);
});

test('forgets everything on a reset', () => {
  const catalogue = new Catalogue();
  catalogue.apply(update({ runs: [run(1, 'a')] }));
  catalogue.apply(update({ reset: true, epoch: 'f', sequence: 9, runs: [run(1, 'other')] }));
  assert.deepEqual(names(catalogue), ['other']);
  assert.deepEqual(catalogue.position, { epoch: 'f', sequence: 9 });
});

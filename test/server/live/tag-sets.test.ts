import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_METADATA } from '../../../server/decode/series-metadata.ts';
import { TagSets } from '../../../server/live/tag-sets.ts';
import { MemoryStore } from '../../../server/store/memory-store.ts';

const METADATA = { ...NO_METADATA, plugin: 'scalars' };

test('tags that runs have in common are said once, whatever their order, and a run that changed is looked at anew', () => {
  const store = new MemoryStore();
  const tagSets = new TagSets();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => store.addRun(name));
  assert.ok(a && b && c);
  for (const tag of ['x', 'y']) a.define(tag, 'scalar', METADATA);
  for (const tag of ['y', 'x']) b.define(tag, 'scalar', METADATA);
  const collect = () => tagSets.collect([a, b, c]);
  assert.deepEqual(collect(), {
    tagSets: [{ plugins: [{ plugin: 'scalars', tags: ['x', 'y'] }] }, { plugins: [] }],
    indexes: [0, 0, 1],
  });
  b.define('z', 'scalar', METADATA);
  assert.deepEqual(collect().indexes, [0, 1, 2]);
});

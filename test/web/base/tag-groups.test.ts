import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareNaturally } from '../../../web/base/natural-order.ts';
import { groupTags, splitTag } from '../../../web/base/tag-groups.ts';

test('orders numbers in names by their value', () => {
  const names = ['layer10', 'layer2', 'layer1', 'Layer2', 'a'];
  assert.deepEqual(names.toSorted(compareNaturally), ['a', 'layer1', 'layer2', 'Layer2', 'layer10']);
});

test('tells names apart that are alike to a reader', () => {
  assert.notEqual(compareNaturally('a', 'a\u0000'), 0);
  assert.equal(compareNaturally('a', 'a'), 0);
});

test('groups by what stands before the first slash', () => {
  assert.deepEqual(groupTags(['val/acc', 'loss', 'train/b', 'train/a/x', '/odd', 'train/a/y']), [
    { prefix: '', tags: ['/odd', 'loss'] },
    { prefix: 'train', tags: ['train/a/x', 'train/a/y', 'train/b'] },
    { prefix: 'val', tags: ['val/acc'] },
  ]);
});

test('splits a tag for the head of its card', () => {
  assert.deepEqual(splitTag('train/loss'), { scope: '', leaf: 'loss' });
  assert.deepEqual(splitTag('block/attn/weight'), { scope: 'attn/', leaf: 'weight' });
  assert.deepEqual(splitTag('loss'), { scope: '', leaf: 'loss' });
  assert.deepEqual(splitTag('/a'), { scope: '/', leaf: 'a' });
  assert.deepEqual(splitTag('a/b/'), { scope: '', leaf: 'b/' });
});

test('shows something of tags that are empty or blank', () => {
  for (const tag of ['', '  ', 'a/', '/'])
    assert.notEqual(splitTag(tag).leaf.trim(), '', JSON.stringify(tag));
});

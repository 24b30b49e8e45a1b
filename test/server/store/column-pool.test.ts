import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { valuePool } from '../../../server/store/column-pool.ts';
import { CHUNK_POINTS } from '../../../server/store/series-store.ts';

test('gives a column to others from the next turn of the event loop on, and only once', async () => {
  const column = valuePool.take();
  valuePool.give(column);
  const taken = Array.from({ length: 100 }, () => valuePool.take());
  assert.ok(!taken.includes(column));
  await nextTurn();
  await nextTurn();
  assert.equal(valuePool.take(), column);
  assert.notEqual(valuePool.take(), column);
});

test('takes no column that is shorter or longer than a chunk', async () => {
  valuePool.give(new Float32Array(CHUNK_POINTS + 1));
  await nextTurn();
  await nextTurn();
  assert.equal(valuePool.take().length, CHUNK_POINTS);
});

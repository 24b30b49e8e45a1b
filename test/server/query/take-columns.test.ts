import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeDoubles, takeFloats } from '../../../server/query/take-columns.ts';

test('columns that share memory are apart, whatever their lengths', () => {
  const lengths = Array.from({ length: 5000 }, (_, k) => (k * 37) % 131).concat(4096, 4097, 100_000);
  const filled = lengths.map((length, k) => (k % 2 ? takeFloats(length) : takeDoubles(length)).fill(k));
  for (const [k, column] of filled.entries()) {
    assert.equal(column.length, lengths[k]);
    assert.ok((column as Float64Array).every((value) => value === k));
  }
});

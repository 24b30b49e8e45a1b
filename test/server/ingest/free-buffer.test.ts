import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeBuffer } from '../../../server/ingest/free-buffer.ts';

test('takes the memory of a large buffer, at once and every time, and leaves a small one', () => {
  for (let turn = 0; turn < 3; turn++) {
    const large = new ArrayBuffer(1 << 20);
    freeBuffer(large);
    assert.equal(large.byteLength, 0);
  }
  const small = new ArrayBuffer(100);
  freeBuffer(small);
  assert.equal(small.byteLength, 100);
});

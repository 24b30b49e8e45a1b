import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyFloat32, copyFloat64, copyUint32, widenFloat32 } from '../../../web/data/columns.ts';

/** Bytes that begin at an odd offset, as in a decoded message. */
function atOddOffset(source: Float64Array | Float32Array | Uint32Array): Uint8Array {
  const bytes = new Uint8Array(source.byteLength + 1);
  bytes.set(new Uint8Array(source.buffer), 1);
  return bytes.subarray(1);
}

test('reads columns at any offset', () => {
  assert.deepEqual(
    copyFloat64(atOddOffset(Float64Array.of(1.5, NaN, -Infinity))),
    Float64Array.of(1.5, NaN, -Infinity),
  );
  assert.deepEqual(copyFloat32(atOddOffset(Float32Array.of(0.1))), Float32Array.of(0.1));
  assert.deepEqual(copyUint32(atOddOffset(Uint32Array.of(7, 2 ** 32 - 1))), Uint32Array.of(7, 2 ** 32 - 1));
  assert.equal(copyFloat64(new Uint8Array(0)).length, 0);
});

test('the copy is not the message', () => {
  const bytes = new Uint8Array(8);
  copyFloat64(bytes)[0] = 1;
  assert.deepEqual([...bytes], [0, 0, 0, 0, 0, 0, 0, 0]);
});

test('columns that share memory are apart, whatever their lengths', () => {
  const lengths = Array.from({ length: 3000 }, (_, k) => (k * 37) % 260).concat(100_000);
  const filled = lengths.map((length, k) => {
    const isNarrow = k % 2 === 1;
    const column = (isNarrow ? new Float32Array(length) : new Float64Array(length)).fill(k);
    return isNarrow ? widenFloat32(atOddOffset(column)) : copyFloat64(atOddOffset(column));
  });
  for (const [k, column] of filled.entries()) {
    assert.equal(column.length, lengths[k]);
    assert.ok(column.every((value) => value === k));
  }
});

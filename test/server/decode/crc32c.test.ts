import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32c, maskCrc, unmaskCrc } from '../../../server/decode/crc32c.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The definition, bit by bit. */
function slowCrc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

test('gives the published check value', () => {
  assert.equal(crc32c(ascii('123456789')), 0xe3069283);
  assert.equal(crc32c(new Uint8Array(0)), 0);
});

test('gives the checksums that TensorFlow stores in its records', () => {
  const length24 = Uint8Array.of(0x18, 0, 0, 0, 0, 0, 0, 0);
  assert.equal(maskCrc(crc32c(length24)), 0x224b7fa3);
  const version = Uint8Array.of(
    0x09,
    0,
    0,
    0x80,
    0x38,
    0x99,
    0xd6,
    0xd7,
    0x41,
    0x1a,
    0x0d,
    ...ascii('brain.Event:2'),
  );
  assert.equal(maskCrc(crc32c(version)), 0xab364b12);
  assert.equal(maskCrc(crc32c(Uint8Array.of(0x1a, 0x11, ...ascii('CRC test, one two')))), 0x5794d08a);
});

test('agrees with the definition at every length up to 70 and every alignment', () => {
  const bytes = Uint8Array.from({ length: 96 }, (_, i) => (i * 167 + 13) & 0xff);
  for (let start = 0; start < 17; start++) {
    for (let length = 0; length <= 70; length++) {
      const expected = slowCrc32c(bytes.subarray(start, start + length));
      assert.equal(crc32c(bytes, start, start + length), expected, `start ${start}, length ${length}`);
    }
  }
});

test('masking is undone by unmasking', () => {
  for (const crc of [0, 1, 0x7fffffff, 0x80000000, 0xe3069283, 0xffffffff]) {
    const masked = maskCrc(crc);
    assert.ok(masked >= 0 && masked <= 0xffffffff);
    assert.equal(unmaskCrc(masked), crc);
  }
});

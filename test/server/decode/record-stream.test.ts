import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RecordStream, type Damage } from '../../../server/decode/record-stream.ts';
import { frameRecord } from '../../../server/decode/frame-record.ts';

const PAYLOADS = Array.from({ length: 20 }, (_, index) =>
  Buffer.from(`payload ${index} ${'x'.repeat(index)}`),
);
const RECORDS = PAYLOADS.map((payload) => frameRecord(payload));
const FILE = Buffer.concat(RECORDS);

/** Offset in FILE of record `index`. */
function offsetOf(index: number): number {
  return RECORDS.slice(0, index).reduce((sum, record) => sum + record.length, 0);
}

/** Reads `file` in blocks of at most `blockBytes` new bytes at a time. */
function readInBlocks(
  file: Uint8Array,
  blockBytes: number,
): { texts: string[]; damages: Damage[]; stream: RecordStream } {
  const stream = new RecordStream();
  const texts: string[] = [];
  const damages: Damage[] = [];
  for (let seen = 0; seen < file.length;) {
    seen = Math.min(file.length, seen + blockBytes);
    const block = file.subarray(stream.offset, seen);
    stream.read(
      block,
      block.length,
      { decode: (start, end) => texts.push(Buffer.from(block.subarray(start, end)).toString()) > 0 },
      (damage) => damages.push(damage),
    );
  }
  return { texts, damages, stream };
}

const ALL = PAYLOADS.map(String);
const without = (...indexes: number[]): string[] => ALL.filter((_, index) => !indexes.includes(index));

describe('RecordStream', () => {
  it('reads the same records whatever the size of the blocks, one byte at a time too', () => {
    for (const blockBytes of [1, 2, 7, 64, FILE.length]) {
      const { texts, damages, stream } = readInBlocks(FILE, blockBytes);
      assert.deepEqual(texts, ALL);
      assert.deepEqual(damages, []);
      assert.equal(stream.offset, FILE.length);
    }
  });

  it('waits at a record of which only part is there, and says how much it takes', () => {
    for (let bytes = 1; bytes < RECORDS[19]!.length; bytes++) {
      const { texts, damages, stream } = readInBlocks(FILE.subarray(0, offsetOf(19) + bytes), 1000);
      assert.deepEqual(texts, without(19));
      assert.deepEqual(damages, []);
      assert.equal(stream.offset, offsetOf(19));
      assert.equal(stream.damageAtEnd(offsetOf(19) + bytes), undefined);
      assert.equal(stream.needed, bytes < 12 ? 12 : RECORDS[19]!.length);
    }
  });

  it('skips one record whose payload is damaged', () => {
    const file = Buffer.from(FILE);
    file[offsetOf(5) + 14]! ^= 1;
    for (const blockBytes of [1, 50, file.length]) {
      const { texts, damages } = readInBlocks(file, blockBytes);
      assert.deepEqual(texts, without(5));
      assert.equal(damages.length, 1);
      assert.equal(damages[0]?.offset, offsetOf(5));
      assert.equal(damages[0]?.bytes, RECORDS[5]!.length);
    }
  });

  it('finds the next sound record after a damaged length', () => {
    const file = Buffer.from(FILE);
    file[offsetOf(7) + 1]! ^= 0x40;
    const { texts, damages } = readInBlocks(file, 13);
    assert.deepEqual(texts, without(7));
    assert.deepEqual(
      damages.map(({ offset, bytes }) => ({ offset, bytes })),
      [{ offset: offsetOf(7), bytes: RECORDS[7]!.length }],
    );
  });

  it('reads on after bytes were lost inside a payload, from where the next record really begins', () => {
    const cut = offsetOf(9) + 15;
    const file = Buffer.concat([FILE.subarray(0, cut), FILE.subarray(cut + 3)]);
    const { texts, damages } = readInBlocks(file, 40);
    assert.deepEqual(texts, without(9));
    assert.deepEqual(
      damages.map(({ offset, bytes }) => ({ offset, bytes })),
      [{ offset: offsetOf(9), bytes: RECORDS[9]!.length - 3 }],
    );
  });

  it('tells damage that reaches to the end, and its whole extent once a sound record follows', () => {
    const zeros = Buffer.alloc(100);
    const file = Buffer.concat([FILE, zeros]);
    const { stream, damages } = readInBlocks(file, 64);
    assert.deepEqual(damages, []);
    assert.equal(stream.damageAtEnd(file.length)?.offset, FILE.length);
    assert.equal(stream.damageAtEnd(file.length)?.bytes, 100);
    const grown = readInBlocks(Buffer.concat([file, RECORDS[3]!]), 64);
    assert.deepEqual(grown.texts, [...ALL, ALL[3]]);
    assert.deepEqual(
      grown.damages.map(({ offset, bytes }) => [offset, bytes]),
      [[FILE.length, 100]],
    );
  });

  it('takes a length beyond 2 GiB for damage, although its checksum agrees', () => {
    const huge = Buffer.from(frameRecord(new Uint8Array(0)));
    huge.writeBigUInt64LE(2n ** 62n);
    const withCrc = Buffer.concat([reframedHeader(2n ** 62n), Buffer.from('abc')]);
    const { texts, damages } = readInBlocks(Buffer.concat([RECORDS[0]!, withCrc, RECORDS[1]!]), 30);
    assert.deepEqual(texts, [ALL[0], ALL[1]]);
    assert.deepEqual(
      damages.map(({ offset, bytes }) => [offset, bytes]),
      [[RECORDS[0]!.length, 15]],
    );
  });

  it('tells a record that the handler refuses, and goes on', () => {
    const stream = new RecordStream();
    const damages: Damage[] = [];
    let seen = 0;
    stream.read(FILE, FILE.length, { decode: () => ++seen !== 4 }, (damage) => damages.push(damage));
    assert.equal(seen, 20);
    assert.deepEqual(
      damages.map(({ offset }) => offset),
      [offsetOf(3)],
    );
  });
});

/** A header with a right checksum: only frameRecord knows how, so it is taken from a record that is cut off. */
function reframedHeader(length: bigint): Buffer {
  const lengthBytes = Buffer.alloc(8);
  lengthBytes.writeBigUInt64LE(length);
  // The footer of a record whose payload is these 8 bytes is the masked checksum that the header needs.
  return Buffer.concat([lengthBytes, frameRecord(lengthBytes).subarray(-4)]);
}

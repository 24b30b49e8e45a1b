import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeChunk, encodeChunk, type ChunkColumns } from '../../../server/store/chunk-codec.ts';
import { seededRandom } from '../../support/random.ts';

const random = seededRandom(5);
const COUNT = 4096;

/** A column of doubles made from its index. */
function doubles(count: number, make: (at: number) => number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => make(at));
}

/** Any double whatever: 64 random bits. */
function anyDouble(): number {
  return new Float64Array(Uint32Array.of(random() * 2 ** 32, random() * 2 ** 32).buffer)[0] ?? 0;
}

const odd = [0, -0, NaN, Infinity, -Infinity, 5e-324, -1.5, 2 ** 53, -(2 ** 53), 1.7e9, Number.MAX_VALUE];

const steps: Record<string, (at: number) => number> = {
  regular: (at) => 1000 + at * 10,
  backwards: (at) => 9 - 3 * at,
  equal: () => 7,
  irregular: (at) => at * 10 + Math.floor(random() * 10),
  'far apart': () => Math.floor((random() - 0.5) * 2 ** 53),
  'up to 2^50 apart': (at) => (at % 3) * 2 ** 49 - 2 ** 49,
};

const times: Record<string, (at: number) => number> = {
  'of our age': (at) => 1.7e9 + at * 0.21 + random() * 0.004,
  small: (at) => at / 3,
  odd: () => odd[Math.floor(random() * odd.length)] ?? 0,
  'minus zero': () => -0,
  any: anyDouble,
};

const values: Record<string, (count: number) => Float32Array | Float64Array> = {
  float32: (count) => Float32Array.from({ length: count }, () => random() - 0.5),
  'odd float32': (count) => Float32Array.from({ length: count }, (_, at) => odd[at % odd.length] ?? 0),
  float64: (count) => doubles(count, random),
  'any float64': (count) => doubles(count, anyDouble),
};

function assertSame(columns: ChunkColumns, count: number): void {
  const back = decodeChunk(encodeChunk(columns), count);
  assert.equal(back.values.constructor, columns.values.constructor);
  for (const key of ['steps', 'wallTimes', 'values', 'exactSteps'] as const) {
    assert.deepEqual(bytesOf(back[key]), bytesOf(columns[key]), key);
  }
}

function bytesOf(column: ArrayBufferView | undefined): Buffer | undefined {
  return column && Buffer.from(column.buffer, column.byteOffset, column.byteLength);
}

describe('encodeChunk', () => {
  for (const [stepName, step] of Object.entries(steps)) {
    for (const [timeName, time] of Object.entries(times)) {
      it(`gives back every bit: ${stepName} steps, ${timeName} wall times`, () => {
        for (const make of Object.values(values)) {
          for (const count of [1, 2, 3, 100, COUNT]) {
            const columns = {
              steps: doubles(count, step),
              wallTimes: doubles(count, time),
              values: make(count),
            };
            assertSame({ ...columns, exactSteps: undefined }, count);
          }
        }
      });
    }
  }

  it('gives back steps beyond 2^53', () => {
    const exactSteps = BigInt64Array.from({ length: 100 }, (_, at) => 2n ** 62n + BigInt(at) * -3n);
    const columns = {
      steps: Float64Array.from(exactSteps, Number),
      wallTimes: doubles(100, (at) => at),
      values: new Float32Array(100),
      exactSteps,
    };
    assertSame(columns, 100);
  });

  it('takes at most 8 bytes a point for regular steps and float32 values', () => {
    const bytes = encodeChunk({
      steps: doubles(COUNT, (at) => at),
      wallTimes: doubles(COUNT, (at) => 1.7e9 + at * 0.1 + random() * 0.01),
      values: Float32Array.from({ length: COUNT }, (_, at) => 1 / (1 + at * 0.01) + random() * 0.05),
      exactSteps: undefined,
    });
    assert.ok(bytes.length <= COUNT * 8, `${bytes.length / COUNT} bytes a point`);
  });

  it('refuses bytes that end too early', () => {
    const columns = { steps: doubles(9, random), wallTimes: doubles(9, random), values: new Float32Array(9) };
    assert.throws(() => decodeChunk(encodeChunk({ ...columns, exactSteps: undefined }), 10), RangeError);
  });
});

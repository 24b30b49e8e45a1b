import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeChunk, encodeChunk } from '../../../server/store/chunk-codec.ts';
import { PackedPoints, type ScalarPoints } from '../../../server/store/packed-points.ts';
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

let walk = 0;
const steps: Record<string, (at: number) => number> = {
  regular: (at) => 1000 + at * 10,
  backwards: (at) => 9 - 3 * at,
  equal: () => 7,
  irregular: (at) => at * 10 + Math.floor(random() * 10),
  'far apart': () => Math.floor((random() - 0.5) * 2 ** 53),
  'up to 2^50 apart': (at) => (at % 3) * 2 ** 49 - 2 ** 49,
  'with distances of one byte': () => (walk += 3 + Math.floor(random() * 256)),
  'with distances of two bytes': () => (walk += Math.floor(random() * 65_536)),
  'with distances of three bytes': () => (walk += Math.floor(random() * 2 ** 24)),
  'with distances of four bytes': () => (walk += Math.floor(random() * 2 ** 32)),
};

const times: Record<string, (at: number) => number> = {
  'of our age': (at) => 1.7e9 + at * 0.21 + random() * 0.004,
  'an hour apart': (at) => 1.7e9 + at * 3600 + random(),
  'with a long pause': (at) => 1.7e9 + at + (at > 50 ? 86_400 : 0),
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

function pack(columns: Omit<ScalarPoints, 'length'>, count: number): PackedPoints {
  const points = new PackedPoints();
  points.append({ ...columns, length: count }, 0, count);
  return points;
}

function assertSame(points: PackedPoints): void {
  // A copy at an odd place, as in a snapshot.
  const bytes = new Uint8Array(encodeChunk(points).length + 1).subarray(1);
  bytes.set(encodeChunk(points));
  const back = decodeChunk(bytes, points.length);
  assert.equal(back.length, points.length);
  assert.equal(back.values.constructor, points.values.constructor);
  assert.deepEqual(bytesOf(back.values), bytesOf(points.values.subarray(0, points.length)));
  for (let at = 0; at < points.length; at++) {
    assert.equal(back.exactStepAt(at), points.exactStepAt(at), `step ${at}`);
    assert.ok(Object.is(back.wallTimeAt(at), points.wallTimeAt(at)), `wall time ${at}`);
  }
  assert.deepEqual(back.summarise(), points.summarise());
}

function bytesOf(column: ArrayBufferView): Buffer {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
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
            assertSame(pack({ ...columns, exactSteps: undefined }, count));
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
    assertSame(pack(columns, 100));
  });

  it('takes 6 bytes a point for regular steps, float32 values and wall times nearly on the beat', () => {
    const columns = {
      steps: doubles(COUNT, (at) => at),
      wallTimes: doubles(COUNT, (at) => 1.7e9 + at * 0.1 + random() * 0.007),
      values: Float32Array.from({ length: COUNT }, (_, at) => 1 / (1 + at * 0.01) + random() * 0.05),
      exactSteps: undefined,
    };
    assert.equal(Math.round((encodeChunk(pack(columns, COUNT)).length / COUNT) * 100), 601);
  });

  it('goes on where it was read back', () => {
    const columns = (from: number) => ({
      steps: Float64Array.of(from, from + 1),
      wallTimes: Float64Array.of(1.7e9 + from, 1.7e9 + from + 1),
      values: Float32Array.of(from, from + 1),
      exactSteps: undefined,
      length: 2,
    });
    const points = decodeChunk(encodeChunk(pack(columns(0), 2)).slice(), 2);
    points.append(columns(2), 0, 2);
    assert.deepEqual([points.stepAt(3), points.wallTimeAt(3), points.values[3]], [3, 1.7e9 + 3, 3]);
  });

  it('refuses bytes that end too early, and forms that there are not', () => {
    const columns = { steps: doubles(9, random), wallTimes: doubles(9, random), values: new Float32Array(9) };
    const bytes = encodeChunk(pack({ ...columns, exactSteps: undefined }, 9)).slice();
    assert.throws(() => decodeChunk(bytes, 10), RangeError);
    for (const at of [0, 1]) {
      const unknown = Uint8Array.from(bytes);
      unknown[at] = 99;
      assert.throws(() => decodeChunk(unknown, 9), RangeError);
    }
  });
});

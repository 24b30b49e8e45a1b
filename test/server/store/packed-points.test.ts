import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CELL_POINTS, CHUNK_POINTS } from '../../../server/store/series-store.ts';
import { PackedPoints } from '../../../server/store/packed-points.ts';
import type { EvenSteps } from '../../../server/store/step-column.ts';
import type { TickTimes } from '../../../server/store/time-column.ts';
import { seededRandom } from '../../support/random.ts';

const random = seededRandom(7);
const FLOATS = Array.from({ length: CHUNK_POINTS }, () => Math.fround(random()));
const STEPS = {
  even: (at: number) => 100 + at * 10,
  falling: (at: number) => 5 - at,
  uneven: (at: number) => at * 10 + Math.floor(random() * 10),
  'even until late': (at: number) => (at < 4000 ? at : 7),
};
const TIMES = {
  'a tenth of a second apart': (at: number) => 1.7e9 + at * 0.1 + random() * 0.01,
  'an hour apart': (at: number) => 1.7e9 + at * 3600 + random(),
  'that go back': (at: number) => 1.7e9 - at,
  'that go back a little': (at: number) => 1.7e9 + at * 0.001 + random() * 0.5,
  'without a date': (at: number) => at / 3,
  'of any kind': (at: number) => [0, -0, NaN, Infinity, -1e300, 5e-324, 1.7e9][at % 7] ?? 0,
  'that turn odd late': (at: number) => (at < 3000 ? 1.7e9 + at : 1 / at),
};

/** The steps in their short form, where they have one, half of the time. */
function evenSteps(steps: number[]): EvenSteps | undefined {
  const [first = 0, second = first] = steps;
  const stride = second - first;
  const isEven = steps.every((step, at) => step === first + at * stride);
  return isEven && random() < 0.5 ? { first, stride } : undefined;
}

/** The wall times in their short form, where they have one, half of the time. */
function ticks(times: number[]): TickTimes | undefined {
  const all = times.map((time) => time * 2 ** 22);
  const base = Math.min(...all);
  const areTicks = all.every((tick) => tick > 0 && Number.isSafeInteger(tick) && tick - base < 2 ** 32);
  if (!areTicks || random() < 0.5) return undefined;
  return { base, ticks: Uint32Array.from(all, (tick) => tick - base) };
}

/** Packs the columns in batches of random sizes. */
function pack(steps: number[], wallTimes: number[], values: number[], isFloat32 = true): PackedPoints {
  const points = new PackedPoints();
  for (let from = 0; from < steps.length;) {
    const to = Math.min(steps.length, from + Math.ceil(random() * 1000));
    const cut = (numbers: number[]): Float64Array => Float64Array.from(numbers.slice(from, to));
    const cutValues = cut(values);
    points.append(
      {
        length: to - from,
        steps: evenSteps(steps.slice(from, to)) ?? cut(steps),
        wallTimes: ticks(wallTimes.slice(from, to)) ?? cut(wallTimes),
        values: isFloat32 ? Float32Array.from(cutValues) : cutValues,
        exactSteps: undefined,
      },
      0,
      to - from,
    );
    from = to;
  }
  return points;
}

function column(make: (at: number) => number): number[] {
  return Array.from({ length: CHUNK_POINTS }, (_, at) => make(at));
}

describe('PackedPoints', () => {
  for (const [stepName, step] of Object.entries(STEPS)) {
    for (const [timeName, time] of Object.entries(TIMES)) {
      it(`gives back every number: ${stepName} steps, wall times ${timeName}`, () => {
        const steps = column(step);
        const wallTimes = column(time);
        const points = pack(steps, wallTimes, FLOATS);
        assert.equal(points.length, CHUNK_POINTS);
        for (let at = 0; at < CHUNK_POINTS; at++) {
          assert.ok(Object.is(points.stepAt(at), steps[at]), `step ${at}`);
          assert.ok(Object.is(points.wallTimeAt(at), wallTimes[at]), `wall time ${at}`);
        }
        assert.deepEqual([...points.values], FLOATS);
      });
    }
  }

  it('takes 8 bytes a point where steps are even and a chunk is short in time, 10 where it is long', () => {
    for (const [time, bytes] of [
      [TIMES['a tenth of a second apart'], 8],
      [TIMES['an hour apart'], 10],
    ] as const)
      assert.equal(pack(column(STEPS.even), column(time), FLOATS).bytes, bytes * CHUNK_POINTS);
  });

  it('widens values that were narrow so far', () => {
    const points = pack([1, 2], [1, 2], [0.5, 1]);
    const wide = { steps: Float64Array.of(3), wallTimes: Float64Array.of(3), values: Float64Array.of(0.1) };
    points.append({ ...wide, length: 1, exactSteps: undefined }, 0, 1);
    assert.deepEqual([...points.values.subarray(0, 3)], [0.5, 1, 0.1]);
  });

  it('keeps steps beyond 2^53 exactly, and is not wide for those of other series', () => {
    const points = pack([1, 2], [1, 2], [1, 2]);
    const append = (exact: bigint): void => {
      const exactSteps = BigInt64Array.of(exact);
      const one = {
        steps: Float64Array.of(Number(exact)),
        wallTimes: Float64Array.of(3),
        values: Float32Array.of(3),
      };
      points.append({ ...one, length: 1, exactSteps }, 0, 1);
    };
    append(3n);
    assert.equal(points.areStepsRounded, false);
    append(2n ** 60n + 1n);
    assert.equal(points.areStepsRounded, true);
    assert.deepEqual(
      [0, 1, 2, 3].map((at) => BigInt(points.exactStepAt(at))),
      [1n, 2n, 3n, 2n ** 60n + 1n],
    );
    assert.deepEqual([points.stepAt(2), points.stepAt(3)], [3, 2 ** 60]);
  });
});

describe('a summary of points', () => {
  const odd = [NaN, Infinity, -Infinity, 0, -0];

  for (const share of [0, 0.1, 1]) {
    it(`is what a look at all points gives, ${share * 100} % of them odd`, () => {
      for (const count of [1, 63, 64, 65, 1000, CHUNK_POINTS]) {
        const values = Array.from({ length: count }, () =>
          random() < share ? (odd[Math.floor(random() * odd.length)] ?? 0) : Math.floor(random() * 50) - 20,
        );
        const steps = values.map(() => Math.floor(random() * 1000));
        const times = values.map((_, at) => 1.7e9 + at);
        const summary = pack(steps, times, values).summarise();
        const finite = values.filter(Number.isFinite);
        assert.equal(summary.lowest + 0, Math.min(...finite) + 0);
        assert.equal(summary.highest + 0, Math.max(...finite) + 0);
        assert.equal(
          summary.lowestAt,
          values.findIndex((value) => value === summary.lowest),
        );
        assert.equal(
          summary.highestAt,
          values.findIndex((value) => value === summary.highest),
        );
        assert.equal(summary.nanCount, values.filter(Number.isNaN).length);
        assert.equal(summary.positiveInfinityCount, values.filter((value) => value === Infinity).length);
        assert.equal(summary.nonPositiveCount, values.filter((value) => value <= 0).length);
        assert.equal(summary.negativeInfinityCount, values.filter((value) => value === -Infinity).length);
        assert.deepEqual(summary.firstOfKinds, [
          values.indexOf(Infinity),
          values.indexOf(-Infinity),
          values.findIndex(Number.isNaN),
        ]);
        const first = values.findIndex((value) => !Number.isFinite(value));
        assert.deepEqual([summary.firstNonFinite, summary.firstNonFiniteStep], [first, steps[first]]);
        const isAscending = steps.every((step, at) => at === 0 || step >= (steps[at - 1] ?? 0));
        assert.deepEqual(summary.steps, {
          lowest: Math.min(...steps),
          highest: Math.max(...steps),
          isAscending,
        });
        assert.deepEqual(summary.wallTimes, { lowest: times[0], highest: times.at(-1), isAscending: true });
        for (let start = 0; start < count; start += CELL_POINTS) {
          const cell = values.slice(start, start + CELL_POINTS).filter(Number.isFinite);
          if (cell.length === 0) continue;
          const [lowest = 0, highest = 0] = summary.cells.subarray((start / CELL_POINTS) * 2);
          assert.equal((values[start + lowest] ?? 0) + 0, Math.min(...cell) + 0);
          assert.equal((values[start + highest] ?? 0) + 0, Math.max(...cell) + 0);
        }
      }
    });
  }

  it('knows nothing of an axis on which a point is missing', () => {
    const { wallTimes } = pack([1, 2], [1, NaN], [1, 2]).summarise();
    assert.deepEqual(wallTimes, { lowest: NaN, highest: NaN, isAscending: false });
  });
});

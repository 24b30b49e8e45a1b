import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeMultiples, computeStep, computeTicks, formatTicks } from '../../../web/charts/ticks.ts';

function labels(lo: number, hi: number, count: number): string[] {
  return formatTicks(computeTicks(lo, hi, count));
}

test('steps by 1, 2 or 5 times a power of ten', () => {
  for (let exponent = -300; exponent <= 300; exponent += 7) {
    for (const span of [1, 2.3, 4.9, 7.7]) {
      const step = computeStep(span * 10 ** exponent, 4);
      const mantissa = Number(step.toExponential(3).split('e')[0]);
      assert.ok([1, 2, 5].includes(mantissa), `${step}`);
    }
  }
});

test('marks multiples of the step inside the range, both ends included', () => {
  assert.deepEqual(computeTicks(0, 1, 5).values, [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
  assert.deepEqual(computeTicks(-3, 3, 3).values, [-2, 0, 2]);
  assert.deepEqual(computeTicks(0.1, 0.9, 2).values, [0.5]);
});

test('never marks negative zero', () => {
  assert.ok(computeTicks(-1, 1, 4).values.every((value) => !Object.is(value, -0)));
});

test('ends where floating point has no digits left', () => {
  const far = 2 ** 53;
  assert.ok(computeTicks(far, far + 2, 1000).values.length <= 64);
  assert.ok(computeMultiples(1e300, 1e300 * (1 + 1e-16), 1).length <= 64);
  assert.deepEqual(computeTicks(5, 1, 4).values, []);
});

test('marks the range of the largest doubles', () => {
  assert.deepEqual(labels(-Number.MAX_VALUE, Number.MAX_VALUE, 4), ['-1e308', '0', '1e308']);
});

test('labels in one unit with the digits that tell neighbours apart', () => {
  assert.deepEqual(labels(0, 60_000, 3), ['0', '20k', '40k', '60k']);
  assert.deepEqual(labels(0, 1, 5), ['0', '0.2', '0.4', '0.6', '0.8', '1.0']);
  assert.deepEqual(labels(0, 2_000_000, 4), ['0', '0.5M', '1.0M', '1.5M', '2.0M']);
  assert.deepEqual(labels(1700, 2000, 3), ['1700', '1800', '1900', '2000']);
  assert.deepEqual(labels(20_000, 20_004, 4), ['20.000k', '20.001k', '20.002k', '20.003k', '20.004k']);
});

test('writes small and huge numbers with an exponent', () => {
  assert.deepEqual(labels(0, 4e-4, 4), ['0', '1e-4', '2e-4', '3e-4', '4e-4']);
  assert.deepEqual(labels(0, 2.5e-4, 5), ['0', '5e-5', '1e-4', '1.5e-4', '2e-4', '2.5e-4']);
  assert.deepEqual(labels(0, 4e20, 4), ['0', '1e20', '2e20', '3e20', '4e20']);
});

test('keeps the end of a label that would not fit the gutter', () => {
  const [first, second] = labels(0.71314, 0.713142, 4);
  assert.equal(first, '…31400');
  assert.notEqual(first, second);
});

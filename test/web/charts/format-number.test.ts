import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDerived, formatExact } from '../../../web/charts/format-number.ts';

test('writes a float32 in the fewest digits that read back to it', () => {
  const cases: [number, string][] = [
    [Math.fround(0.1), '0.1'],
    [Math.fround(1 / 3), '0.33333334'],
    [Math.fround(16_777_217), '16777216'],
    [Math.fround(3.4028235e38), '3.4028235e+38'],
    [1.401298464324817e-45, '1e-45'],
  ];
  for (const [value, text] of cases) assert.equal(formatExact(value, true), text);
});

test('reads back to the same float32, whatever its bits', () => {
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  for (let k = 0; k < 20_000; k++) {
    bits[0] = Math.imul(k, 2_654_435_761);
    const number = value[0] ?? NaN;
    assert.ok(Object.is(Math.fround(Number(formatExact(number, true))), number), String(number));
  }
});

test('writes doubles in full and keeps the sign of zero', () => {
  assert.equal(formatExact(0.1 + 0.2, false), '0.30000000000000004');
  assert.equal(formatExact(-0, true), '-0');
  assert.equal(formatExact(NaN, true), 'NaN');
  assert.equal(formatExact(-Infinity, false), '-Infinity');
});

test('writes derived values with four decimals, tiny and huge ones with four digits', () => {
  assert.equal(formatDerived(0.815_349), '0.8153');
  assert.equal(formatDerived(0), '0.0000');
  assert.equal(formatDerived(-1.234_56e-5), '-1.235e-5');
  assert.equal(formatDerived(12_345_678), '1.235e7');
  assert.equal(formatDerived(NaN), 'NaN');
});

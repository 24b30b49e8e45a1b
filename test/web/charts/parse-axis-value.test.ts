import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAxisValue, parseAxisValue } from '../../../web/charts/parse-axis-value.ts';

test('reads steps as they are written on an axis', () => {
  assert.equal(parseAxisValue('step', '20k'), 20_000);
  assert.equal(parseAxisValue('step', ' 1,500 '), 1500);
  assert.equal(parseAxisValue('step', '1.5M'), 1_500_000);
  assert.equal(parseAxisValue('value', '−2e-3'), -0.002);
  for (const text of ['', 'ten', '1k2', '--1', '1e999'])
    assert.equal(parseAxisValue('step', text), undefined, text);
});

test('reads spans of time', () => {
  assert.equal(parseAxisValue('relative', '2h 30m'), 9000);
  assert.equal(parseAxisValue('relative', '2h30m'), 9000);
  assert.equal(parseAxisValue('relative', '90'), 90);
  assert.equal(parseAxisValue('relative', '-1.5 d'), -129_600);
  assert.equal(parseAxisValue('relative', '250ms'), 0.25);
  assert.equal(parseAxisValue('relative', '5 parsecs'), undefined);
});

test('reads dates in local time', () => {
  const expected = new Date(2026, 10, 24, 14, 30).getTime() / 1000;
  assert.equal(parseAxisValue('wall', '2026-11-24 14:30'), expected);
  assert.equal(parseAxisValue('wall', '2026-11-24T14:30'), expected);
  assert.equal(parseAxisValue('wall', String(expected)), expected);
  assert.equal(parseAxisValue('wall', 'yesterday-ish'), undefined);
});

test('prints what it reads', () => {
  for (const [kind, value] of [
    ['step', 1_234_567],
    ['relative', 9000],
    ['wall', 1.7e9],
    ['value', 0.00125],
  ] as const) {
    assert.equal(parseAxisValue(kind, formatAxisValue(kind, value)), value);
  }
  assert.equal(formatAxisValue('relative', 9000), '2h 30m');
});

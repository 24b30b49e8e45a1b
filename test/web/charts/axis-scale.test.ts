import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScale, type ScaleKind } from '../../../web/charts/axis-scale.ts';
import { panScale, zoomScale } from '../../../web/charts/axis-zoom.ts';

const assertNear = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= Math.abs(expected) * 1e-9 + 1e-12, `${actual}, not ${expected}`);

test('leads from values to shares and back, on every scale', () => {
  for (const [kind, from, to] of [
    ['linear', -5, 20],
    ['log', 1e-3, 1e6],
    ['symlog', -100, 1e4],
  ] as const) {
    const scale = buildScale(kind, { from, to }, 1e4);
    assert.equal(scale.share(from), 0);
    assertNear(scale.share(to), 1);
    assert.equal(scale.valueAt(1), to);
    for (const share of [0.1, 0.5, 0.9, 1.2]) assertNear(scale.share(scale.valueAt(share)), share);
  }
});

test('spreads decades evenly on a logarithmic scale', () => {
  const scale = buildScale('log', { from: 1, to: 10_000 });
  assertNear(scale.share(10), 0.25);
  assertNear(scale.share(1000), 0.75);
  assert.ok(Number.isNaN(scale.share(0)) && Number.isNaN(scale.share(-1)));
});

test('keeps a sign and zero on a symlog scale', () => {
  const scale = buildScale('symlog', { from: -1000, to: 1000 }, 1000);
  assertNear(scale.share(0), 0.5);
  assertNear(scale.share(-10) + scale.share(10), 1);
  // Linear near zero, logarithmic far from it.
  assert.ok(scale.share(0.2) - scale.share(0.1) > scale.share(900.1) - scale.share(900));
});

test('zooms around a place that stays, and draws along', () => {
  for (const kind of ['linear', 'log', 'symlog'] as const satisfies readonly ScaleKind[]) {
    const scale = buildScale(kind, { from: 1, to: 10_000 }, 10_000);
    const zoomed = buildScale(kind, zoomScale(scale, 0.25, 0.5), 10_000);
    assertNear(zoomed.share(scale.valueAt(0.25)), 0.25);
    assertNear(scale.share(zoomed.to) - scale.share(zoomed.from), 0.5);
    const panned = panScale(scale, 0.1);
    assertNear(scale.share(panned.from), 0.1);
    assertNear(scale.share(panned.to), 1.1);
  }
});

test('stops zooming where floating point tells nothing apart, and before infinity', () => {
  const tiny = buildScale('linear', { from: 1, to: 1 + 1e-13 });
  assert.deepEqual(zoomScale(tiny, 0.5, 0.5), { from: tiny.from, to: tiny.to });
  const huge = buildScale('linear', { from: -1e308, to: 1e308 });
  assert.deepEqual(zoomScale(huge, 0.5, 4), { from: -1e308, to: 1e308 });
  const log = buildScale('log', { from: 1e-300, to: 1e300 });
  assert.deepEqual(zoomScale(log, 0.5, 4), { from: 1e-300, to: 1e300 });
});

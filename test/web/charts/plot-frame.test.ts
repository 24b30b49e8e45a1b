import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildPlotFrame, fromPixelX, toPixelX, toPixelY } from '../../../web/charts/plot-frame.ts';
import { buildFrame } from './build-line.ts';

const SIZE = { width: 256, height: 192 };

test('leads from numbers to pixels and back', () => {
  const frame = buildFrame();
  assert.equal(toPixelX(frame, 0), 44);
  assert.equal(toPixelX(frame, 100), 144);
  assert.equal(fromPixelX(frame, 94), 50);
  assert.equal(fromPixelX(frame, -500), 0);
  assert.ok(toPixelY(frame, 100) > frame.top && toPixelY(frame, 0) < frame.top + frame.height);
});

test('widens ranges of one number, however large or small', () => {
  for (const value of [0, 1, -3e-40, 1e15, 1e300]) {
    const frame = buildPlotFrame(SIZE, { from: value, to: value }, { from: value, to: value });
    assert.ok(frame && frame.x.from < value && frame.x.to > value, String(value));
    assert.ok(frame.y.from < value && frame.y.to > value, String(value));
    assert.equal(Math.round(toPixelX(frame, value)), 44 + 100);
  }
});

test('keeps coordinates finite', () => {
  const frame = buildPlotFrame(SIZE, { from: 0, to: 1e-300 }, { from: 0, to: 1e-300 });
  assert.ok(frame && Number.isFinite(toPixelX(frame, 1e300)) && Number.isFinite(toPixelY(frame, -1e300)));
});

test('is nothing in an element without room', () => {
  assert.equal(buildPlotFrame({ width: 50, height: 192 }, { from: 0, to: 1 }, { from: 0, to: 1 }), undefined);
});

test('fits the largest doubles', () => {
  const largest = Number.MAX_VALUE;
  const frame = buildPlotFrame(SIZE, { from: 0, to: 1 }, { from: -largest, to: largest });
  assert.ok(frame);
  assert.equal(toPixelY(frame, largest), frame.top);
  assert.equal(toPixelY(frame, -largest), frame.top + frame.height);
  assert.equal(toPixelY(frame, 0), frame.top + frame.height / 2);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScale, type ScaleKind } from '../../../web/charts/axis-scale.ts';
import {
  buildPlotFrame,
  frameOf,
  fromPixelX,
  plotWidth,
  toPixelX,
  toPixelY,
} from '../../../web/charts/plot-frame.ts';
import { buildFrame, buildLine } from './build-line.ts';

const SIZE = { width: 256, height: 192 };
const scale = (from: number, to: number, kind: ScaleKind = 'linear') => buildScale(kind, { from, to });

test('leads from numbers to pixels and back', () => {
  const frame = buildFrame();
  assert.equal(toPixelX(frame, 0), 44);
  assert.equal(toPixelX(frame, 100), 144);
  assert.equal(fromPixelX(frame, 94), 50);
  assert.equal(fromPixelX(frame, -500), 0);
  assert.equal(toPixelY(frame, 100), frame.top);
  assert.equal(toPixelY(frame, 0), frame.top + frame.height);
});

test('keeps coordinates finite', () => {
  const frame = buildPlotFrame(SIZE, scale(0, 1e-300), scale(0, 1e-300));
  assert.ok(frame && Number.isFinite(toPixelX(frame, 1e300)) && Number.isFinite(toPixelY(frame, -1e300)));
});

test('is nothing in an element without room', () => {
  assert.equal(buildPlotFrame({ width: 50, height: 192 }, scale(0, 1), scale(0, 1)), undefined);
});

test('fits the largest doubles', () => {
  const largest = Number.MAX_VALUE;
  const frame = buildPlotFrame(SIZE, scale(0, 1), scale(-largest, largest));
  assert.ok(frame);
  assert.equal(toPixelY(frame, largest), frame.top);
  assert.equal(toPixelY(frame, -largest), frame.top + frame.height);
  assert.equal(toPixelY(frame, 0), frame.top + frame.height / 2);
});

test('has no place for zero on a logarithmic axis', () => {
  const frame = buildPlotFrame(SIZE, scale(1, 100, 'log'), scale(1, 100, 'log'));
  assert.ok(frame);
  assert.equal(toPixelX(frame, 10), frame.left + frame.width / 2);
  assert.ok(Number.isNaN(toPixelX(frame, 0)) && Number.isNaN(toPixelY(frame, -1)));
});

test('gives a line on the right the axis on the right, and that its room', () => {
  const frame = buildPlotFrame(SIZE, scale(0, 1), scale(0, 1), scale(0, 1000));
  assert.ok(frame);
  assert.equal(frame.width, plotWidth(256, true));
  assert.ok(frame.width < plotWidth(256));
  const right = { ...buildLine(1, [0], [0]), isOnRight: true };
  assert.equal(toPixelY(frameOf(right, frame), 1000), frame.top);
  assert.equal(frameOf({}, frame).y.to, 1);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScale } from '../../../web/charts/axis-scale.ts';
import { buildAxisShapes } from '../../../web/charts/axis-shapes.ts';
import type { Palette } from '../../../web/charts/palette.ts';

const palette = { grid: '#eee', axis: '#999', faintText: '#666', font: 'sans' } as Palette;
const x = buildScale('linear', { from: 0, to: 100 });
const frame = { left: 40, top: 10, width: 200, height: 100, x, y: x, rightY: undefined };

/** Labels with where they stand: "100 right at 240". */
function labels(xLabels: readonly string[]): string[] {
  const xTicks = { values: [0, 100], labels: xLabels };
  const yTicks = { values: [50], labels: ['50'] };
  return buildAxisShapes({ frame, xTicks, yTicks, rightYTicks: undefined, palette }).flatMap((shape) =>
    shape.type === 'text' ? [`${shape.style.text} ${shape.style.align} at ${shape.style.x}`] : [],
  );
}

test('a label that would be cut off at the right edge ends at its tick', () => {
  assert.deepEqual(labels(['0', '100']), ['0 center at 40', '100 center at 240', '50 right at 33']);
  assert.deepEqual(labels(['0', '12:34:56']).at(1), '12:34:56 right at 240');
});

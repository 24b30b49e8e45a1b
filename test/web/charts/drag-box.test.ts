import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxLimits, findBox } from '../../../web/charts/drag-box.ts';
import { buildFrame } from './build-line.ts';

const FRAME = buildFrame();
const at = (x: number, y: number) => ({ x: FRAME.left + x, y: FRAME.top + 100 - y });

test('takes a flat drag as a range of x, a narrow one as a range of y, else a box', () => {
  const choose = (start: [number, number], end: [number, number]) => {
    const found = findBox(FRAME, at(...start), at(...end));
    return found && boxLimits(FRAME, found, { range: undefined, yRange: undefined });
  };
  assert.deepEqual(choose([20, 50], [60, 55]), { range: { from: 20, to: 60 }, yRange: undefined });
  assert.deepEqual(choose([20, 90], [25, 30]), {
    range: undefined,
    yRange: { from: 30, to: 90 },
    rightYRange: undefined,
  });
  assert.deepEqual(choose([60, 80], [20, 40]), {
    range: { from: 20, to: 60 },
    yRange: { from: 40, to: 80 },
    rightYRange: undefined,
  });
  assert.equal(choose([20, 20], [22, 21]), undefined);
});

test('stays inside the plot', () => {
  assert.deepEqual(findBox(FRAME, at(50, 50), at(900, 900))?.box, {
    x: FRAME.left + 50,
    y: FRAME.top,
    width: 50,
    height: 50,
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDepths } from '../../../web/charts/depth-labels.ts';
import { pickEvenly } from '../../../web/charts/pick-evenly.ts';
import { findBucket, findRow } from '../../../web/charts/ridge-lookup.ts';
import { computeOutline, densityAt } from '../../../web/charts/ridge-outline.ts';
import {
  buildRidgePicture,
  countFitting,
  findRowOfDepth,
  toBaseline,
  toRidgeX,
} from '../../../web/charts/ridge-picture.ts';
import {
  buildRidgeRow,
  computeValueRange,
  findSingles,
  type RidgeRow,
} from '../../../web/charts/ridge-row.ts';

const SIZE = { width: 350, height: 210 };
const VALUES = { kind: 'linear', clip: 0, chosen: undefined } as const;
const LAYOUT = { mode: 'offset', depthKind: 'step', values: VALUES, selected: new Set<RidgeRow>() } as const;

function row(depth: number, ...buckets: readonly number[]): RidgeRow {
  return buildRidgeRow(depth, Float64Array.from(buckets));
}

/** Area under the outline. */
function area(outline: Float64Array): number {
  let sum = 0;
  for (let k = 2; k < outline.length; k += 2) {
    sum += ((outline[k + 1]! + outline[k - 1]!) / 2) * (outline[k]! - outline[k - 2]!);
  }
  return sum;
}

test('chooses evenly, first and last among them', () => {
  assert.deepEqual(pickEvenly(3, 5), [0, 1, 2]);
  assert.deepEqual(pickEvenly(11, 3), [0, 5, 10]);
  assert.deepEqual(pickEvenly(5, 1), [4]);
  assert.deepEqual(pickEvenly(0, 3), []);
  for (const limit of [2, 7, 26, 99]) {
    const picked = pickEvenly(482, limit);
    assert.equal(new Set(picked).size, limit);
    assert.deepEqual([picked[0], picked.at(-1)], [0, 481]);
    const gaps = picked.slice(1).map((index, k) => index - picked[k]!);
    assert.ok(Math.max(...gaps) - Math.min(...gaps) <= 1);
  }
});

test('orders edges and buckets, and leaves out those without finite edges', () => {
  const reversed = row(0, 5, 0, 1, 0, -5, 2);
  assert.deepEqual([...reversed.buckets], [-5, 0, 2, 0, 5, 1]);
  const infinite = row(0, -Infinity, 0, 1, 0, 1, 3, 1, Infinity, 2);
  assert.deepEqual([...infinite.buckets], [0, 1, 3]);
  assert.deepEqual([infinite.total, infinite.isPartial], [6, true]);
  assert.deepEqual([row(0).total, row(0).isPartial], [0, false]);
});

test('leaves empty outer buckets out of the range', () => {
  assert.deepEqual(computeValueRange([row(0, -1e20, 0, 0, 0, 1, 4, 1, 1e20, 0)]), { from: 0, to: 1 });
  assert.equal(computeValueRange([row(0, 0, 1, 0)]), undefined);
});

test('tells scalars that were logged as histograms', () => {
  assert.deepEqual(findSingles([row(0, 2, 2, 1), row(1), row(2, 3, 3, 0, 3, 3, 9)]), [2, undefined, 3]);
  assert.equal(findSingles([row(0, 2, 2, 1), row(1, 0, 1, 1)]), undefined);
  assert.equal(findSingles([row(0, 2, 2, 1, 3, 3, 1)]), undefined);
  assert.equal(findSingles([row(0), row(1)]), undefined);
});

test('compares buckets of unequal widths by their area', () => {
  const outline = computeOutline(row(0, 0, 1, 5, 1, 3, 10, 3, 4, 5).buckets, 0.01);
  assert.deepEqual([...outline], [0, 0, 0.5, 5, 2, 5, 3.5, 5, 4, 0]);
});

test('touches zero beside a gap', () => {
  const outline = computeOutline(row(0, 0, 1, 1, 5, 6, 1).buckets, 0.01);
  assert.deepEqual([...outline], [0, 0, 0.5, 1, 1, 0, 5, 0, 5.5, 1, 6, 0]);
  assert.equal(densityAt(outline, 3), 0);
  assert.equal(densityAt(outline, -1), 0);
  assert.equal(densityAt(outline, 0.5), 1);
});

test('gives buckets without width a height, and takes narrow ones together', () => {
  assert.ok(area(computeOutline(row(0, 2, 2, 9).buckets, 0.1)) > 0);
  const narrow = Array.from({ length: 1000 }, (_, k) => [k / 1000, (k + 1) / 1000, 1]).flat();
  const outline = computeOutline(row(0, ...narrow).buckets, 0.05);
  assert.ok(outline.length < 100);
  assert.ok(Math.abs(area(outline) - 1000) < 60);
  assert.equal(computeOutline(new Float64Array(0), 1).length, 0);
});

test('shows as many rows as fit', () => {
  const rows = Array.from({ length: 482 }, (_, k) => row(k, 0, 1, 1, 1, 2, 3));
  const picture = buildRidgePicture(rows, SIZE, LAYOUT);
  assert.equal(picture?.rows.length, countFitting(SIZE));
  assert.deepEqual([picture?.rows[0]?.depth, picture?.rows.at(-1)?.depth], [0, 481]);
  assert.equal(buildRidgePicture(rows, { width: 40, height: 210 }, LAYOUT), undefined);
});

test('cuts a spike beside which all other rows would be flat', () => {
  const spread = [0, 1, 1, 1, 2, 2, 2, 3, 1];
  const rows = [row(0, 1, 1, 4), row(1, ...spread), row(2, ...spread)];
  const picture = buildRidgePicture(rows, SIZE, LAYOUT);
  const alike = buildRidgePicture([row(0, ...spread), row(1, ...spread)], SIZE, LAYOUT);
  assert.ok(picture && alike);
  // Three times as high as the middle one.
  assert.ok(Math.abs(picture.peak / alike.peak - 3) < 1e-9);
});

test('finds the row and the bucket under the pointer', () => {
  const rows = [row(0, 0, 1, 1, 1, 2, 0), row(1, 0, 1, 2, 1, 2, 3)];
  const picture = buildRidgePicture(rows, SIZE, LAYOUT);
  assert.ok(picture);
  assert.equal(findRow(picture, { x: toRidgeX(picture, 1.9), y: toBaseline(picture, 0) }), 0);
  assert.equal(findRow(picture, { x: toRidgeX(picture, 0.5), y: picture.bottom }), 1);
  assert.equal(findBucket(rows[1]!, 0.4), 0);
  assert.equal(findBucket(rows[1]!, 1), 1);
  assert.equal(findBucket(rows[1]!, 99), 1);
  assert.equal(findBucket(rows[1]!, -99), 0);
  assert.equal(findBucket(row(0), 1), -1);
});

test('places a depth between rows', () => {
  const rows = [row(0), row(100), row(300)];
  assert.deepEqual(
    [-5, 0, 50, 200, 900].map((depth) => findRowOfDepth(rows, depth)),
    [0, 0, 0.5, 1.5, 2],
  );
});

test('labels depths shortly', () => {
  assert.deepEqual(formatDepths('step', [0, 9600, 48_200, -20_000]), ['0', '9,600', '48.2k', '−20k']);
  assert.deepEqual(formatDepths('relative', [0, 0.25, 45, 90, 6120, 200_000]), [
    '0s',
    '250ms',
    '45s',
    '1.5m',
    '1.7h',
    '2.3d',
  ]);
  const start = new Date(2026, 2, 2, 14, 30, 5).getTime() / 1000;
  assert.deepEqual(formatDepths('wall', [start, start + 60]), ['14:30:05', '14:31:05']);
  assert.deepEqual(formatDepths('wall', [start, start + 86_400 * 30]), ['2 Mar', '1 Apr']);
});

test('draws a selected row whatever fits, and others beside it', () => {
  const rows = Array.from({ length: 482 }, (_, k) => row(k, 0, 1, 1, 1, 2, 3));
  const picture = buildRidgePicture(rows, SIZE, { ...LAYOUT, selected: new Set([rows[100]!]) });
  assert.ok(picture?.indexes.includes(100));
  assert.equal(picture?.rows[picture.indexes.indexOf(100)], rows[100]);
});

test('says when buckets are narrower than a pixel', () => {
  const wide = row(0, ...Array.from({ length: 30 }, (_, k) => [k, k + 1, 1]).flat());
  const narrow = row(0, ...Array.from({ length: 3000 }, (_, k) => [k, k + 1, 1]).flat());
  assert.equal(buildRidgePicture([wide], SIZE, LAYOUT)?.isJoined, false);
  assert.equal(buildRidgePicture([narrow], SIZE, LAYOUT)?.isJoined, true);
});

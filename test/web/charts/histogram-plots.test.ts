import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScale } from '../../../web/charts/axis-scale.ts';
import { buildComparePlot, type ComparedHistogram } from '../../../web/charts/compare-plot.ts';
import { buildCurvePlot, type Curve } from '../../../web/charts/curve-plot.ts';
import { buildHeatPlot, findNearestRow } from '../../../web/charts/heat-plot.ts';
import type { Palette } from '../../../web/charts/palette.ts';
import { hasNarrowBuckets, spreadOverPixels, toPixelBuckets } from '../../../web/charts/pixel-buckets.ts';
import { layOutPlotExport } from '../../../web/charts/plot-export.ts';
import type { Plot } from '../../../web/charts/plot.ts';
import { buildRidgePlot } from '../../../web/charts/ridge-plot.ts';
import { buildRidgeRow, type RidgeRow } from '../../../web/charts/ridge-row.ts';
import { buildValueScale, computeClippedRange } from '../../../web/charts/value-view.ts';
import { writeSvg } from '../../../web/charts/write-svg.ts';

const SIZE = { width: 356, height: 206 };
const PALETTE: Palette = {
  accent: '#0000ff',
  axis: '#888888',
  card: '#ffffff',
  font: 'sans-serif',
  grid: '#eeeeee',
  text: '#000000',
  secondaryText: '#333333',
  faintText: '#666666',
  warning: '#aa6600',
  colour: () => '#2a69c3',
};
const VALUES = { kind: 'linear', clip: 0, chosen: undefined } as const;
const HEAT = {
  depthKind: 'step',
  values: VALUES,
  colourToken: '',
  brokenDepths: [],
  selectedDepths: [],
} as const;

function row(depth: number, ...buckets: readonly number[]): RidgeRow {
  return buildRidgeRow(depth, Float64Array.from(buckets));
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

test('spreads counts over pixels without losing any', () => {
  const scale = buildScale('linear', { from: 0, to: 10 });
  const pixels = toPixelBuckets(Float64Array.of(0, 2.5, 4, 2.5, 2.5, 7, 9.9, 10, 2), scale, 100);
  const masses = spreadOverPixels(pixels, 100);
  assert.ok(Math.abs(sum(masses) - 13) < 1e-9);
  assert.equal(masses[25], 7);
  // The greatest value stands on the end of the axis, not beyond it.
  const last = spreadOverPixels(toPixelBuckets(Float64Array.of(10, 10, 3), scale, 100), 100);
  assert.equal(last[99], 3);
  const outside = spreadOverPixels(toPixelBuckets(Float64Array.of(11, 12, 3), scale, 100), 100);
  assert.equal(sum(outside), 0);
});

test('a log axis leaves out what is not positive, and begins with what crosses zero', () => {
  const scale = buildScale('log', { from: 1, to: 100 });
  const pixels = toPixelBuckets(Float64Array.of(-5, -1, 9, -1, 10, 4, 10, 100, 4), scale, 100);
  assert.deepEqual([...pixels.subarray(1, 3)], [50, 4]);
  assert.ok(pixels[0]! < 0);
  assert.deepEqual([...pixels.subarray(3)], [50, 100, 4]);
});

test('tells buckets that share a pixel', () => {
  assert.equal(hasNarrowBuckets(Float64Array.of(1, 1.4, 2, 1.4, 1.8, 2), 100), true);
  assert.equal(hasNarrowBuckets(Float64Array.of(1, 1.4, 2, 1.4, 1.8, 0, 40, 40.1, 2), 100), false);
});

test('clips to the quantiles of histograms that count alike, however many values they have', () => {
  const rows = [row(0, 0, 1, 98, 1, 2, 1, 900, 1000, 1), row(1, 0, 1, 1e6)];
  assert.deepEqual(computeClippedRange(rows, 0), { from: 0, to: 1000 });
  assert.deepEqual(computeClippedRange(rows, 0.01), { from: 0, to: 1 });
  assert.equal(computeClippedRange([row(0)], 0.01), undefined);
});

test('leaves outliers out by itself only where they squeeze the rest', () => {
  const auto = { kind: 'linear', clip: 'auto', chosen: undefined } as const;
  const range = (rows: readonly RidgeRow[]): number[] => {
    const { from, to } = buildValueScale(rows, auto);
    return [from, to];
  };
  assert.deepEqual(range([row(0, -1, 0, 500, 0, 1, 500, 900, 1000, 1)]), [-1, 1]);
  assert.deepEqual(range([row(0, -1, 0, 500, 0, 1, 500, 5, 6, 1)]), [-1, 6]);
  const { from, to } = buildValueScale([row(0, -1, 0, 500, 900, 1000, 1)], { ...auto, kind: 'symlog' });
  assert.deepEqual([from, to], [-1, 1000]);
});

test('a log axis of values begins above zero', () => {
  const log = { kind: 'log', clip: 0, chosen: undefined } as const;
  assert.equal(buildValueScale([row(0, -1, 0, 5, 0, 0.5, 5, 0.5, 8, 1)], log).from, 0.5);
  assert.ok(buildValueScale([row(0, -2, -1, 5)], log).from > 0);
});

test('a heat map finds the step and the bucket under the pointer', () => {
  const rows = [row(0, 0, 1, 5), row(100, 0, 1, 5, 1, 2, 7), row(200, 0, 1, 5)];
  const plot = buildHeatPlot(rows, HEAT, SIZE, PALETTE, {});
  assert.ok(plot);
  const { frame } = plot;
  const hit = plot.find({ x: frame.left + frame.width * 0.52, y: frame.top + frame.height * 0.25 });
  assert.equal(hit?.row, 1);
  assert.ok(hit.value > 1 && hit.value < 2);
  assert.equal(plot.drawnCount, 3);
  assert.deepEqual(plot.axes, { x: 'depth', y: 'values' });
});

test('the row nearest in depth is found by halving', () => {
  const rows = [0, 10, 20].map((depth) => ({ depth }));
  assert.deepEqual(
    [-5, 4, 6, 10, 99].map((depth) => findNearestRow(rows, depth)),
    [0, 0, 1, 1, 2],
  );
  assert.equal(findNearestRow([], 3), -1);
});

test('compared histograms have the same area, whatever their counts', () => {
  const compared = [row(0, 0, 1, 1), row(0, 0, 1, 1000)].map((each): ComparedHistogram => ({
    row: each,
    minus: undefined,
    label: 'run',
    colourToken: '',
    isReference: false,
  }));
  const plot = buildComparePlot(compared, VALUES, SIZE, PALETTE, {});
  assert.ok(plot);
  const middle = { x: plot.frame.left + plot.frame.width / 2, y: 0 };
  const first = plot.find(middle)?.place.y;
  assert.ok(first !== undefined);
  assert.ok(Math.abs((plot.find({ ...middle, y: 500 })?.place.y ?? 0) - first) < 1e-9);
});

test('a difference lies above and below zero', () => {
  const difference: ComparedHistogram = {
    row: row(0, 0, 1, 3, 1, 2, 1),
    minus: row(0, 0, 1, 1, 1, 2, 3),
    label: 'b − a',
    colourToken: '',
    isReference: false,
  };
  const plot = buildComparePlot([difference], VALUES, SIZE, PALETTE, {});
  assert.ok(plot);
  assert.ok(plot.frame.y.from < 0 && plot.frame.y.to > 0);
});

test('one value a step is told beside its dot: the newest, or the selected one', () => {
  const rows = [0.25, 0.5, 0.75].map((value, k) => row(k, value, value, 1));
  const textOf = (selected: readonly RidgeRow[]): string => {
    const options = { ...HEAT, mode: 'offset', selected: new Set(selected) } as const;
    const plot = buildRidgePlot(rows, options, SIZE, PALETTE, {});
    assert.ok(plot);
    return writeSvg(layOutPlotExport(plot.shapes, SIZE, '', PALETTE));
  };
  assert.match(textOf([]), />0\.7500</);
  assert.match(textOf(rows.slice(1, 2)), />0\.5000</);
  assert.doesNotMatch(textOf(rows.slice(1, 2)), />0\.7500</);
});

test('a caret stands where a spike beside others is cut', () => {
  const buckets = Array.from({ length: 40 }, (_, k) => [k, k + 1, 1]).flat();
  const countCarets = (spike: number): number => {
    const compared: ComparedHistogram = {
      row: row(0, ...buckets, 40, 40.1, spike),
      minus: undefined,
      label: '',
      colourToken: '',
      isReference: false,
    };
    const plot = buildComparePlot([compared], VALUES, SIZE, PALETTE, {});
    assert.ok(plot);
    const svg = writeSvg(layOutPlotExport(plot.shapes, SIZE, '', PALETTE));
    // Three places, two of them a step of three px away from the middle.
    return [...svg.matchAll(/d="M([\d.]+) [\d.]+L([\d.]+) [\d.]+L([\d.]+) [\d.]+"/g)].filter(
      ([, first, , last]) => Math.abs(Number(last) - Number(first) - 6) < 0.1,
    ).length;
  };
  assert.equal(countCarets(0.1), 0);
  assert.equal(countCarets(100), 1);
});

test('the axis of curves leaves no room below zero for what is never negative', () => {
  const from = (...values: readonly number[]): number | undefined => {
    const curve: Curve = {
      depths: Float64Array.from(values.keys()),
      values: Float64Array.from(values),
      colourToken: '',
      dash: [],
    };
    const options = { ...HEAT, scale: 'symlog', clip: 0, marksAll: false } as const;
    return buildCurvePlot([curve], options, SIZE, PALETTE, {})?.frame.y.from;
  };
  assert.equal(from(0, 1, 2), 0);
  assert.ok((from(-1, 1, 2) ?? 0) < -1);
});

test('curves are zoomed by values, and found by the nearest step', () => {
  const curve: Curve = {
    depths: Float64Array.of(0, 1, 2),
    values: Float64Array.of(5, NaN, 7),
    colourToken: '',
    dash: [],
  };
  const options = {
    depthKind: 'step',
    scale: 'linear',
    clip: 0,
    brokenDepths: [],
    selectedDepths: [],
    marksAll: false,
  } as const;
  const plot = buildCurvePlot([curve], options, SIZE, PALETTE, { values: { from: 0, to: 10 } });
  assert.ok(plot);
  assert.deepEqual([plot.frame.y.from, plot.frame.y.to], [0, 10]);
  assert.equal(plot.find({ x: plot.frame.left + plot.frame.width, y: 50 })?.row, 2);
  assert.equal(plot.isClipped, false);
  assert.equal(buildCurvePlot([curve], options, { width: 30, height: 30 }, PALETTE, {}), undefined);
});

test('the keys lead to every step and bucket of a ridge plot, and no further', () => {
  const rows = Array.from({ length: 5 }, (_, k) => row(k, 0, 1, 1, 1, 2, 3));
  const options = { ...HEAT, mode: 'offset', selected: new Set<RidgeRow>() } as const;
  const plot = buildRidgePlot(rows, options, SIZE, PALETTE, {});
  assert.ok(plot);
  let hit = plot.move(undefined, -1, 0);
  assert.equal(hit?.row, 4);
  for (let k = 0; k < 9; k++) hit = plot.move(hit, -1, 0);
  assert.equal(hit?.row, 0);
  for (let k = 0; k < 9; k++) hit = plot.move(hit, 0, 1);
  assert.equal(hit?.value, 1.5);
});

test('every plot is written as SVG, with its title as text', () => {
  const rows = [row(0, 0, 1, 5), row(1, 0, 1, 2, 1, 2, 7)];
  const ridges = { ...HEAT, mode: 'overlay', selected: new Set<RidgeRow>() } as const;
  const plots: (Plot | undefined)[] = [
    buildHeatPlot(rows, HEAT, SIZE, PALETTE, {}),
    buildRidgePlot(rows, ridges, SIZE, PALETTE, {}),
  ];
  for (const plot of plots) {
    assert.ok(plot);
    const svg = writeSvg(layOutPlotExport(plot.shapes, SIZE, '<w & b>', PALETTE));
    assert.match(svg, /&lt;w &amp; b&gt;/);
    assert.doesNotMatch(svg, /NaN|undefined/);
  }
  assert.match(writeSvg(layOutPlotExport(plots[0]!.shapes, SIZE, '', PALETTE)), /<rect [^>]*opacity="1"/);
});

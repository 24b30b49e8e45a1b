import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Alignment } from '../../../../server/query/groups/band-query.ts';
import { groupBand, type BandQuery, type GroupBand } from '../../../../server/query/groups/group-band.ts';
import type { ScalarSeries } from '../../../../server/store/series-store.ts';
import { NUMPY_BANDS } from '../../../support/numpy-bands.ts';
import { appendValues, scalarSeries } from '../../../support/series.ts';

const QUERY: BandQuery = {
  axis: 'step',
  columns: Infinity,
  from: undefined,
  to: undefined,
  smoothing: undefined,
  superseded: false,
  centre: 'mean',
  band: 'std',
  ddof: 0,
  align: 'last',
};

function bandOf(series: readonly ScalarSeries[], changes: Partial<BandQuery> = {}): GroupBand {
  const steps = groupBand(
    series.map((each) => ({ series: each, xSeries: undefined })),
    { ...QUERY, ...changes },
  );
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Equal to 1e-9 of the expected number. */
function assertClose(actual: number, expected: number, what: string): void {
  const isClose = Number.isNaN(expected)
    ? Number.isNaN(actual)
    : Math.abs(actual - expected) <= 1e-9 * Math.abs(expected);
  assert.ok(isClose, `${what}: ${actual}, NumPy ${expected}`);
}

const RUNS = NUMPY_BANDS.runs.map(({ steps, values }) => scalarSeries(values, { steps }));

for (const align of ['last', 'linear', 'exact'] as const satisfies readonly Alignment[])
  test(`equals NumPy at every x and counts the runs there, aligned by ${align}`, () => {
    const expected = NUMPY_BANDS[align];
    const places = NUMPY_BANDS.xs;
    const byBand = {
      std: bandOf(RUNS, { align }),
      std1: bandOf(RUNS, { align, ddof: 1 }),
      sem: bandOf(RUNS, { align, band: 'sem', centre: 'median' }),
      minmax: bandOf(RUNS, { align, band: 'minmax' }),
      iqr: bandOf(RUNS, { align, band: 'iqr', centre: 'median' }),
    };
    for (const [at, x] of places.entries()) {
      const row = at * 4;
      const { rows } = byBand.std;
      assert.equal(rows.xs[row], x);
      assert.equal(rows.counts[row], expected.n[at], `n at ${x}`);
      assert.equal(rows.leftOut[row], expected.leftOut[at], `left out at ${x}`);
      assertClose(rows.centres[row]!, expected.mean[at]!, `mean at ${x}`);
      assertClose(rows.spreads[row]!, expected.std[at]!, `std at ${x}`);
      assertClose(byBand.sem.rows.spreads[row]!, expected.sem[at]!, `sem at ${x}`);
      assertClose(rows.highs[row]!, expected.mean[at]! + expected.std[at]!, `std at ${x}`);
      assertClose(rows.lows[row]!, expected.mean[at]! - expected.std[at]!, `std at ${x}`);
      assertClose(
        byBand.std1.rows.highs[row]!,
        expected.mean[at]! + (expected.std1[at] ?? NaN),
        `ddof=1 at ${x}`,
      );
      assertClose(byBand.sem.rows.centres[row]!, expected.median[at]!, `median at ${x}`);
      assertClose(byBand.sem.rows.highs[row]!, expected.median[at]! + expected.sem[at]!, `sem at ${x}`);
      assertClose(byBand.minmax.rows.lows[row]!, expected.min[at]!, `min at ${x}`);
      assertClose(byBand.minmax.rows.highs[row]!, expected.max[at]!, `max at ${x}`);
      assertClose(byBand.iqr.rows.lows[row]!, expected.q25[at]!, `q25 at ${x}`);
      assertClose(byBand.iqr.rows.highs[row]!, expected.q75[at]!, `q75 at ${x}`);
    }
    assert.equal(byBand.std.nonFiniteCount, 2);
    assert.equal(byBand.std.isApproximate, false);
  });

test('the standard deviation of values far from 0 has all its digits', () => {
  const { rows } = bandOf([0, 1, 2, 4].map((value) => scalarSeries([1e8 + value / 8])));
  // np.std([0, 1, 2, 4]) / 8
  assertClose(rows.spreads[0]!, 0.184877493221863, 'std');
});

test('of several points at a step the last counts, and steps that go back are put in order', () => {
  const run = scalarSeries([1, 2, 3, 4], { steps: [0, 5, 5, 2] });
  const { rows } = bandOf([run]);
  assert.deepEqual([...rows.xs], [0, 2, 5]);
  assert.deepEqual([...rows.centres], [1, 4, 3]);
  assert.deepEqual([...rows.lows], [1, 4, 3]);
});

test('in a range the nearest x outside each end comes along, with the values that it has in the whole', () => {
  const whole = bandOf(RUNS, { align: 'linear' });
  const part = bandOf(RUNS, { align: 'linear', from: 10.5, to: 20.5 });
  const first = whole.rows.xs.indexOf(10);
  const end = whole.rows.xs.indexOf(21) + 1;
  assert.deepEqual(part.rows.xs, whole.rows.xs.slice(first, end));
  assert.deepEqual(part.rows.centres.slice(1, -1), whole.rows.centres.slice(first + 1, end - 1));
  assert.deepEqual(part.rows.counts.slice(1, -1), whole.rows.counts.slice(first + 1, end - 1));
  assert.equal(part.keptInRange, 10);
  assert.equal(part.firstX, 0);
  assert.equal(part.lastX, 60);
});

test('a plot gets of each pixel what reaches farthest, and no other numbers than the whole has', () => {
  const runs = [0, 1, 2].map((run) =>
    scalarSeries(
      Array.from({ length: 9000 }, (_, at) => (at === 4321 && run === 1 ? 50 : Math.sin(at / 700) + run)),
    ),
  );
  for (const band of ['std', 'minmax', 'iqr'] as const) {
    const whole = bandOf(runs, { band });
    const plot = bandOf(runs, { band, columns: 50 });
    assert.ok(plot.rows.xs.length <= 50 * 8);
    assert.ok(plot.rows.xs.includes(4321));
    assert.deepEqual([plot.lowest, plot.highest], [whole.lowest, whole.highest]);
    assert.equal(plot.keptInRange, 9000);
    for (const [row, x] of plot.rows.xs.entries()) assert.equal(plot.rows.highs[row], whole.rows.highs[x]);
  }
});

test('a bootstrap band is the same each time, holds the centre, and narrows with more runs', () => {
  const runs = Array.from({ length: 40 }, (_, run) =>
    scalarSeries([(run * 7919) % 40, ((run * 104729) % 40) / 2]),
  );
  const few = bandOf(runs.slice(0, 5), { band: 'bootstrap' });
  const many = bandOf(runs, { band: 'bootstrap' });
  assert.deepEqual(bandOf(runs, { band: 'bootstrap' }).rows, many.rows);
  for (const { rows } of [few, many])
    for (const [row, centre] of rows.centres.entries())
      assert.ok(rows.lows[row]! <= centre && centre <= rows.highs[row]!);
  const width = ({ rows }: GroupBand): number => rows.highs[0]! - rows.lows[0]!;
  assert.ok(width(many) < width(few));
  // Of means the middle 95 % are nearly those of the normal distribution: 2 × 1.96 standard errors.
  const sem = bandOf(runs, { band: 'sem' });
  assert.ok(Math.abs(width(many) / (1.96 * width(sem)) - 1) < 0.1);
});

test('a run is smoothed by itself before it is grouped', () => {
  const smoothing = { kind: 'ema', parameter: 0.5 } as const;
  const run = scalarSeries([0, 1, 0, 1]);
  const { rows } = bandOf([run, run], { smoothing });
  assert.deepEqual([...rows.centres], [...bandOf([run], { smoothing }).rows.centres]);
  assertClose(rows.centres[1]!, 2 / 3, 'debiased average');
});

test('on a logarithmic axis what is not above 0 is left out, and groups of nothing are empty', () => {
  const { rows, firstX } = bandOf([scalarSeries([1, 2, 3])], { logX: true });
  assert.deepEqual([...rows.xs], [1, 2]);
  assert.equal(firstX, 1);
  assert.equal(bandOf([]).rows.xs.length, 0);
  assert.ok(Number.isNaN(bandOf([scalarSeries([NaN])]).lowest));
});

test('of very many points a plot shows each run reduced, and says so; without columns it is refused', () => {
  const run = scalarSeries([]);
  for (let part = 0; part < 110; part++)
    appendValues(
      run,
      Array.from({ length: 10_000 }, (_, at) => at),
    );
  const runs = Array.from({ length: 20 }, () => run);
  const band = bandOf(runs.slice(0, 4), { columns: 100 });
  assert.equal(band.isApproximate, true);
  assert.deepEqual([band.lowest, band.highest], [0, 9999]);
  assert.throws(() => bandOf(runs), { code: 'REQUEST_INVALID' });
});

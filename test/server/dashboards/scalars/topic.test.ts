import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runlight } from '../../../../proto/generated/live.js';
import { scalarsTopics } from '../../../../server/dashboards/scalars/topic.ts';
import { NO_METADATA } from '../../../../server/decode/series-metadata.ts';
import type { LiveTopic } from '../../../../server/live/live-topic.ts';
import { ScalarColumns } from '../../../../server/store/scalar-columns.ts';
import type { Run, Series, SeriesStore } from '../../../../server/store/series-store.ts';
import { floats } from '../../../support/live-client.ts';
import { seededRandom } from '../../../support/random.ts';
import { appendValues } from '../../../support/series.ts';

const { Axis, Smoothing } = runlight.live;
type Topic = runlight.live.ScalarsTopic.$Properties;
type Message = runlight.live.ScalarSeries.$Properties;

const random = seededRandom(21);

/** A run with the series "loss" and "x", and a store of it alone. */
function makeRun(): { store: SeriesStore; loss: ScalarColumns; x: ScalarColumns } {
  const series = new Map<string, Series>();
  const run: Run = { id: 1, name: 'run', startTime: 0, series, definitions: [] };
  const [loss, x] = [new ScalarColumns(run, 'loss', NO_METADATA), new ScalarColumns(run, 'x', NO_METADATA)];
  series.set('loss', loss).set('x', x);
  const store: SeriesStore = {
    runs: () => [run],
    runByName: () => run,
    runById: () => run,
    onChange: () => () => undefined,
    totals: () => ({ runs: 1, series: 2, points: loss.length }),
  };
  return { store, loss, x };
}

function open(store: SeriesStore, topic: Topic, replaced?: LiveTopic): LiveTopic {
  const scalars = { tag: 'loss', runs: [1], columns: 1000, ...topic };
  const opened = scalarsTopics(store)(1, { scalars }, replaced);
  assert.ok(opened);
  return opened;
}

/** What a client has of a series after the messages so far. */
class Held {
  last: Message = {};
  #columns: Record<string, number[]> = {};

  apply(topic: LiveTopic): boolean {
    const update = topic.next();
    assert.ok(!(update instanceof Promise));
    const message = update?.scalars?.series?.[0];
    if (!message) return false;
    const columns = columnsOf(message);
    if (message.onlySmoothed) {
      this.#columns['smoothed'] = columns['smoothed'] ?? [];
      return false;
    }
    if (message.reset) this.#columns = columns;
    else for (const [name, column] of Object.entries(columns)) this.#columns[name]?.push(...column);
    // New points come without marks where none has one.
    const marks = this.#columns['superseded'] ?? [];
    const length = this.#columns['steps']?.length ?? 0;
    while (marks.length > 0 && marks.length < length) marks.push(0);
    this.last = message;
    return message.reset ?? false;
  }

  columns(): Record<string, number[]> {
    return this.#columns;
  }

  /** Step, value and smoothed value by wall time, which no two points have in common. */
  points(): Map<number, unknown> {
    const { wallTimes = [], steps, values, smoothed, superseded } = this.#columns;
    return new Map(
      wallTimes.map((time, at) => [time, [steps, values, smoothed, superseded].map((each) => each?.[at])]),
    );
  }

  /** Everything but whether the last message was a whole one. */
  state(): unknown {
    const {
      reset: _reset,
      steps: _s,
      wallTimes: _w,
      values: _v,
      smoothed: _m,
      xs: _x,
      superseded: _u,
      ...rest
    } = this.last;
    return { ...rest, ...this.#columns };
  }
}

function pointsByTime(topic: LiveTopic): Map<number, unknown> {
  const held = new Held();
  held.apply(topic);
  return held.points();
}

function columnsOf(message: Message): Record<string, number[]> {
  const { values, smoothed, valueIsFloat32 } = message;
  const numbers = (bytes: Uint8Array | null = null): number[] => {
    const { buffer } = Uint8Array.from(bytes ?? []);
    return [...(valueIsFloat32 ? new Float32Array(buffer) : new Float64Array(buffer))];
  };
  return {
    steps: floats(message.steps),
    wallTimes: floats(message.wallTimes),
    values: numbers(values),
    smoothed: numbers(smoothed),
    xs: floats(message.xs),
    superseded: [...(message.superseded ?? [])],
  };
}

const TOPICS: Record<string, Topic> = {
  plain: {},
  'with an average': { smoothing: 0.9 },
  'with an average in wall time': { smoothing: 20, smoothingKind: Smoothing.SMOOTHING_TIME },
  'with a mean': { smoothing: 9, smoothingKind: Smoothing.SMOOTHING_MEAN },
  'with a median': { smoothing: 9, smoothingKind: Smoothing.SMOOTHING_MEDIAN },
  'with a normal curve': { smoothing: 2.5, smoothingKind: Smoothing.SMOOTHING_GAUSSIAN },
  'on a logarithmic axis': { logX: true, axis: Axis.AXIS_RELATIVE_STEP },
  'in a range of relative time': { axis: Axis.AXIS_RELATIVE, from: 5, to: 150, smoothing: 0.5 },
  'without pauses': { axis: Axis.AXIS_RELATIVE, skipPauses: 5 },
  'on another tag': { axis: Axis.AXIS_TAG, xTag: 'x', smoothing: 0.5 },
  'on a tag that is not there': { axis: Axis.AXIS_TAG, xTag: 'nowhere' },
};

describe('a scalars topic', () => {
  for (const [name, topic] of Object.entries(TOPICS))
    for (const superseded of [false, true])
      it(`${name}${superseded ? ', superseded ones shown,' : ''} tells what is new so that a client has what a new one gets`, () => {
        const { store, loss, x } = makeRun();
        const live = open(store, { ...topic, superseded });
        const held = new Held();
        let [step, time] = [0, 1.7e9];
        for (let round = 0; round < 12; round++) {
          const steps = Array.from({ length: 1 + Math.floor(random() * 20) }, () => step++);
          const wallTimes = steps.map(() => (time += random() < 0.1 ? 100 : 1));
          const values = steps.map(() =>
            random() < 0.1 ? [NaN, Infinity, -Infinity][step % 3]! : random() - 0.3,
          );
          appendValues(loss, values, { steps, wallTimes });
          if (round % 3 !== 1)
            appendValues(
              x,
              steps.map(() => random()),
              { steps, wallTimes },
            );
          if (round === 7) loss.supersede((step -= 15));
          held.apply(live);
          const fresh = new Held();
          assert.ok(fresh.apply(open(store, { ...topic, superseded })));
          assert.deepEqual(held.state(), fresh.state(), `round ${round}`);
        }
      });

  it('that takes the place of others brings a client to what a new one gets', () => {
    const { store, loss } = makeRun();
    const held = new Held();
    let live: LiveTopic | undefined;
    let step = 0;
    for (let round = 0; round < 300; round++) {
      const count = random() < 0.3 ? Math.floor(random() * 30) : 0;
      const steps = Array.from({ length: count }, () => step++);
      appendValues(
        loss,
        steps.map(() => (random() < 0.05 ? NaN : random())),
        { steps },
      );
      if (random() < 0.05) loss.supersede((step -= Math.min(step, 5)));
      const topic: Topic = {
        runs: random() < 0.2 ? [] : [1],
        columns: [20, 40, 80, 1000][Math.floor(random() * 4)]!,
        smoothing: [0, 0.5, 0.9][Math.floor(random() * 3)]!,
        ...(random() < 0.2 && { from: 10, to: 60 }),
        ...(random() < 0.2 && { superseded: true }),
        ...(random() < 0.1 && { smoothing: 5, smoothingKind: Smoothing.SMOOTHING_MEDIAN }),
      };
      live = open(store, topic, live);
      // Some are replaced before they have sent anything.
      if (random() < 0.2) continue;
      held.apply(live);
      assert.equal(live.next(), undefined);
      if (topic.runs?.length === 0) continue;
      // Of what was appended since a reduction more is held than a new one would pick.
      const all = pointsByTime(open(store, { ...topic, columns: 8192 }));
      const points = held.points();
      const said = `round ${round}: ${JSON.stringify(topic)}`;
      for (const [time, point] of points) assert.deepEqual(point, all.get(time), said);
      const fresh = pointsByTime(open(store, topic));
      if (fresh.size === all.size) assert.equal(points.size, all.size, said);
      else assert.ok(points.size >= fresh.size / 2, said);
    }
  });

  it('sends smoothed values alone where nothing else differs, and nothing of runs that the client has', () => {
    const { store, loss } = makeRun();
    appendValues(
      loss,
      Array.from({ length: 500 }, () => random()),
    );
    const held = new Held();
    const first = open(store, { smoothing: 0.5, columns: 100 });
    held.apply(first);
    const smoothed = open(store, { smoothing: 0.9, columns: 100 }, first);
    assert.equal(held.apply(smoothed), false);
    assert.equal(held.last.steps?.length, 8 * held.columns()['smoothed']!.length);
    const hidden = open(store, { smoothing: 0.9, columns: 100, runs: [] }, smoothed);
    assert.deepEqual(hidden.next(), { scalars: { id: 1, series: [], gone: [] } });
    const shown = open(store, { smoothing: 0.9, columns: 100 }, hidden);
    assert.deepEqual(shown.next(), { scalars: { id: 1, series: [], gone: [] } });
    const fewer = open(store, { smoothing: 0.9, columns: 50 }, shown);
    assert.equal(held.apply(fewer), true);
  });

  it('sends nothing again where appending changes nothing that was sent', () => {
    const { store, loss } = makeRun();
    const live = open(store, { smoothing: 20, smoothingKind: Smoothing.SMOOTHING_TIME, logX: true });
    appendValues(loss, [1, 2, 3]);
    const held = new Held();
    assert.equal(held.apply(live), true);
    appendValues(loss, [4]);
    assert.equal(held.apply(live), false);
    assert.deepEqual(floats(held.last.steps), [3]);
    assert.equal(live.next(), undefined);
  });

  it('is concerned by the tag that is x', () => {
    const { store, loss, x } = makeRun();
    const live = open(store, { axis: Axis.AXIS_TAG, xTag: 'x' });
    const change = (series: Series) => ({
      runs: new Set<Run>(),
      removedRuns: new Set<number>(),
      series: new Set([series]),
    });
    assert.ok(live.concerns(change(loss)) && live.concerns(change(x)));
    assert.ok(!open(store, {}).concerns(change(x)));
  });

  it('takes a smoothing that is none for none', () => {
    const { store, loss } = makeRun();
    appendValues(loss, [1, 2, 3]);
    for (const topic of [
      { smoothing: 1 },
      { smoothing: -1 },
      { smoothing: 1e9, smoothingKind: Smoothing.SMOOTHING_MEDIAN },
      { smoothing: 1, smoothingKind: 17 as never },
    ]) {
      const held = new Held();
      held.apply(open(store, topic));
      assert.deepEqual(floats(held.last.smoothed), [], JSON.stringify(topic));
    }
  });

  it('keeps what it sends on another tag bounded', () => {
    const { store, loss, x } = makeRun();
    for (const series of [loss, x])
      appendValues(
        series,
        Array.from({ length: 50_000 }, () => random()),
      );
    const held = new Held();
    held.apply(open(store, { axis: Axis.AXIS_TAG, xTag: 'x', columns: 100 }));
    assert.equal(held.last.keptInRange, 50_000);
    assert.ok(floats(held.last.steps).length <= 4 * 101);
    assert.equal(floats(held.last.xs).length, floats(held.last.steps).length);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Kernel } from '../../../server/decode/kernel.ts';
import { POINT_MARK } from '../../../server/store/point-groups.ts';
import { ScalarLog, type LoggedPoint } from '../../../server/decode/scalar-log.ts';
import { GROUP_FLAGS } from '../../../server/store/point-groups.ts';
import { groupsOf } from '../../support/point-groups.ts';
import { seededRandom } from '../../support/random.ts';

const random = seededRandom(21);
const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;

/** Ways in which a series' steps, wall times and values may go, from one point to the next. */
const STEPS = [
  (at: number) => at * 10,
  () => 7,
  (at: number) => 5 - at,
  () => Math.floor(random() * 1000),
  (at: number) => (at < 20 ? at : 3),
];
const TIMES = [
  (at: number) => 1.7e9 + at,
  () => 1.7e9 + random() * 100,
  (at: number) => 1.7e9 + at * 3600,
  () => pick([0, -0, NaN, Infinity, -1, 1e-9, 1.7e9]),
];
const VALUES = [
  {
    flags: GROUP_FLAGS.floating,
    value: () => pick([0, -0, NaN, Infinity, -Infinity, Math.fround(random())]),
  },
  { flags: GROUP_FLAGS.floating | GROUP_FLAGS.wide, value: random },
  { flags: GROUP_FLAGS.wide, value: () => Math.floor(random() * 2 ** 50) },
];

describe('ScalarLog', () => {
  it('gives back what was logged, by series and in order', () => {
    const log = new ScalarLog(new Kernel());
    for (let round = 0; round < 50; round++) {
      const series = Array.from({ length: 1 + Math.floor(random() * 20) }, (_, index) => ({
        series: index * 3,
        step: pick(STEPS),
        time: pick(TIMES),
        ...pick(VALUES),
        hasExact: random() < 0.2,
        hasMarks: random() < 0.2,
        logged: [] as LoggedPoint[],
      }));
      for (let point = 0; point < 300; point++) {
        const { logged, ...way } = pick(series);
        const at = logged.length;
        const exactStep = way.hasExact && random() < 0.3 ? 2n ** 60n + BigInt(at) : undefined;
        const entry = {
          series: way.series,
          step: exactStep === undefined ? way.step(at) : Number(exactStep),
          exactStep,
          wallTime: way.time(at),
          value: way.value(),
          mark: way.hasMarks ? pick(Object.values(POINT_MARK)) : POINT_MARK.point,
          flags: way.flags,
        };
        logged.push(entry);
        log.hold(entry);
        if (random() < 0.1) log.commit();
      }
      log.commit();
      const expected = series.filter(({ logged }) => logged.length > 0);
      const groups = groupsOf(log.take());
      assert.deepEqual(
        groups.map((group) => group.series),
        expected.map((way) => way.series),
      );
      for (const [index, { logged, flags }] of expected.entries()) {
        const group = groups[index]!;
        assert.deepEqual(
          group.steps,
          logged.map(({ step }) => step),
        );
        assert.deepEqual(
          group.wallTimes,
          logged.map(({ wallTime }) => wallTime),
        );
        assert.deepEqual(
          group.values,
          logged.map(({ value }) => value),
        );
        assert.equal(group.flags & (GROUP_FLAGS.wide | GROUP_FLAGS.floating), flags);
        const marks = logged.map(({ mark }) => mark);
        assert.deepEqual(group.marks ?? marks.map(() => POINT_MARK.point), marks);
        const exact = logged.map(({ exactStep, step }) => exactStep ?? BigInt(step));
        assert.deepEqual(group.exactSteps ?? logged.map(({ step }) => BigInt(step)), exact);
      }
      assert.equal(log.length, 0);
      assert.equal(log.take(), undefined);
    }
  });

  it('drops what is held back for an event that was none', () => {
    const log = new ScalarLog(new Kernel());
    const point = { series: 0, step: 1, exactStep: undefined, wallTime: 1, value: 1, mark: 0, flags: 2 };
    log.hold(point);
    log.drop();
    log.hold({ ...point, step: 2 });
    log.commit();
    assert.deepEqual(groupsOf(log.take())[0]?.steps, [2]);
  });

  it('packs even steps and usual wall times of float32 values into 8 bytes a point', () => {
    const log = new ScalarLog(new Kernel());
    const count = 10_000;
    for (let step = 0; step < count; step++)
      log.hold({
        series: 0,
        step,
        exactStep: undefined,
        wallTime: 1.7e9 + step / 64,
        value: 0.5,
        mark: 0,
        flags: 2,
      });
    log.commit();
    const { byteLength } = log.take()!.buffer;
    assert.ok(byteLength < count * 8 + 100, `${byteLength} bytes`);
  });
});

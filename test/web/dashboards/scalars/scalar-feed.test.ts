import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { ScalarFeed } from '../../../../web/dashboards/scalars/scalar-feed.ts';
import type { ScalarsTopic, ScalarsUpdate, Session, SubscriptionError } from '../../../../web/data/types.ts';

/** A connection that notes what is asked of it. */
class FakeLive {
  readonly log: string[] = [];
  receive: (update: ScalarsUpdate) => void = () => {};
  fail: (error: SubscriptionError) => void = () => {};

  subscribeScalars(topic: ScalarsTopic, onUpdate: FakeLive['receive'], onError: FakeLive['fail']) {
    this.log.push(`subscribe ${topic.smoothing}`);
    this.receive = onUpdate;
    this.fail = onError;
    return {
      update: (next: ScalarsTopic) => this.log.push(`update ${next.smoothing}`),
      close: () => this.log.push('close'),
    };
  }
}

function openFeed() {
  const live = new FakeLive();
  const onChanged = mock.fn();
  return { live, onChanged, feed: new ScalarFeed(live as unknown as Session['live'], onChanged) };
}

const PLAIN = { smoothingKind: 'ema', superseded: false, logX: false, skipPauses: 0, xTag: '' } as const;

function smoothedBy(smoothing: number): ScalarsTopic {
  return { tag: 'loss', runs: [1, 2], axis: 'step', columns: 64, smoothing, ...PLAIN };
}

test('subscribes once and tells of changes only', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { live, feed } = openFeed();
  feed.request(smoothedBy(0.6));
  feed.request(smoothedBy(0.6));
  t.mock.timers.tick(1000);
  assert.deepEqual(live.log, ['subscribe 0.6']);
});

test('asks for the last of many quick changes', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { live, feed } = openFeed();
  for (const smoothing of [0.6, 0.61, 0.62, 0.63]) feed.request(smoothedBy(smoothing));
  t.mock.timers.tick(1000);
  assert.deepEqual(live.log, ['subscribe 0.6', 'update 0.63']);
});

test('holds the columns of each run until the run has no longer the tag', () => {
  const { live, onChanged, feed } = openFeed();
  feed.request(smoothedBy(0));
  assert.equal(feed.hasAnswered, false);
  const steps = new Uint8Array(Float64Array.of(1, 2).buffer);
  const series = [{ run: 1, reset: true, steps, wallTimes: steps, values: steps }];
  live.receive({ series, gone: [] } as unknown as ScalarsUpdate);
  assert.deepEqual([feed.hasAnswered, feed.columnsOf(1)?.length, feed.columnsOf(2)], [true, 2, undefined]);
  live.receive({ series: [], gone: [1] } as unknown as ScalarsUpdate);
  assert.equal(feed.columnsOf(1), undefined);
  assert.equal(onChanged.mock.callCount(), 2);
});

test('keeps an error until it is tried again', () => {
  const { live, feed } = openFeed();
  feed.request(smoothedBy(0));
  live.fail({ code: 'X', message: 'no' });
  assert.equal(feed.error?.code, 'X');
  feed.retry();
  assert.equal(feed.error, undefined);
  assert.deepEqual(live.log, ['subscribe 0', 'update 0']);
});

test('asks for nothing more once it is closed', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { live, feed } = openFeed();
  feed.request(smoothedBy(0.6));
  feed.request(smoothedBy(0.7));
  feed.close();
  t.mock.timers.tick(1000);
  assert.deepEqual(live.log, ['subscribe 0.6', 'close']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Observable } from '../../../web/base/observable.ts';
import { ObserveController } from '../../../web/data/observe-controller.ts';

class Counter extends Observable {
  increment(): void {
    this.changed();
  }
}

test('asks for a rendering on each change, while its host is in the document', () => {
  let renderings = 0;
  const host = {
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => void renderings++,
    updateComplete: Promise.resolve(true),
  };
  const early = new Counter();
  let late = new Counter();
  const controller = new ObserveController(host, early, () => late);
  early.increment();
  assert.equal(renderings, 0);
  late = new Counter();
  controller.hostConnected();
  early.increment();
  late.increment();
  assert.equal(renderings, 2);
  controller.hostDisconnected();
  early.increment();
  assert.equal(renderings, 2);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ViewState } from '../../../web/data/view-state.ts';
import { FakeAddressBar } from './fake-address-bar.ts';

test('reads the address and keeps keys that it does not know', () => {
  const address = new FakeAddressBar('axis=wall&from=another%20version');
  const view = new ViewState(address);
  assert.equal(view.get('axis'), 'wall');
  view.set('axis', undefined);
  assert.equal(address.read(), 'from=another%20version');
});

test('gives back any text that was set, and leaves slashes and commas readable', () => {
  const address = new FakeAddressBar();
  new ViewState(address).set('runs', 'none,~a/b, + & = # % ü <script>');
  assert.match(address.read(), /^runs=none,~a\/b,/);
  assert.equal(new ViewState(address).get('runs'), 'none,~a/b, + & = # % ü <script>');
});

test('replaces the history entry, or pushes one when asked', () => {
  const address = new FakeAddressBar();
  const view = new ViewState(address);
  view.set('dash', 'histograms', { push: true });
  view.set('axis', 'wall');
  assert.deepEqual(address.entries, ['', 'dash=histograms&axis=wall']);
});

test('follows back and forward', () => {
  const address = new FakeAddressBar();
  const view = new ViewState(address);
  view.set('dash', 'graphs', { push: true });
  let changes = 0;
  view.subscribe(() => changes++);
  address.goBack();
  assert.equal(view.get('dash'), undefined);
  assert.equal(changes, 1);
});

test('tells nobody when nothing has changed', () => {
  const view = new ViewState(new FakeAddressBar('axis=wall'));
  view.subscribe(() => assert.fail('nothing has changed'));
  view.set('axis', 'wall');
  view.set('absent', undefined);
});

test('writes a burst of changes in two steps, the last value in the end', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const address = new FakeAddressBar();
  const writes: string[] = [];
  address.replace = (query) => writes.push(query);
  const view = new ViewState(address);
  for (let value = 1; value <= 50; value++) view.set('smoothing', String(value));
  assert.equal(view.get('smoothing'), '50');
  assert.deepEqual(writes, ['smoothing=1']);
  context.mock.timers.tick(1000);
  assert.deepEqual(writes, ['smoothing=1', 'smoothing=50']);
});

test('writes what is pending before it pushes', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const address = new FakeAddressBar();
  const view = new ViewState(address);
  view.set('smoothing', '1');
  view.set('smoothing', '2');
  view.set('dash', 'graphs', { push: true });
  assert.deepEqual(address.entries, ['smoothing=2', 'smoothing=2&dash=graphs']);
});

test('makes links to the same view with one key changed', () => {
  const view = new ViewState(new FakeAddressBar('axis=wall'));
  assert.equal(view.linkWith('dash', 'graphs'), '?axis=wall&dash=graphs');
  assert.equal(view.get('dash'), undefined);
});

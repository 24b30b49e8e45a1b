import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SETTINGS } from '../../../web/data/setting-list.ts';
import { Settings, type SettingStorage } from '../../../web/data/settings.ts';
import { ViewState } from '../../../web/data/view-state.ts';
import { FakeAddressBar } from './fake-address-bar.ts';

/** A browser's storage in memory. */
function buildStorage(): SettingStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}

function visit(query: string, storage: SettingStorage): { view: ViewState; settings: Settings } {
  const view = new ViewState(new FakeAddressBar(query));
  return { view, settings: new Settings(view, storage) };
}

test('writes what others need to see the same into the address, and only what differs from the default', () => {
  const { view, settings } = visit('', buildStorage());
  settings.set(SETTINGS.axis, 'wall');
  settings.set(SETTINGS.tipRows, 20);
  settings.set(SETTINGS.savePins, false);
  assert.equal(view.query, 'axis=wall&tipRows=20');
  settings.set(SETTINGS.axis, 'step');
  assert.equal(view.get('axis'), undefined);
});

test('shows at the bare address what was chosen last', () => {
  const storage = buildStorage();
  const first = visit('', storage);
  first.settings.set(SETTINGS.smoothing, { kind: 'median', amount: 51 });
  first.settings.set(SETTINGS.tipRows, 20);
  first.view.set('pins', 'loss');
  const second = visit('', storage);
  assert.equal(SETTINGS.smoothing.format(second.settings.get(SETTINGS.smoothing)), 'median:51');
  assert.equal(second.settings.get(SETTINGS.tipRows), 20);
  assert.equal(second.view.get('pins'), 'loss');
});

test('shows a link as its sender saw it', () => {
  const storage = buildStorage();
  visit('', storage).settings.set(SETTINGS.axis, 'wall');
  const { settings } = visit('tagFilter=loss', storage);
  assert.equal(settings.get(SETTINGS.axis), 'step');
});

test('keeps habits over links that say nothing of them, and shows those that a link names without taking them over', () => {
  const storage = buildStorage();
  visit('', storage).settings.set(SETTINGS.palette, 'safe');
  const silent = visit('dash=scalars', storage);
  assert.equal(silent.settings.get(SETTINGS.palette), 'safe');
  assert.equal(silent.view.query, 'dash=scalars&palette=safe');
  silent.view.open('dash=graphs');
  assert.equal(silent.view.query, 'dash=graphs&palette=safe');
  const naming = visit('tipRows=20&tipOrder=descending', storage);
  assert.equal(naming.settings.get(SETTINGS.tipRows), 20);
  assert.equal(visit('', storage).settings.get(SETTINGS.tipRows), 7);
  naming.settings.set(SETTINGS.tipRows, 7);
  assert.equal(naming.view.query, 'tipOrder=descending&palette=safe');
});

test('forgets pins when they are not to be kept', () => {
  const storage = buildStorage();
  const first = visit('', storage);
  first.view.set('pins', 'loss');
  first.settings.set(SETTINGS.savePins, false);
  assert.equal(visit('', storage).view.get('pins'), undefined);
});

test('takes defaults for what cannot be read', () => {
  const { settings } = visit('axis=north&smoothing=much&yScale=log&logX=yes', buildStorage());
  assert.equal(settings.get(SETTINGS.axis), 'step');
  assert.equal(SETTINGS.smoothing.format(settings.get(SETTINGS.smoothing)), '0.6');
  assert.equal(settings.get(SETTINGS.yScale), 'log');
  assert.equal(settings.get(SETTINGS.logX), false);
});

test('limits smoothing to what its kind allows', () => {
  const { settings } = visit('smoothing=2', buildStorage());
  assert.equal(SETTINGS.smoothing.format(settings.get(SETTINGS.smoothing)), '0.999');
});

test('goes back to the defaults, but leaves pins and cards', () => {
  const { settings, view } = visit('axis=wall&logX=1&pins=loss&cards=loss:log', buildStorage());
  settings.set(SETTINGS.cardWidth, 435);
  settings.reset();
  assert.equal(settings.get(SETTINGS.axis), 'step');
  assert.equal(settings.get(SETTINGS.cardWidth), 0);
  assert.equal(view.get('pins'), 'loss');
  assert.equal(view.get('cards'), 'loss:log');
});

test('works without a storage', () => {
  const view = new ViewState(new FakeAddressBar(''));
  const settings = new Settings(view, undefined);
  settings.set(SETTINGS.tipRows, 3);
  assert.equal(settings.get(SETTINGS.tipRows), 3);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SETTINGS } from '../../../web/data/setting-list.ts';
import { Settings } from '../../../web/data/settings.ts';
import { ViewState } from '../../../web/data/view-state.ts';
import { changeSettingByKey } from '../../../web/shell/setting-keys.ts';
import { FakeAddressBar } from '../data/fake-address-bar.ts';

test('changes axis and smoothing by keys, within their scales', () => {
  const settings = new Settings(new ViewState(new FakeAddressBar('smoothing=0.6')), undefined);
  const amount = (): number => settings.get(SETTINGS.smoothing).amount;
  assert.equal(changeSettingByKey(settings, 'q'), false);
  for (const key of ['x', 'x']) assert.equal(changeSettingByKey(settings, key), true);
  assert.equal(settings.get(SETTINGS.axis), 'wall');
  changeSettingByKey(settings, 'd');
  assert.equal(amount(), 0.65);
  for (let turn = 0; turn < 20; turn++) changeSettingByKey(settings, 'd');
  assert.equal(amount(), 0.999);
  for (let turn = 0; turn < 30; turn++) changeSettingByKey(settings, 's');
  assert.equal(amount(), 0);
});

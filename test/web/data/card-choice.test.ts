import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCardChoices, parseStepRange, type CardChoice } from '../../../web/data/card-choice.ts';
import { CardChoices } from '../../../web/data/card-choices.ts';
import { Pins } from '../../../web/data/pins.ts';
import { ViewState } from '../../../web/data/view-state.ts';
import { FakeAddressBar } from './fake-address-bar.ts';

const EVERYTHING: CardChoice = {
  scale: 'symlog',
  smoothing: { kind: 'gaussian', amount: 5 },
  x: { from: 10, to: undefined },
  y: { from: -1.5e-7, to: 2 },
  tags: ['val/loss', 'with:colon,comma$dollar'],
  rightTags: ['lr'],
  pattern: '^train/(?:a|b)$',
  view: 'heat',
  isWide: true,
  isTable: true,
  steps: { from: 100, to: 200 },
};

function openView(query = ''): ViewState {
  return new ViewState(new FakeAddressBar(query));
}

test('keeps all that can be chosen for a card in the address', () => {
  const view = openView();
  new CardChoices(view).change('odd,tag:$', EVERYTHING);
  const read = parseCardChoices(view.get('cards')).get('odd,tag:$');
  assert.deepEqual(read, EVERYTHING);
});

test('leaves what other tags look like readable', () => {
  const view = openView();
  const cards = new CardChoices(view);
  cards.change('train/loss', { scale: 'log', tags: ['val/loss'] });
  cards.change('lr', { isWide: true });
  assert.equal(view.get('cards'), 'train/loss:log:!val/loss,lr:wide');
});

test('gives the same object for a card as long as nothing changes for it', () => {
  const cards = new CardChoices(openView('cards=a:log,b:wide'));
  const before = cards.of('a');
  cards.change('b', { isWide: undefined });
  assert.equal(cards.of('a'), before);
  assert.deepEqual(cards.of('b'), {});
});

test('follows the history', () => {
  const address = new FakeAddressBar('cards=a:log');
  const cards = new CardChoices(new ViewState(address));
  address.push('cards=a:symlog');
  address.goBack();
  assert.equal(cards.of('a').scale, 'log');
});

test('leaves out what it does not understand', () => {
  const [choice] = parseCardChoices('a:log:from-the-future:x..:y1..b..2:@x').values();
  assert.equal(choice?.scale, 'log');
  assert.equal(choice?.x, undefined);
  assert.equal(choice?.steps, undefined);
});

test('reads steps and ranges, in either order', () => {
  assert.deepEqual(parseStepRange('5'), { from: 5, to: undefined });
  assert.deepEqual(parseStepRange('20..-3'), { from: -3, to: 20 });
  assert.equal(parseStepRange(''), undefined);
  assert.equal(parseStepRange('1..'), undefined);
});

test('keeps pins in their order, with names', () => {
  const view = openView();
  const pins = new Pins(view, 'pins');
  for (const key of ['loss', 'a,b', 'acc']) pins.toggle(key);
  pins.rename('a,b', ' Both: of them ');
  pins.toggle('loss');
  assert.deepEqual(pins.list, [
    { key: 'a,b', name: 'Both: of them' },
    { key: 'acc', name: '' },
  ]);
  assert.equal(pins.has('acc'), true);
  pins.clear();
  assert.equal(view.get('pins'), undefined);
});

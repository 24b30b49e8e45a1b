import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Observable } from '../../../web/base/observable.ts';
import { joinGroups, JoinedBrowser } from '../../../web/data/joined-browser.ts';
import { MATCHES, TagBrowser } from '../../../web/data/tag-browser.ts';
import type { RunInfo, Session } from '../../../web/data/types.ts';
import { ViewState } from '../../../web/data/view-state.ts';
import { buildRun } from './build-run.ts';
import { FakeAddressBar } from './fake-address-bar.ts';

const RUNS = [
  buildRun(1, 'a', { scalars: ['lr', 'train/loss'], histograms: ['train/weights', 'conv/kernel', 'lr'] }),
  buildRun(2, 'b', { scalars: ['train/loss', 'train/only-b'], histograms: ['train/only-b'] }),
];

/** The browsers of scalars and of histograms, with run "a" drawn. */
function openBrowsers(query: string): [TagBrowser, TagBrowser] {
  const drawn = RUNS.slice(0, 1);
  const session = {
    view: new ViewState(new FakeAddressBar(query)),
    catalogue: Object.assign(new Observable(), { runs: RUNS }),
    selection: Object.assign(new Observable(), { drawn, isDrawn: (run: RunInfo) => drawn.includes(run) }),
  } as unknown as Session;
  const common = { filterKey: 'tags', groupsKey: 'groups', countCards: () => 1 };
  return [
    new TagBrowser(session, { ...common, plugin: 'scalars' }),
    new TagBrowser(session, { ...common, plugin: 'histograms' }),
  ];
}

function join([first, second]: [TagBrowser, TagBrowser]) {
  return joinGroups(first.browse().groups, second.browse().groups);
}

test('puts tags of both plugins into one group for each prefix, in natural order', () => {
  assert.deepEqual(
    join(openBrowsers('')).map(({ group, first, second }) => [group.prefix, first, second]),
    [
      ['', ['lr'], ['lr']],
      ['conv', [], ['conv/kernel']],
      ['train', ['train/loss'], ['train/weights']],
    ],
  );
});

test('adds up what is hidden of both', () => {
  const train = join(openBrowsers('')).at(-1);
  assert.equal(train?.group.hiddenCount, 2);
});

test('has one group of what matches in either', () => {
  const joined = join(openBrowsers('tags=weights|loss'));
  assert.deepEqual(
    joined.map(({ group, first, second }) => [group.prefix, first, second]),
    [[MATCHES, ['train/loss'], ['train/weights']]],
  );
});

test('opens and closes a group of both, and suggests tags of both once', () => {
  const browsers = openBrowsers('tags=l');
  join(browsers);
  const both = new JoinedBrowser(browsers);
  assert.deepEqual(both.suggest(25), ['conv/kernel', 'lr', 'train/loss']);
  assert.deepEqual(both.suggest(2), ['conv/kernel', 'lr']);
  both.setFilter('');
  both.chooseGroup('train', false);
  assert.deepEqual(
    join(browsers).map(({ group }) => group.isOpen),
    [true, true, false],
  );
});

test('names the nearest tags of both', () => {
  const browsers = openBrowsers('tags=train/wights');
  assert.deepEqual(join(browsers), []);
  const both = new JoinedBrowser(browsers);
  assert.equal(both.findNearest('train/wights')[0], 'train/weights');
  assert.equal(both.findNearest('train/los')[0], 'train/loss');
});

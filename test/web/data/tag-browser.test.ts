import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Observable } from '../../../web/base/observable.ts';
import { MATCHES, TagBrowser } from '../../../web/data/tag-browser.ts';
import type { RunInfo, Session } from '../../../web/data/types.ts';
import { ViewState } from '../../../web/data/view-state.ts';
import { buildRun } from './build-run.ts';
import { FakeAddressBar } from './fake-address-bar.ts';

const TAGS = ['train/loss', 'train/acc', 'val/acc', 'lr'];

function browse(query: string, runs: readonly RunInfo[], drawnIds: readonly number[]): TagBrowser {
  const drawn = runs.filter(({ id }) => drawnIds.includes(id));
  const session = {
    view: new ViewState(new FakeAddressBar(query)),
    catalogue: Object.assign(new Observable(), { runs }),
    selection: Object.assign(new Observable(), { drawn, isDrawn: (run: RunInfo) => drawn.includes(run) }),
  };
  return new TagBrowser(session as unknown as Session, {
    plugin: 'scalars',
    filterKey: 'tags',
    groupsKey: 'groups',
    countCards: () => 1,
  });
}

const RUNS = [
  buildRun(1, 'a', { scalars: TAGS }),
  buildRun(2, 'b', { scalars: ['train/loss', 'train/only-b', 'x/only-b'] }),
];

test('lists the tags of the drawn runs with the runs that have them', () => {
  const { groups, runsByTag } = browse('', RUNS, [1, 2]).browse();
  assert.deepEqual(
    groups.map(({ prefix, tags }) => [prefix, tags]),
    [
      ['', ['lr']],
      ['train', ['train/acc', 'train/loss', 'train/only-b']],
      ['val', ['val/acc']],
      ['x', ['x/only-b']],
    ],
  );
  assert.deepEqual(
    runsByTag.get('train/loss')?.map(({ name }) => name),
    ['a', 'b'],
  );
});

test('hides and counts tags that no drawn run has', () => {
  const { groups } = browse('', RUNS, [1]).browse();
  assert.deepEqual(
    groups.map(({ prefix, hiddenCount }) => [prefix, hiddenCount]),
    [
      ['', 0],
      ['train', 1],
      ['val', 0],
    ],
  );
});

test('lists what passes the filter as one group and still knows how many there are', () => {
  const { groups } = browse('tags=ACC|only', RUNS, [1]).browse();
  assert.deepEqual(
    groups.map(({ prefix, tags, knownCount, hiddenCount }) => [prefix, tags.length, knownCount, hiddenCount]),
    [[MATCHES, 2, 4, 2]],
  );
});

test('keeps the cards while a filter is being typed', () => {
  const browser = browse('tags=val', RUNS, [1]);
  assert.equal(browser.browse().groups.length, 1);
  browser.setFilter('val(');
  const typing = browser.browse();
  assert.equal(typing.groups.length, 1);
  assert.notEqual(typing.filterError, '');
});

test('keeps in the URL which groups were opened and closed', () => {
  const browser = browse('', RUNS, [1]);
  browser.chooseGroup('train', false);
  assert.deepEqual(
    browser.browse().groups.map(({ isOpen }) => isOpen),
    [true, false, true],
  );
});

test('names tags that are like a filter without a match', () => {
  const browser = browse('tags=train/lss', RUNS, [1]);
  assert.equal(browser.browse().groups.length, 0);
  assert.equal(browser.findNearest('train/lss')[0], 'train/loss');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runlight } from '../../../proto/generated/live.js';
import type { Dashboard, StatusUpdate } from '../../../web/data/types.ts';
import { computeMainState, type MainInputs } from '../../../web/shell/main-state.ts';

function dashboard(id: string): Dashboard {
  return {
    id,
    title: id,
    plugins: [id],
    hasRunList: true,
    element: `rl-${id}`,
    load: () => Promise.resolve(),
  };
}

function status(fields: runlight.live.StatusUpdate.$Properties): StatusUpdate {
  return new runlight.live.StatusUpdate({ logdirExists: true, caughtUp: true, files: 1, ...fields });
}

/** "scalars" for a dashboard that is shown, "no-data scalars" for a message in its place. */
function stateOf(inputs: Partial<MainInputs>): string {
  const state = computeMainState({
    dashboards: [dashboard('scalars'), dashboard('histograms')],
    wantedId: undefined,
    previousId: undefined,
    counts: new Map(),
    isCatalogueReady: true,
    status: status({}),
    ...inputs,
  });
  if (state.kind === 'dashboard') return state.dashboard.id;
  return 'dashboard' in state ? `${state.kind} ${state.dashboard.id}` : state.kind;
}

const COUNT = { tags: 1, series: 1 };

test('shows the first dashboard that has data', () => {
  assert.equal(stateOf({ counts: new Map([['histograms', COUNT]]) }), 'histograms');
});

test('stays where it is when a dashboard before it gets data', () => {
  const counts = new Map([
    ['scalars', COUNT],
    ['histograms', COUNT],
  ]);
  assert.equal(stateOf({ counts, previousId: 'histograms' }), 'histograms');
});

test('shows what the URL asks for, even without data', () => {
  const counts = new Map([['scalars', COUNT]]);
  assert.equal(stateOf({ counts, wantedId: 'histograms' }), 'no-data histograms');
});

test('says that it does not know a dashboard', () => {
  assert.equal(stateOf({ wantedId: 'flamegraph' }), 'unknown');
});

test('tells a missing logdir, an empty one and one that is being read apart', () => {
  assert.equal(stateOf({ status: status({ logdirExists: false, files: 0 }) }), 'no-logdir scalars');
  assert.equal(stateOf({ status: status({ files: 0 }) }), 'no-files scalars');
  assert.equal(stateOf({ status: status({ caughtUp: false }) }), 'reading scalars');
  assert.equal(stateOf({ status: undefined }), 'reading scalars');
  assert.equal(stateOf({ isCatalogueReady: false }), 'connecting');
});

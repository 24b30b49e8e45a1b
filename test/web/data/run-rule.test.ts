import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  computeDrawn,
  DEFAULT_RULE,
  formatRule,
  onlyRuns,
  parseRule,
  withNewRuns,
  withQuery,
  withFolder,
  withRun,
  type FactsOf,
  type RunRule,
} from '../../../web/data/run-rule.ts';
import type { RunInfo } from '../../../web/data/types.ts';
import { buildRun, buildRuns } from './build-run.ts';

/** Facts of a run of which only the name is known, and that its value of "acc" is its id. */
const factsOf: FactsOf = ({ id, name }) => ({
  name,
  alias: '',
  note: '',
  labels: [],
  updatedAgeSec: undefined,
  startedAgeSec: undefined,
  is: () => false,
  valueOf: (tag) => (tag === 'acc' ? id : undefined),
});

function drawnNames(rule: RunRule, runs: readonly RunInfo[]): string[] {
  const drawn = computeDrawn(rule, runs, factsOf);
  return runs.filter((run) => drawn.has(run.id)).map((run) => run.name);
}

function at(runs: readonly RunInfo[], index: number): RunInfo {
  const run = runs[index];
  assert.ok(run);
  return run;
}

test('draws all runs by default', () => {
  assert.equal(computeDrawn(DEFAULT_RULE, buildRuns(500), factsOf).size, 500);
  assert.equal(formatRule(DEFAULT_RULE), undefined);
});

test('draws the newest 500 of more by default, and all when asked', () => {
  const runs = buildRuns(1200);
  const names = drawnNames(DEFAULT_RULE, runs);
  assert.equal(names.length, 500);
  assert.equal(names.at(-1), 'run-1199');
  const all = withQuery(DEFAULT_RULE, '', true, runs, factsOf);
  assert.equal(formatRule(all), 'all');
  assert.equal(computeDrawn(all, runs, factsOf).size, 1200);
});

test('hides one run and forgets it when it is drawn again', () => {
  const runs = buildRuns(3);
  const hidden = withRun(DEFAULT_RULE, at(runs, 1), false, runs, factsOf);
  assert.deepEqual(drawnNames(hidden, runs), ['run-0', 'run-2']);
  assert.deepEqual(withRun(hidden, at(runs, 1), true, runs, factsOf), DEFAULT_RULE);
});

test('hides what matches and then draws one of it', () => {
  const runs = [buildRun(1, 'adamw/s0'), buildRun(2, 'adamw/s1'), buildRun(3, 'lion/s0')];
  const hidden = withQuery(DEFAULT_RULE, 're:^adamw', false, runs, factsOf);
  const rule = withRun(hidden, at(runs, 1), true, runs, factsOf);
  assert.deepEqual(drawnNames(rule, runs), ['adamw/s1', 'lion/s0']);
  assert.equal(formatRule(rule), '-re:^adamw,~adamw/s1');
});

test('a rule goes on for runs that appear later', () => {
  const hidden = withQuery(DEFAULT_RULE, 'debug', false, [], factsOf);
  assert.deepEqual(drawnNames(hidden, [buildRun(7, 'a'), buildRun(8, 'a-DEBUG')]), ['a']);
});

test('draws and hides folders, also for runs that appear in them later', () => {
  const runs = ['exp/a', 'exp/b', 'expert', 'EXP/c'].map((name, id) => buildRun(id, name));
  const hidden = withFolder(
    withRun(DEFAULT_RULE, at(runs, 0), false, runs, factsOf),
    'exp/',
    false,
    runs,
    factsOf,
  );
  assert.equal(formatRule(hidden), '.exp/');
  assert.deepEqual([...computeDrawn(hidden, runs, factsOf)], [2, 3]);
  assert.deepEqual([...computeDrawn(hidden, [...runs, buildRun(9, 'exp/x/y')], factsOf)], [2, 3]);
  assert.deepEqual(parseRule('.exp/'), hidden);
  assert.deepEqual(withFolder(hidden, 'exp/', true, runs, factsOf), DEFAULT_RULE);
});

test('drops exceptions that a later term covers', () => {
  const runs = buildRuns(20);
  let rule = DEFAULT_RULE;
  for (const run of runs) rule = withRun(rule, run, false, runs, factsOf);
  rule = withQuery(rule, 'run-1', true, runs, factsOf);
  assert.ok(rule.terms.every(({ kind, text }) => kind === 'query' || !text.includes('run-1')));
  assert.deepEqual(withQuery(rule, '', false, runs, factsOf), { base: 'none', terms: [] });
});

test('comes back from the URL with any name and query', () => {
  const rule: RunRule = {
    base: 'none',
    terms: [
      { kind: 'name', text: 'a,b\\c/.', isDrawn: true },
      { kind: 'query', text: '^x\\d{1,3}$', isDrawn: false },
      { kind: 'name', text: '~!*-', isDrawn: false },
      { kind: 'query', text: 'none', isDrawn: true },
    ],
  };
  assert.deepEqual(parseRule(formatRule(rule)), rule);
  assert.deepEqual(parseRule(formatRule(onlyRuns(['.']))), onlyRuns(['.']));
});

test('reads a mistyped rule as far as it can', () => {
  assert.deepEqual(parseRule(',,what,~a'), {
    base: 'newest',
    terms: [{ kind: 'name', text: 'a', isDrawn: true }],
  });
  assert.equal(computeDrawn(parseRule('none,*(re:('), buildRuns(2), factsOf).size, 0);
});

test('stays short in the URL for a thousand runs', () => {
  const runs = buildRuns(1000);
  const rule = withRun(
    withQuery(DEFAULT_RULE, 're:run-[13579]', false, runs, factsOf),
    at(runs, 11),
    true,
    runs,
    factsOf,
  );
  assert.ok((formatRule(rule)?.length ?? 0) < 40);
});

test('draws what a query about values finds, whatever the values are then', () => {
  const runs = buildRuns(4);
  const rule = withQuery({ base: 'none', terms: [] }, 'acc>=3', true, runs, factsOf);
  assert.equal(formatRule(rule), 'none,*acc>=3');
  assert.deepEqual(drawnNames(rule, runs), ['run-2', 'run-3']);
});

test('leaves out runs that start later, unless they are asked for', () => {
  const runs = [buildRun(1, 'old', {}, 100), buildRun(2, 'new', {}, 300), buildRun(3, 'unread', {}, 0)];
  const rule = withNewRuns(DEFAULT_RULE, false, 200.7);
  assert.equal(formatRule(rule), '$200');
  assert.deepEqual(drawnNames(rule, runs), ['old']);
  assert.deepEqual(drawnNames(withRun(rule, at(runs, 1), true, runs, factsOf), runs), ['old', 'new']);
  assert.deepEqual(withNewRuns(parseRule('$200'), true, 500), DEFAULT_RULE);
});

test('counts the run of a folder itself to the folder', () => {
  const runs = ['exp', 'exp/a', 'expert'].map((name, id) => buildRun(id, name));
  assert.deepEqual(drawnNames(withFolder(DEFAULT_RULE, 'exp/', false, runs, factsOf), runs), ['expert']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  computeDrawn,
  DEFAULT_RULE,
  formatRule,
  onlyRuns,
  parsePattern,
  parseRule,
  withPattern,
  withFolder,
  withRun,
  type RunRule,
} from '../../../web/data/run-rule.ts';
import type { RunInfo } from '../../../web/data/types.ts';
import { buildRun, buildRuns } from './build-run.ts';

function drawnNames(rule: RunRule, runs: readonly RunInfo[]): string[] {
  const drawn = computeDrawn(rule, runs);
  return runs.filter((run) => drawn.has(run.id)).map((run) => run.name);
}

function at(runs: readonly RunInfo[], index: number): RunInfo {
  const run = runs[index];
  assert.ok(run);
  return run;
}

test('draws all runs by default', () => {
  assert.equal(computeDrawn(DEFAULT_RULE, buildRuns(500)).size, 500);
  assert.equal(formatRule(DEFAULT_RULE), undefined);
});

test('draws the newest 500 of more by default, and all when asked', () => {
  const runs = buildRuns(1200);
  const names = drawnNames(DEFAULT_RULE, runs);
  assert.equal(names.length, 500);
  assert.equal(names.at(-1), 'run-1199');
  const all = withPattern(DEFAULT_RULE, '', true, runs.length);
  assert.equal(formatRule(all), 'all');
  assert.equal(computeDrawn(all, runs).size, 1200);
});

test('hides one run and forgets it when it is drawn again', () => {
  const runs = buildRuns(3);
  const hidden = withRun(DEFAULT_RULE, at(runs, 1), false, runs);
  assert.deepEqual(drawnNames(hidden, runs), ['run-0', 'run-2']);
  assert.deepEqual(withRun(hidden, at(runs, 1), true, runs), DEFAULT_RULE);
});

test('hides what matches and then draws one of it', () => {
  const runs = [buildRun(1, 'adamw/s0'), buildRun(2, 'adamw/s1'), buildRun(3, 'lion/s0')];
  const hidden = withPattern(DEFAULT_RULE, '^adamw', false, runs.length);
  const rule = withRun(hidden, at(runs, 1), true, runs);
  assert.deepEqual(drawnNames(rule, runs), ['adamw/s1', 'lion/s0']);
  assert.equal(formatRule(rule), '-^adamw,~adamw/s1');
});

test('a rule goes on for runs that appear later', () => {
  const hidden = withPattern(DEFAULT_RULE, 'debug', false, 1);
  assert.deepEqual(drawnNames(hidden, [buildRun(7, 'a'), buildRun(8, 'a-DEBUG')]), ['a']);
});

test('draws and hides folders, also for runs that appear in them later', () => {
  const runs = ['exp/a', 'exp/b', 'expert', 'EXP/c'].map((name, id) => buildRun(id, name));
  const hidden = withFolder(withRun(DEFAULT_RULE, at(runs, 0), false, runs), 'exp/', false, runs);
  assert.equal(formatRule(hidden), '.exp/');
  assert.deepEqual([...computeDrawn(hidden, runs)], [2, 3]);
  assert.deepEqual([...computeDrawn(hidden, [...runs, buildRun(9, 'exp/x/y')])], [2, 3]);
  assert.deepEqual(parseRule('.exp/'), hidden);
  assert.deepEqual(withFolder(hidden, 'exp/', true, runs), DEFAULT_RULE);
});

test('drops exceptions that a later term covers', () => {
  const runs = buildRuns(20);
  let rule = DEFAULT_RULE;
  for (const run of runs) rule = withRun(rule, run, false, runs);
  rule = withPattern(rule, 'run-1', true, runs.length);
  assert.ok(rule.terms.every(({ kind, text }) => kind === 'pattern' || !text.includes('run-1')));
  assert.deepEqual(withPattern(rule, '', false, runs.length), { base: 'none', terms: [] });
});

test('comes back from the URL with any name and pattern', () => {
  const rule: RunRule = {
    base: 'none',
    terms: [
      { kind: 'name', text: 'a,b\\c/.', isDrawn: true },
      { kind: 'pattern', text: '^x\\d{1,3}$', isDrawn: false },
      { kind: 'name', text: '~!*-', isDrawn: false },
      { kind: 'pattern', text: 'none', isDrawn: true },
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
  assert.equal(computeDrawn(parseRule('none,*(['), buildRuns(2)).size, 0);
});

test('stays short in the URL for a thousand runs', () => {
  const runs = buildRuns(1000);
  const rule = withRun(withPattern(DEFAULT_RULE, 'run-[13579]', false, 1000), at(runs, 11), true, runs);
  assert.ok((formatRule(rule)?.length ?? 0) < 40);
});

test('says what is wrong with a pattern', () => {
  const wrong = parsePattern('val/(');
  assert.ok(!(wrong instanceof RegExp));
  assert.match(wrong.error, /Unterminated group/);
});

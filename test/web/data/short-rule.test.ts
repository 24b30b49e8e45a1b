import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeDrawn, formatRule, onlyRuns, parseRule, type FactsOf } from '../../../web/data/run-rule.ts';
import { shortenRule } from '../../../web/data/short-rule.ts';
import type { RunInfo } from '../../../web/data/types.ts';

const noFacts: FactsOf = () => assert.fail('no query asks');

function build(names: readonly string[]): RunInfo[] {
  return names.map((name, id) => ({ id, name, startTime: id + 1, tagsByPlugin: new Map() }));
}

/** 1,200 runs in folders of folders; "lr0/sweep0" is also a run. */
const RUNS = build([
  ...Array.from({ length: 1200 }, (_, index) => `lr${index % 3}/sweep${index % 12}/seed_${index}`),
  'lr0/sweep0',
]);

/** What is drawn stays; returns the text. */
function shorten(isDrawn: (run: RunInfo) => boolean): string | undefined {
  const rule = onlyRuns(RUNS.filter(isDrawn).map(({ name }) => name));
  const short = shortenRule(rule, RUNS, noFacts);
  assert.deepEqual(
    computeDrawn(parseRule(formatRule(short)), RUNS, noFacts),
    computeDrawn(rule, RUNS, noFacts),
  );
  return formatRule(short);
}

test('says all but a few', () => {
  assert.equal(
    shorten(({ id }) => id !== 7 && id !== 500),
    'all,!lr1/sweep7/seed_7,!lr2/sweep8/seed_500',
  );
});

test('says folders but for a few, and what is alone', () => {
  assert.equal(
    shorten(({ name, id }) => (name.startsWith('lr0/sweep3/') && id !== 3) || id === 1),
    'none,_lr0/sweep3/,!lr0/sweep3/seed_3,~lr1/sweep1/seed_1',
  );
  assert.equal(
    shorten(({ name }) => !name.startsWith('lr0/sweep0')),
    'all,.lr0/sweep0/',
  );
});

test('leaves what is short, what has queries, and what no folder says', () => {
  const short = parseRule('none,~lr0/sweep0');
  assert.equal(shortenRule(short, RUNS, noFacts), short);
  const queries = parseRule(`none,*${'x'.repeat(2000)}`);
  assert.equal(shortenRule(queries, RUNS, noFacts), queries);
  const runs = build(Array.from({ length: 400 }, (_, index) => `run-${index}`));
  const half = onlyRuns(runs.filter(({ id }) => id % 2 === 0).map(({ name }) => name));
  assert.equal(formatRule(shortenRule(half, runs, noFacts))?.length, formatRule(half)?.length);
});

test('keeps the rule for new runs', () => {
  const rule = onlyRuns(RUNS.map(({ name }) => name));
  const withSince = {
    ...rule,
    terms: [...rule.terms, { kind: 'since', text: '5000', isDrawn: false } as const],
  };
  assert.equal(formatRule(shortenRule(withSince, RUNS, noFacts)), 'all,$5000');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesQuery, type QueriedRun } from '../../../web/base/match-run-query.ts';
import { QueryError } from '../../../web/base/query-tokens.ts';
import { findValueTerms, mentions, parseRunQuery, type RunState } from '../../../web/base/run-query.ts';

interface Facts extends Partial<Omit<QueriedRun, 'is' | 'valueOf'>> {
  readonly states?: readonly RunState[];
  /** "max:val/acc" → 0.9 */
  readonly values?: Readonly<Record<string, number>>;
}

function buildFacts({ states = [], values = {}, ...facts }: Facts): QueriedRun {
  return {
    name: '',
    alias: '',
    note: '',
    labels: [],
    updatedAgeSec: undefined,
    startedAgeSec: undefined,
    ...facts,
    is: (state) => states.includes(state),
    valueOf: (tag, statistic) => values[`${statistic}:${tag}`],
  };
}

/** Names of those runs that the query lets through. */
function find(query: string, ...runs: readonly Facts[]): string[] {
  const parsed = parseRunQuery(query);
  if (parsed instanceof QueryError) assert.fail(parsed.message);
  return runs.map(buildFacts).flatMap((run) => (matchesQuery(parsed, run) ? [run.name] : []));
}

function failure(query: string): [message: string, marked: string] {
  const parsed = parseRunQuery(query);
  if (!(parsed instanceof QueryError)) assert.fail(`${query} is understood`);
  return [parsed.message, query.slice(parsed.at, parsed.end)];
}

const NAMES = ['adamw/lr1e-3-s0', 'adamw/lr1e-4-s1', 'lion/lr1e-3-s0', 'debug (old)'].map((name) => ({
  name,
}));

test('finds words anywhere in a name, all of them, whatever the case', () => {
  assert.deepEqual(find('', ...NAMES).length, 4);
  assert.deepEqual(find('ADAM', ...NAMES), ['adamw/lr1e-3-s0', 'adamw/lr1e-4-s1']);
  assert.deepEqual(find('s0 lr1e-3', ...NAMES), ['adamw/lr1e-3-s0', 'lion/lr1e-3-s0']);
  assert.deepEqual(find('lr*s1', ...NAMES), ['adamw/lr1e-4-s1']);
  assert.deepEqual(find('"(old)"', ...NAMES), ['debug (old)']);
  assert.deepEqual(find('1e.3', ...NAMES), []);
});

test('joins terms by and, or, not, a minus and parentheses, in the order of their strength', () => {
  assert.deepEqual(find('s0 not lion', ...NAMES), ['adamw/lr1e-3-s0']);
  assert.deepEqual(find('s0 -lion', ...NAMES), ['adamw/lr1e-3-s0']);
  assert.deepEqual(find('lion or s1 and adamw', ...NAMES), ['adamw/lr1e-4-s1', 'lion/lr1e-3-s0']);
  assert.deepEqual(find('(lion or s1) -adamw', ...NAMES), ['lion/lr1e-3-s0']);
  assert.deepEqual(find('not (lion or adamw)', ...NAMES), ['debug (old)']);
});

test('takes an expression as it is, up to a space or the parenthesis around it', () => {
  assert.deepEqual(find('re:^adamw/.*s[01]$', ...NAMES).length, 2);
  assert.deepEqual(find('(re:^(lion|x)/ or re:^debug)', ...NAMES), ['lion/lr1e-3-s0', 'debug (old)']);
  assert.deepEqual(find('re:"debug \\\\("', ...NAMES), ['debug (old)']);
});

test('compares values, and knows no value that is not there', () => {
  const runs = [
    { name: 'good', values: { 'last:val/acc': 0.9, 'max:val/acc': 0.95 } },
    { name: 'bad', values: { 'last:val/acc': NaN, 'max:val/acc': 0.7 } },
    { name: 'none' },
  ];
  assert.deepEqual(find('val/acc>=0.9', ...runs), ['good']);
  assert.deepEqual(find('val/acc ≥ 0.9', ...runs), ['good']);
  assert.deepEqual(find('max:val/acc<.8', ...runs), ['bad']);
  assert.deepEqual(find('-val/acc>0.5', ...runs), ['bad', 'none']);
  assert.deepEqual(find('val/acc=nan', ...runs), ['bad']);
  assert.deepEqual(find('"val/acc">-inf', ...runs), ['good']);
  assert.deepEqual(find('max:"val/acc" != 7e-1', ...runs), ['good']);
});

test('asks for states, ages, labels, notes and aliases', () => {
  const runs: Facts[] = [
    { name: 'a', states: ['live', 'drawn'], updatedAgeSec: 5, startedAgeSec: 100_000 },
    { name: 'b', states: ['finished'], updatedAgeSec: 9_000, labels: ['Good'], note: 'with warm-up' },
    { name: 'c', alias: 'baseline live' },
  ];
  assert.deepEqual(find('live', ...runs), ['a']);
  assert.deepEqual(find('"live"', ...runs), ['c']);
  assert.deepEqual(find('-drawn', ...runs), ['b', 'c']);
  assert.deepEqual(find('updated<1h', ...runs), ['a']);
  assert.deepEqual(find('updated>2h29m', ...runs), ['b']);
  assert.deepEqual(find('started > 1d', ...runs), ['a']);
  assert.deepEqual(find('label:good', ...runs), ['b']);
  assert.deepEqual(find('note:warm', ...runs), ['b']);
  assert.deepEqual(find('baseline', ...runs), ['c']);
});

test('says what is wrong, and where', () => {
  assert.deepEqual(failure('a re:val('), ['Not a regular expression: Unterminated group', 'val(']);
  assert.deepEqual(failure('a (b or c'), ['This parenthesis is not closed', '(b or c']);
  assert.deepEqual(failure('a b)'), ['This parenthesis was not opened', ')']);
  assert.deepEqual(failure('"a b'), ['This quotation mark is not closed', '"a b']);
  assert.deepEqual(failure('val/acc>=high'), ['“high” is not a number', 'high']);
  assert.deepEqual(failure('x val/acc>'), ['This comparison needs a value', 'val/acc>']);
  assert.deepEqual(failure('>3')[0], 'Before a comparison stands what it is about');
  assert.deepEqual(failure('updated<5'), ['“5” is no age; write 90s, 5min, 2h, 1d', '5']);
  assert.deepEqual(failure('max:acc'), ['“max:” needs a comparison: max:acc>0', 'max:acc']);
  assert.deepEqual(failure('a or')[0], 'Something is missing here');
  assert.deepEqual(failure('or a'), ['Something is missing beside this “or”', 'or']);
  assert.deepEqual(failure('()'), ['Something is missing before this', ')']);
  assert.deepEqual(failure('re:')[0], '“re:” needs something after it');
});

test('tells which tags a query needs, and whether it changes with time', () => {
  const query = parseRunQuery('not (val/acc>1 or max:loss<2) live');
  if (query instanceof QueryError) assert.fail();
  assert.deepEqual(
    findValueTerms(query).map(({ tag, statistic }) => [tag, statistic]),
    [
      ['val/acc', 'last'],
      ['loss', 'max'],
    ],
  );
  assert.equal(mentions(query, 'live', 'updated'), true);
  assert.equal(mentions(query, 'drawn', 'label'), false);
});

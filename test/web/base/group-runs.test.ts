import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupRuns, parseGrouping } from '../../../web/base/group-runs.ts';

const NAMES = ['a/lr10/s0', 'a/lr2/s0', 'a/lr2/s1', 'top'];

/** "group: run run | …" */
function group(text: string, labels: Readonly<Record<string, string[]>> = {}): string {
  const runs = NAMES.map((name) => ({ name }));
  return groupRuns(runs, parseGrouping(text), (name) => labels[name] ?? [])
    .map(({ name, runs: members }) => `${name}: ${members.map((run) => run.name).join(' ')}`)
    .join(' | ');
}

test('groups by folder, label, and what an expression captures, in natural order', () => {
  assert.equal(group('folder'), '.: top | a/lr2: a/lr2/s0 a/lr2/s1 | a/lr10: a/lr10/s0');
  assert.equal(group('label', { top: ['x', 'y'], 'a/lr2/s0': ['x'] }), 'x: a/lr2/s0 top | y: top');
  assert.equal(group('re:(lr\\d+)/(s0)?'), 'lr2 · : a/lr2/s1 | lr2 · s0: a/lr2/s0 | lr10 · s0: a/lr10/s0');
  assert.equal(group('re:s\\d'), 's0: a/lr10/s0 a/lr2/s0 | s1: a/lr2/s1');
  assert.equal(group('all'), `all: ${NAMES.join(' ')}`);
});

test('does not group by what it cannot read', () => {
  assert.deepEqual(
    ['none', 're:', 're:(', 'what'].map((text) => group(text)),
    ['', '', '', ''],
  );
});

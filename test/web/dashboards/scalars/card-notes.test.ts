import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeKept, formatKept } from '../../../../web/dashboards/scalars/kept-note.ts';
import { buildNotFiniteBadge } from '../../../../web/dashboards/scalars/not-finite-badge.ts';

test('says how many points are drawn of those kept', () => {
  assert.equal(formatKept({ drawn: 5704, kept: 5704 }, false), 'all 5,704');
  assert.equal(formatKept({ drawn: 1204, kept: 250_000 }, false), '1,204 of 250k');
  assert.equal(formatKept({ drawn: 38_100, kept: 402_000 }, true), '38.1k of 402k so far');
  assert.match(describeKept({ drawn: 1204, kept: 250_000 }), /^1,204 points drawn of 250,000 kept/);
});

test('counts values that are not finite, and names the runs', () => {
  const none = { nan: 0, positiveInfinity: 0, negativeInfinity: 0, firstStep: 0 };
  assert.equal(buildNotFiniteBadge([{ run: 'a', counts: none }]), undefined);
  assert.deepEqual(buildNotFiniteBadge([{ run: 'a', counts: { ...none, nan: 2, firstStep: 18_620 } }]), {
    text: '2 NaN',
    title: 'a: 2 NaN, first at step 18,620',
  });
  const mixed = buildNotFiniteBadge([
    { run: 'a', counts: { ...none, nan: 1, firstStep: 3 } },
    { run: 'b', counts: { ...none, positiveInfinity: 2, negativeInfinity: 1, firstStep: 4 } },
  ]);
  assert.equal(mixed?.text, '4 not finite');
  assert.equal(mixed?.title.split('\n')[1], 'b: 2 +Infinity, 1 −Infinity, first at step 4');
});

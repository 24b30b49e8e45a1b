import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseSteps } from '../../../web/histogram-cards/linked-step.ts';

const one = (from: number) => ({ from, to: undefined });

test('a step is selected, and taken back when it is pressed again', () => {
  assert.deepEqual(chooseSteps(undefined, 5, false), one(5));
  assert.deepEqual(chooseSteps(one(5), 7, false), one(7));
  assert.equal(chooseSteps(one(5), 5, false), undefined);
  assert.equal(chooseSteps(one(5), 5, true), undefined);
});

test('with ranges a step outside widens what is selected, one inside begins anew', () => {
  assert.deepEqual(chooseSteps(undefined, 5, true), one(5));
  assert.deepEqual(chooseSteps(one(5), 9, true), { from: 5, to: 9 });
  assert.deepEqual(chooseSteps(one(5), 2, true), { from: 2, to: 5 });
  assert.deepEqual(chooseSteps({ from: 2, to: 5 }, 9, true), { from: 2, to: 9 });
  assert.deepEqual(chooseSteps({ from: 2, to: 5 }, 3, true), one(3));
  assert.deepEqual(chooseSteps({ from: 2, to: 5 }, 9, false), one(9));
});

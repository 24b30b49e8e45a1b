import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeOpenGroups, formatGroupChoice, parseGroupChoice } from '../../../web/data/group-choice.ts';

const group = (name: string, cardCount: number) => ({ name, cardCount });

test('reads back what it wrote, whatever the names', () => {
  const choice = new Map([
    ['train', true],
    ['a,b', false],
    ['-x', true],
    ['', false],
    ['50%', true],
  ]);
  assert.deepEqual(parseGroupChoice(formatGroupChoice(choice)), choice);
  assert.equal(formatGroupChoice(new Map()), undefined);
});

test('forgives a link that was cut', () => {
  assert.deepEqual(parseGroupChoice('train,-%E'), new Map([['train', true]]));
});

test('opens the first groups while their cards are few', () => {
  const groups = [group('a', 300), group('b', 90), group('c', 20), group('d', 1)];
  assert.deepEqual([...computeOpenGroups(groups, new Map())], ['a', 'b']);
});

test('opens the first group however large it is', () => {
  assert.deepEqual([...computeOpenGroups([group('a', 5000), group('b', 1)], new Map())], ['a']);
});

test('does as a person chose', () => {
  const choice = new Map([
    ['a', false],
    ['c', true],
  ]);
  const groups = [group('a', 300), group('b', 300), group('c', 20)];
  assert.deepEqual([...computeOpenGroups(groups, choice)], ['c']);
});

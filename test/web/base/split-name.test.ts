import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitName } from '../../../web/base/split-name.ts';

test('keeps the last nine characters apart', () => {
  assert.deepEqual(splitName('sweep/adamw-lr3e-4-s17'), ['sweep/adamw-l', 'r3e-4-s17']);
  assert.deepEqual(splitName('short'), ['', 'short']);
  assert.deepEqual(splitName('.'), ['', '.']);
});

test('never cuts through a character', () => {
  assert.deepEqual(splitName('run-🦊23456789'), ['run-', '🦊23456789']);
});

test('makes control characters visible', () => {
  assert.equal(splitName('a\nb\u007f').join(''), 'a\ufffdb\ufffd');
});

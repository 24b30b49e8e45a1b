import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestName } from '../../../server/base/nearest-name.ts';

const FLAGS = ['logdir', 'port', 'host', 'reload_interval'];

test('finds the name with one letter missing, added, changed or swapped', () => {
  assert.equal(nearestName('lodir', FLAGS), 'logdir');
  assert.equal(nearestName('logdirs', FLAGS), 'logdir');
  assert.equal(nearestName('logdit', FLAGS), 'logdir');
  assert.equal(nearestName('prot', FLAGS), 'port');
  assert.equal(nearestName('Reload_Intervall', FLAGS), 'reload_interval');
});

test('gives nothing when no name is near', () => {
  assert.equal(nearestName('banana', FLAGS), undefined);
  assert.equal(nearestName('', FLAGS), undefined);
  assert.equal(nearestName('x', []), undefined);
});

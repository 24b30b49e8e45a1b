import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { frameRecord } from '../../../server/decode/frame-record.ts';
import { copyFixture } from '../../support/fixtures.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

test('frames a payload as TensorFlow does', () => {
  const version = Buffer.from('090000803899d6d7411a0d627261696e2e4576656e743a32', 'hex');
  const framed = Buffer.from(frameRecord(version)).toString('hex');
  assert.equal(framed, `1800000000000000a37f4b22${version.toString('hex')}124b36ab`);
});

test('frames an empty payload', () => {
  assert.equal(frameRecord(new Uint8Array()).length, 16);
});

test('makes the large record of the fixtures byte for byte', (t) => {
  const logdir = copyFixture('edge', makeTempDir(t));
  assert.equal(statSync(join(logdir, 'big-record/events.out.tfevents.1700000000.host')).size, 9_100_186);
});

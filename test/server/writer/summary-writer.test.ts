import assert from 'node:assert/strict';
import { basename, dirname, join } from 'node:path';
import { readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { computeBuckets } from '../../../server/writer/compute-buckets.ts';
import { SummaryWriter } from '../../../server/writer/summary-writer.ts';
import { readEvents } from '../../support/read-events.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

test('begins a file that readers recognise', (t) => {
  const directory = join(makeTempDir(t), 'a', 'run');
  const writer = new SummaryWriter(directory);
  writer.close();
  assert.equal(dirname(writer.path), directory);
  assert.match(basename(writer.path), /^events\.out\.tfevents\.\d{10}\..+\.\d+\.0$/);
  const [first, ...rest] = readEvents(writer.path);
  assert.equal(first?.fileVersion, 'brain.Event:2');
  assert.equal(first?.sourceMetadata?.writer, 'runlight');
  assert.deepEqual(rest, []);
});

test('gives each writer of a directory its own file', (t) => {
  const directory = makeTempDir(t);
  const writers = [1, 2, 3].map(() => new SummaryWriter(directory));
  for (const writer of writers) writer.close();
  assert.equal(readdirSync(directory).length, 3);
});

test('writes scalars as float32 tensors, with metadata on the first value of a tag', (t) => {
  const writer = new SummaryWriter(makeTempDir(t));
  writer.scalar('loss', 0.1, 0, 1_700_000_000.5);
  writer.scalar('loss', NaN, -3);
  writer.scalar('λ/😀', -Infinity, 2 ** 40);
  writer.close();
  const [, first, second, third] = readEvents(writer.path);
  assert.equal(first?.wallTime, 1_700_000_000.5);
  const value = first?.summary?.value?.[0];
  assert.equal(value?.tag, 'loss');
  assert.equal(value?.metadata?.pluginData?.pluginName, 'scalars');
  assert.equal(value?.metadata?.dataClass, tensorboard.DataClass.DATA_CLASS_SCALAR);
  assert.equal(value?.tensor?.dtype, tensorboard.DataType.DT_FLOAT);
  assert.equal(Buffer.from(value?.tensor?.tensorContent ?? []).readFloatLE(0), Math.fround(0.1));
  assert.equal(Number(second?.step), -3);
  assert.equal(second?.summary?.value?.[0]?.metadata, null);
  assert.equal(Number(third?.step), 2 ** 40);
  assert.equal(third?.summary?.value?.[0]?.tag, 'λ/😀');
  assert.equal(third?.summary?.value?.[0]?.metadata?.pluginData?.pluginName, 'scalars');
});

test('writes histograms as tensors of 30 rows', (t) => {
  const writer = new SummaryWriter(makeTempDir(t));
  const values = [-1, 0, 0.5, 2];
  writer.histogram('weights', values, 7);
  writer.close();
  const value = readEvents(writer.path)[1]?.summary?.value?.[0];
  assert.equal(value?.metadata?.pluginData?.pluginName, 'histograms');
  assert.equal(value?.tensor?.dtype, tensorboard.DataType.DT_DOUBLE);
  assert.deepEqual(
    value?.tensor?.tensorShape?.dim?.map((dim) => Number(dim.size)),
    [30, 3],
  );
  const content = Buffer.from(value?.tensor?.tensorContent ?? []);
  const numbers = Array.from({ length: content.length / 8 }, (_, i) => content.readDoubleLE(i * 8));
  assert.deepEqual(numbers, [...computeBuckets(values)]);
});

test('writes graphs as events of their own', (t) => {
  const writer = new SummaryWriter(makeTempDir(t));
  writer.graph({ node: [{ name: 'a/b', op: 'Const' }] });
  writer.close();
  const graph = tensorboard.GraphDef.decode(readEvents(writer.path)[1]?.graphDef ?? new Uint8Array());
  assert.deepEqual(
    graph.node?.map((node) => node.name),
    ['a/b'],
  );
});

test('has every record on disk when the call returns', (t) => {
  const writer = new SummaryWriter(makeTempDir(t));
  let size = statSync(writer.path).size;
  for (let step = 0; step < 5; step++) {
    writer.scalar('a', step, step);
    const grown = statSync(writer.path).size;
    assert.ok(grown > size);
    assert.equal(readEvents(writer.path).length, step + 2);
    size = grown;
  }
  writer.close();
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SeriesDefinition } from '../../../server/store/series-store.ts';
import { NO_METADATA } from '../../../server/decode/series-metadata.ts';
import { DefinitionReceiver, DefinitionSender } from '../../../server/ingest/definition-lists.ts';

function define(tags: readonly string[], metadata = NO_METADATA): SeriesDefinition[] {
  return tags.map((tag, index) => ({ index, tag, kind: 'scalar', metadata }));
}

describe('lists of definitions on their way between threads', () => {
  it('go once, and arrive every time', () => {
    const sender = new DefinitionSender();
    const receiver = new DefinitionReceiver();
    const first = sender.send(define(['loss', 'accuracy']));
    const second = sender.send(define(['loss', 'accuracy']));
    assert.equal(second?.definitions, undefined);
    assert.deepEqual(receiver.receive(first), define(['loss', 'accuracy']));
    assert.deepEqual(receiver.receive(second), define(['loss', 'accuracy']));
    assert.deepEqual(receiver.receive(sender.send([])), []);
  });

  it('are told apart by order, kind, number and metadata', () => {
    const sender = new DefinitionSender();
    const [loss] = define(['loss']);
    assert.ok(loss);
    const lists = [
      define(['a', 'b']),
      define(['b', 'a']),
      [loss],
      [{ ...loss, index: 1 }],
      [{ ...loss, kind: 'blob' as const }],
      [{ ...loss, metadata: { ...NO_METADATA, plugin: 'scalars' } }],
    ];
    for (const list of lists) assert.deepEqual(sender.send(list)?.definitions, list);
  });

  it('arrive also after more different ones than are remembered', () => {
    const sender = new DefinitionSender();
    const receiver = new DefinitionReceiver();
    for (let round = 0; round < 2; round++) {
      for (let run = 0; run < 700; run++) {
        const list = define([`loss_${run}`]);
        assert.deepEqual(receiver.receive(sender.send(list)), list);
        assert.deepEqual(receiver.receive(sender.send(list)), list);
      }
    }
  });
});

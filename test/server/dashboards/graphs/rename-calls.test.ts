import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { functionNames, renameCalls } from '../../../../server/dashboards/graphs/source/rename-calls.ts';

const { FunctionDefLibrary, NodeDef } = tensorboard;

describe('renameCalls', () => {
  const library = FunctionDefLibrary.encode({
    function: [{ signature: { name: 'f' } }, { signature: { name: 'g' } }, {}],
  }).finish();
  const rename = (node: tensorboard.INodeDef): tensorboard.NodeDef =>
    NodeDef.decode(
      renameCalls(NodeDef.encode(node).finish(), functionNames(library), (name) => `new_${name}`),
    );

  it('renames functions in the op, in attributes, and in lists of them', () => {
    assert.equal(rename({ name: 'f', op: 'f', input: ['g'] }).op, 'new_f');
    const { attr, name, input } = rename({
      name: 'g',
      op: 'Case',
      input: ['f'],
      attr: {
        body: { func: { name: 'g', attr: { T: { type: 1 } } } },
        branches: { list: { func: [{ name: 'f' }, { name: 'other' }] } },
        text: { s: Buffer.from('f') },
      },
    });
    assert.deepEqual([name, input], ['g', ['f']]);
    assert.equal(attr['body']?.func?.name, 'new_g');
    assert.equal(attr['body']?.func?.attr?.['T']?.type, 1);
    assert.deepEqual(
      attr['branches']?.list?.func?.map((func) => func.name),
      ['new_f', 'other'],
    );
    assert.equal(Buffer.from(attr['text']?.s ?? []).toString(), 'f');
  });
});

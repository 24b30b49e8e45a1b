import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { buildGraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { tpuCompatibility } from '../../../../server/dashboards/graphs/query/tpu-compatibility.ts';

const judge = (op: string, device = ''): string => {
  const graph = tensorboard.GraphDef.encode({ node: [{ name: 'a', op, device }] }).finish();
  return tpuCompatibility(buildGraphModel(graph), 0);
};

describe('tpuCompatibility', () => {
  it('goes by the op', () => {
    for (const op of ['MatMul', 'XlaVariadicSort', 'VariableV2', 'ScalarSummary', '_TPUExecute']) {
      assert.equal(judge(op), 'compatible', op);
    }
    for (const op of ['DecodePng', 'PyFunc', 'BatchMatMulV3', 'matmul']) {
      assert.equal(judge(op), 'incompatible', op);
    }
    assert.equal(judge(''), '');
  });

  it('lets everything pass that is put on another device', () => {
    assert.equal(judge('PyFunc', '/job:worker/device:CPU:0'), 'compatible');
    assert.equal(judge('PyFunc', '/device:GPU:1'), 'compatible');
    assert.equal(judge('PyFunc', '/job:worker/device:TPU_SYSTEM:0'), 'compatible');
    assert.equal(judge('PyFunc', '/job:worker'), 'compatible');
    assert.equal(judge('PyFunc', '/job:worker/device:TPU:0'), 'incompatible');
  });

  it('lets the bodies of functions pass', () => {
    const nodeDef = [{ name: 'n', op: 'PyFunc' }];
    const library = { function: [{ signature: { name: 'f' }, nodeDef }] };
    assert.equal(
      tpuCompatibility(buildGraphModel(tensorboard.GraphDef.encode({ library }).finish()), 0),
      'compatible',
    );
  });
});

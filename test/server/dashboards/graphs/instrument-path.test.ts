import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildGraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { instrumentPaths } from '../../../../server/dashboards/graphs/query/instrument-path.ts';
import { graphModel } from './graph-def.ts';
import { fixtureGraph } from './graph-fixture.ts';

describe('instrumentPaths', () => {
  it('finds the node or the nearest scope that a tag is named after', () => {
    const model = graphModel('layer1/weights/w', 'layer1/b');
    assert.deepEqual(instrumentPaths(model, 'layer1/weights'), ['layer1/weights']);
    assert.deepEqual(instrumentPaths(model, 'layer1/b/norm'), ['layer1/b']);
    assert.deepEqual(instrumentPaths(model, 'layer1.weights.hist'), ['layer1/weights']);
    assert.deepEqual(instrumentPaths(model, 'layer'), []);
  });

  it('finds what a summary op writes', () => {
    const linear = buildGraphModel(fixtureGraph('seed-linear', '.'));
    assert.deepEqual(instrumentPaths(linear, 'merge/weights'), [
      'merge/weights',
      'linear_model/weights/read',
    ]);
    assert.deepEqual(instrumentPaths(linear, 'merge/error'), ['merge/error', 'loss/error']);
  });
});

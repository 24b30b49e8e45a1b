import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { buildGraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { attributeText } from '../../../../server/dashboards/graphs/query/attribute-text.ts';
import { nodeInfo } from '../../../../server/dashboards/graphs/query/node-info.ts';
import { searchGraph } from '../../../../server/dashboards/graphs/query/search-graph.ts';
import { graphModel } from './graph-def.ts';
import { fixtureGraph } from './graph-fixture.ts';

function text(value: tensorboard.IAttrValue): string {
  return attributeText(tensorboard.AttrValue.encode(value).finish());
}

describe('nodeInfo', () => {
  const linear = buildGraphModel(fixtureGraph('seed-linear', '.'));

  it('tells op, device, attributes, inputs and outputs of a node', () => {
    const info = nodeInfo(linear, 'linear_model/mul');
    assert.equal(info.op, 'Mul');
    assert.equal(info.kind, 'op');
    assert.deepEqual(
      info.attributes.find(({ name }) => name === 'T'),
      { name: 'T', value: 'DT_FLOAT' },
    );
    assert.deepEqual(
      info.inputs.map(({ path, shape }) => [path, shape]),
      [
        ['linear_model/weights/read', '1'],
        ['original_data/x', '100'],
      ],
    );
    assert.ok(info.outputCount > 0);
  });

  it('tells what goes into and out of a scope, and what is inside', () => {
    const info = nodeInfo(graphModel('x', 's/a = A(x)', 's/b = B(s/a, x)', 'y = Y(s/b, s/b)'), 's');
    assert.deepEqual(info.inputs, [{ path: 'x', kind: 'data', count: 2, output: 0, exists: true }]);
    assert.deepEqual(info.outputs, [{ path: 'y', kind: 'data', count: 2, output: 0, exists: true }]);
    assert.deepEqual(info.inside, {
      nodes: 2,
      edges: 1,
      ops: [
        { op: 'A', count: 1 },
        { op: 'B', count: 1 },
      ],
    });
  });

  it('names inputs that are nowhere', () => {
    const info = nodeInfo(graphModel('a = Op(absent:1, b, ^gone)', 'b'), 'a');
    assert.deepEqual(
      info.inputs.map(({ path, kind, exists }) => [path, kind, exists]),
      [
        ['absent:1', 'data', false],
        ['b', 'data', true],
        ['gone', 'control', false],
      ],
    );
  });

  it('counts 20,000 inputs from one node as one', () => {
    const fan = buildGraphModel(fixtureGraph('edge-hostile', 'graph/fan'));
    const sink = fan.hierarchy.nodePaths.find((path) => nodeInfo(fan, path).op === 'Sink') ?? '';
    const info = nodeInfo(fan, sink);
    assert.equal(info.inputs.reduce((sum, { count }) => sum + count, 0) <= 20_000, true);
    assert.ok(info.inputs.length <= 200);
  });

  it('refuses a path that is not there', () => {
    assert.throws(() => nodeInfo(linear, 'nowhere'), { code: 'NODE_NOT_FOUND' });
    assert.throws(() => nodeInfo(linear, '__proto__'), { code: 'NODE_NOT_FOUND' });
  });
});

describe('attributeText', () => {
  it('writes each kind of value in short', () => {
    assert.equal(text({ i: 3 }), '3');
    assert.equal(text({ f: 0.1 }), '0.1');
    assert.equal(text({ b: true }), 'true');
    assert.equal(text({ s: Buffer.from('a"b') }), '"a\\"b"');
    assert.equal(text({ type: 1 }), 'DT_FLOAT');
    assert.equal(text({ shape: { dim: [{ size: 100 }, { size: -1 }] } }), '100×?');
    assert.equal(text({ list: { i: [1, 2], type: [3] } }), '[1, 2, DT_INT32]');
    assert.equal(text({ func: { name: 'body_17' } }), 'body_17');
    assert.equal(text({ tensor: { dtype: 1, tensorShape: {}, floatVal: [0.8] } }), 'DT_FLOAT scalar: 0.8');
    assert.equal(text({}), '');
  });

  it('does not spread one value over billions of elements', () => {
    const tensor = { dtype: 1, tensorShape: { dim: [{ size: 1 << 20 }, { size: 1 << 20 }] }, floatVal: [1] };
    assert.equal(text({ tensor }), 'DT_FLOAT 1048576×1048576');
  });

  it('says what it cannot read', () => {
    assert.equal(attributeText(Uint8Array.of(0x0a, 99)), 'cannot be read (2 bytes)');
    assert.equal(attributeText(new Uint8Array(2_000_000)), '2000000 bytes');
  });

  it('cuts what is long', () => {
    assert.ok(text({ s: Buffer.alloc(100_000, 'x') }).length < 1000);
    assert.match(text({ list: { i: Array.from({ length: 100 }, (_, i) => i) } }), /, 84 more]$/);
  });
});

describe('searchGraph', () => {
  const model = graphModel('a/Mul', 'a/mul_1 = MatMul(a/Mul)', 'mul/x', 'b');

  it('finds words in paths and ops, scopes and shallow nodes first', () => {
    assert.deepEqual(
      searchGraph(model, 'mul').matches.map(({ path }) => path),
      ['mul', 'a/Mul', 'a/mul_1', 'mul/x'].sort((x, y) => x.split('/').length - y.split('/').length),
    );
    assert.deepEqual(searchGraph(model, 'matmul a').matches, [{ path: 'a/mul_1', kind: 'op', op: 'MatMul' }]);
    assert.equal(searchGraph(model, '  ').total, 0);
  });

  it('takes a regular expression after "re:"', () => {
    assert.deepEqual(searchGraph(model, 're:^a/mul_\\d').matches, [
      { path: 'a/mul_1', kind: 'op', op: 'MatMul' },
    ]);
    assert.throws(() => searchGraph(model, 're:('), { code: 'REQUEST_INVALID' });
  });

  it('looks in one field, and counts per scope of the root', () => {
    const node = [
      { name: 'a/x', op: 'Relu', device: '/device:GPU:0', attr: { T: { type: 1 }, units: { i: 12 } } },
      { name: 'a/y', op: 'Add', device: '/device:GPU:1', attr: { T: { type: 2 } } },
      { name: 'relu', op: 'Add' },
    ];
    const graph = buildGraphModel(tensorboard.GraphDef.encode({ node }).finish());
    const found = (query: string): string[] => searchGraph(graph, query).matches.map(({ path }) => path);
    assert.deepEqual(found('op:relu'), ['a/x']);
    assert.deepEqual(found('name:relu'), ['relu']);
    assert.deepEqual(found('device:gpu:1'), ['a/y']);
    assert.deepEqual(found('attr:units'), ['a/x']);
    assert.deepEqual(found('attr:t=dt_double'), ['a/y']);
    assert.deepEqual(found('op:add a/'), ['a/y']);
    assert.deepEqual(searchGraph(graph, 'op:add').groups, [
      { path: 'a', count: 1 },
      { path: '', count: 1 },
    ]);
  });
});

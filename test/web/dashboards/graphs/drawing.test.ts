import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphEdge, GraphNode, GraphView } from '../../../../proto/api/graphs.ts';
import { edgeLabel, edgeWidth } from '../../../../web/dashboards/graphs/edge-label.ts';
import { arrowPath, edgePath } from '../../../../web/dashboards/graphs/edge-path.ts';
import { makePainter } from '../../../../web/dashboards/graphs/node-paint.ts';
import { constantLabel, shortLabel } from '../../../../web/dashboards/graphs/node-label.ts';
import { opFamily } from '../../../../web/dashboards/graphs/op-family.ts';

const edge = (more: Partial<GraphEdge>): GraphEdge => ({
  from: 'a',
  to: 'b',
  kind: 'data',
  count: 1,
  ...more,
});

describe('edgeLabel', () => {
  it('tells shape and number of tensors', () => {
    assert.equal(edgeLabel(edge({ shape: '28×28' })), '28×28');
    assert.equal(edgeLabel(edge({ count: 2, shape: '10' })), '2 × [10]');
    assert.equal(edgeLabel(edge({ count: 3, shape: 'scalar' })), '3 × scalar');
    assert.equal(edgeLabel(edge({ count: 20_000 })), '20k tensors');
    assert.equal(edgeLabel(edge({})), '');
    assert.equal(edgeLabel(edge({ kind: 'control', count: 5 })), '');
    assert.equal(edgeLabel(edge({ kind: 'reference' })), 'assign');
  });
});

describe('edgeWidth', () => {
  it('grows with the tensors, from 1.25 to 4', () => {
    assert.equal(edgeWidth(edge({})), 1.25);
    assert.equal(edgeWidth(edge({ elements: 1e300 })), 4);
    assert.ok(edgeWidth(edge({ elements: 100 })) < edgeWidth(edge({ elements: 10_000 })));
    assert.equal(edgeWidth(edge({ kind: 'control', elements: 1e6 })), 1.25);
  });
});

describe('edgePath and arrowPath', () => {
  const route = [
    { x: 0, y: 0 },
    { x: 50, y: 20 },
    { x: 100, y: 20 },
  ];

  it('draw a line that is level at each point and ends before its arrow head', () => {
    assert.equal(edgePath(route, 'end'), 'M0 0C25 0 25 20 50 20C72 20 72 20 94 20');
    assert.equal(arrowPath(route, 'end', 2), 'M100 20L92 15.6L92 24.4z');
  });

  it('are upright where edges run upwards', () => {
    const up = [
      { x: 10, y: 100 },
      { x: 30, y: 0 },
    ];
    assert.equal(edgePath(up, 'end', 'up'), 'M10 100C10 53 30 53 30 6');
    assert.equal(arrowPath(up, 'end', 2, 'up'), 'M30 0L25.6 8L34.4 8z');
  });

  it('put the arrow of a reference at its start', () => {
    assert.match(edgePath(route, 'start'), /^M6 0C/);
    assert.match(arrowPath(route, 'start', 2), /^M0 0L8 -4.4/);
  });
});

describe('shortLabel and constantLabel', () => {
  it('keep the end of long names and mark blank ones', () => {
    assert.equal(shortLabel('weights'), 'weights');
    assert.equal(shortLabel(' '), '(no name)');
    const long = shortLabel(`${'a'.repeat(5000)}_seed=17`);
    assert.equal([...long].length, 30);
    assert.ok(long.endsWith('_seed=17'));
  });

  it('leave out names that nobody gave', () => {
    assert.deepEqual(['Const', 'Const_12', 'slope'].map(constantLabel), ['', '', 'slope']);
  });
});

describe('opFamily', () => {
  it('knows ops of TensorFlow, PyTorch and Keras', () => {
    const names = [
      'MatMul',
      'aten::_convolution',
      'Dense',
      'AddV2',
      'aten::relu',
      'Mean',
      'Reshape',
      'Placeholder',
      'Whatever',
    ];
    assert.deepEqual(
      names.map((op) => opFamily(op).name),
      ['matrix', 'matrix', 'matrix', 'arithmetic', 'activation', 'reduction', 'shape', 'input', 'other'],
    );
  });
});

describe('NodeColours', () => {
  const scope = (label: string, structure: number, open = false): GraphNode => ({
    path: label,
    parent: '',
    label,
    kind: 'scope',
    size: 2,
    open,
    structure,
  });
  const view = (nodes: GraphNode[]): GraphView => ({
    nodes,
    edges: [],
    totals: {
      nodes: 0,
      edges: 0,
      controlEdges: 0,
      absentInputs: 0,
      scopes: 0,
      functions: 0,
      functionNodes: 0,
      devices: [],
      bytes: 0,
    },
    warnings: [],
    truncated: [],
    hasClusters: false,
  });

  it('colour closed scopes that are built alike', () => {
    const [a, b, c, d] = [scope('a', 1), scope('b', 1), scope('c', 2), scope('d', 2, true)] as const;
    const painter = makePainter(view([a, b, c, d]), 'structure');
    assert.deepEqual(painter.of(a), painter.of(b));
    assert.equal(painter.of(a).parts.length, 1);
    assert.deepEqual(painter.of(c).parts, []);
    assert.deepEqual(
      painter.entries.map(({ name }) => name),
      ['alike: a, b'],
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphTrace } from '../../../../proto/api/graphs.ts';
import { computeTrace } from '../../../../server/dashboards/graphs/query/trace.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { graphModel } from './graph-def.ts';

describe('computeTrace', () => {
  const model = graphModel(
    'in',
    's/a = Op(in)',
    's/b = Op(s/a:1)',
    'c = Op(s/a, ^s/b)',
    'd = Op(c)',
    'other = Op(in)',
    'loop = Op(loop2)',
    'loop2 = Op(loop)',
  );
  const traced = (trace: GraphTrace): string[] => {
    const { nodes } = computeTrace(model, trace);
    return model.columns.names.filter((_name, node) => nodes[node] === 1);
  };

  it('follows inputs and outputs, through control edges and cycles', () => {
    assert.deepEqual(traced({ kind: 'inputs', from: 'c' }), ['in', 's/a', 's/b', 'c']);
    assert.deepEqual(traced({ kind: 'outputs', from: 's/b' }), ['s/b', 'c', 'd']);
    assert.deepEqual(traced({ kind: 'both', from: 'other' }), ['in', 'other']);
    assert.deepEqual(traced({ kind: 'inputs', from: 'loop' }), ['loop', 'loop2']);
    assert.deepEqual(traced({ kind: 'outputs', from: 's' }), ['s/a', 's/b', 'c', 'd']);
  });

  it('finds a shortest path in either direction', () => {
    assert.deepEqual(traced({ kind: 'path', from: 'in', to: 'd' }), ['in', 's/a', 'c', 'd']);
    assert.deepEqual(traced({ kind: 'path', from: 'd', to: 'in' }), ['in', 's/a', 'c', 'd']);
    assert.deepEqual(traced({ kind: 'path', from: 'other', to: 'd' }), []);
    assert.deepEqual(traced({ kind: 'path', from: 'nowhere', to: 'd' }), []);
  });

  it('finds who takes one output', () => {
    assert.deepEqual(traced({ kind: 'consumers', from: 's/a', port: 0 }), ['s/a', 'c']);
    assert.deepEqual(traced({ kind: 'consumers', from: 's/a', port: 1 }), ['s/a', 's/b']);
  });

  it('is counted in a view', () => {
    const view = computeView(model, { open: [], trace: { kind: 'inputs', from: 'd' } });
    assert.equal(view.tracedCount, 5);
    assert.equal(view.nodes.find(({ path }) => path === 's')?.traced, 2);
    assert.equal(view.nodes.find(({ path }) => path === 'other')?.traced, undefined);
    assert.equal(view.edges.find(({ from, to }) => from === 's' && to === 'c')?.traced, true);
  });
});

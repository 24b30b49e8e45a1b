import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import type { GraphColumns } from '../../../../server/dashboards/graphs/model/graph-columns.ts';
import { buildHierarchy } from '../../../../server/dashboards/graphs/model/hierarchy.ts';
import { readOutputShapes } from '../../../../server/dashboards/graphs/model/edge-shapes.ts';
import { FUNCTION_SCOPE, parseGraph } from '../../../../server/dashboards/graphs/model/parse-graph.ts';
import type { FixtureName } from '../../../support/fixtures.ts';
import { graphDef } from './graph-def.ts';
import { fixtureGraph, graphOracles, type GraphOracle } from './graph-fixture.ts';

const FIXTURES: readonly FixtureName[] = [
  'seed-linear',
  'tf2-writer',
  'torch-writer',
  'tensorboardx',
  'edge',
  'edge-hostile',
];

/** A parsed graph, described as the oracle describes it. */
function describeGraph(
  graph: GraphColumns,
): Omit<GraphOracle, 'devices' | 'function_nodes'> & { devices: string[] } {
  const { sources, kinds } = graph.edges;
  const names = graph.names.slice(0, graph.mainNodeCount);
  const edges = graph.inputStarts[graph.mainNodeCount] ?? 0;
  const pairs = new Set<string>();
  for (let node = 0; node < graph.mainNodeCount; node++) {
    for (let edge = graph.inputStarts[node] ?? 0; edge < (graph.inputStarts[node + 1] ?? 0); edge++) {
      const source = sources[edge] ?? -1;
      if (source >= 0) pairs.add(JSON.stringify([names[source], names[node]]));
    }
  }
  const devices = new Set(
    [...graph.deviceIds.subarray(0, graph.mainNodeCount)].map((id) => graph.devices[id] ?? ''),
  );
  devices.delete('');
  const sorted = names.map((name) => Buffer.from(name)).sort(Buffer.compare);
  const hierarchy = buildHierarchy(graph);
  const inFunctions = hierarchy.scopePaths.filter((path) => path.split('/')[0] === FUNCTION_SCOPE).length;
  return {
    nodes: graph.mainNodeCount,
    edges,
    edges_resolved: sources.subarray(0, edges).filter((source) => source >= 0).length,
    edges_control: kinds.subarray(0, edges).filter((kind) => kind === 1).length,
    edge_pairs: pairs.size,
    namespaces: hierarchy.scopeCount - 1 - inFunctions,
    functions: graph.functionCount,
    names_sha256: createHash('sha256').update(sorted.join('\n')).digest('hex'),
    devices: [...devices].sort(),
    devices_n: devices.size,
  };
}

for (const fixture of FIXTURES) {
  for (const [run, oracle] of graphOracles(fixture)) {
    it(`finds in ${fixture}/${run} what TensorBoard's reader finds`, () => {
      const graph = parseGraph(fixtureGraph(fixture, run));
      if (oracle.error !== undefined) {
        // TensorBoard refuses these; here a damaged graph says so, and a deep attribute is left alone.
        assert.equal(run === 'graph/attr-depth' ? graph.nodeCount : graph.warnings.length, 1);
        return;
      }
      const found = describeGraph(graph);
      // The oracle says 348, though the 200 names n/leaf, n/n/leaf, … have but 200 prefixes.
      const namespaces = run === 'graph/deep-many' ? { namespaces: 200 } : {};
      const expected = Object.fromEntries(
        Object.keys(found).map((key) => [key, oracle[key as keyof GraphOracle]]),
      );
      assert.deepEqual(
        { ...found, devices: found.devices.length },
        { ...expected, ...namespaces, devices: oracle.devices.length },
      );
    });
  }
}

function warnings(...nodes: string[]): string {
  return parseGraph(graphDef(...nodes)).warnings.join(' ');
}

describe('parseGraph', () => {
  it('resolves output numbers and control inputs', () => {
    const { edges } = parseGraph(graphDef('a', 'b = Op(a:3, ^a, a, b:out:2, absent)'));
    assert.deepEqual([...edges.sources], [0, 0, 0, 1, -1]);
    assert.deepEqual([...edges.ports], [3, 0, 0, 2, 0]);
    assert.deepEqual([...edges.kinds], [0, 1, 0, 0, 0]);
  });

  it('sees a reference where an op writes to its first input', () => {
    const { edges } = parseGraph(
      graphDef('v', 'x', 'w = Assign(v, x)', 'g = ApplyGradientDescent(v, x)', 'r = Add(v, x)'),
    );
    assert.deepEqual([...edges.kinds], [2, 0, 2, 0, 0, 0]);
  });

  it('keeps nodes before damage and says where it is', () => {
    const whole = graphDef('a', 'b = Op(a)', 'c = Op(b)');
    const graph = parseGraph(whole.subarray(0, whole.length - 3));
    assert.deepEqual(graph.names, ['a', 'b']);
    assert.match(graph.warnings.join(), new RegExp(`damaged at byte \\d+ of ${whole.length - 3}`));
  });

  it('keeps what a damaged node says before the damage, and the nodes after it', () => {
    const damaged = Uint8Array.of(0x0a, 5, 0x0a, 1, 0x61, 0x1a, 99);
    const graph = parseGraph(Buffer.concat([damaged, graphDef('b = Op(a)')]));
    assert.deepEqual(graph.names, ['a', 'b']);
    assert.match(graph.warnings.join(), /One node is damaged/);
  });

  it('warns of absent inputs, names used twice and cycles, but not of loops', () => {
    assert.match(
      warnings('a = Op(nowhere)'),
      /One input comes from a node that is not in the graph: "nowhere"/,
    );
    assert.match(warnings('a', 'a', 'a'), /2 nodes have the name of a node before it, for example "a"/);
    assert.match(warnings('a = Op(b)', 'b = Op(a)', 'c = Op(b)'), /2 nodes feed themselves through a cycle/);
    assert.match(warnings('a = Op(a)'), /The node "a" is its own input/);
    assert.equal(warnings('m = Merge(n)', 'n = NextIteration(m)'), '');
  });

  it('reads functions apart from the graph', () => {
    const call = { name: 'call', op: 'f', input: ['x'] };
    const body = { name: 'add', op: 'Add', input: ['p', 'p'] };
    const bytes = tensorboard.GraphDef.encode({
      node: [call],
      library: {
        function: [
          { signature: { name: 'f', inputArg: [{ name: 'p' }] }, nodeDef: [body], ret: { out: 'add:z:0' } },
        ],
      },
    }).finish();
    const graph = parseGraph(bytes);
    assert.equal(graph.mainNodeCount, 1);
    assert.equal(graph.functionCount, 1);
    assert.deepEqual(
      graph.names.slice(1),
      ['p', 'add', 'out'].map((name) => `${FUNCTION_SCOPE}/f/${name}`),
    );
    assert.deepEqual([...graph.edges.sources], [-1, 1, 1, 2]);
  });

  it('reads the shapes of arguments', () => {
    const shape = [{ dim: [{ size: 2 }, { size: 8 }] }];
    const attr = { _user_specified_name: { s: Buffer.from('x') }, _output_shapes: { list: { shape } } };
    const signature = { name: 'f', inputArg: [{ name: 'p' }, { name: 'q' }] };
    const nodeDef = [{ name: 'n', op: 'Add', input: ['p', 'q'] }];
    const library = { function: [{ signature, nodeDef, argAttr: { 1: { attr }, 7: { attr } } }] };
    const graph = parseGraph(tensorboard.GraphDef.encode({ library }).finish());
    assert.deepEqual([readOutputShapes(graph, 0), readOutputShapes(graph, 1)], [[], ['2×8']]);
    assert.equal(graph.names.length, 3);
  });

  it('takes the class of a Keras layer for its op', () => {
    const attr = { keras_class: { s: Buffer.from('Dense') } };
    const graph = parseGraph(tensorboard.GraphDef.encode({ node: [{ name: 'a', attr }] }).finish());
    assert.equal(graph.ops[graph.opIds[0] ?? 0], 'Dense');
  });
});

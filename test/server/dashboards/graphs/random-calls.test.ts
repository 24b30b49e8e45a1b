import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphView } from '../../../../proto/api/graphs.ts';
import type { tensorboard } from '../../../../proto/generated/tensorboard.js';
import type { GraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { graphLevel } from '../../../../server/dashboards/graphs/query/level.ts';
import { nodeInfo } from '../../../../server/dashboards/graphs/query/node-info.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { seededRandom } from '../../../support/random.ts';
import { call, functionModel, type FunctionText } from './function-graph.ts';

const FUNCTIONS = ['f', 'g', 'a', 'a/b'];
const OPS = ['Add', 'NoOp', 'Const', 'While', 'If', 'PartitionedCall', ...FUNCTIONS];

/** Nodes that call functions and take inputs at random, themselves and nothing among them; names may occur twice. */
function randomNodes(
  random: (bound: number) => number,
  parameters: readonly string[],
): tensorboard.INodeDef[] {
  const pick = <T>(all: readonly T[]): T => all[random(all.length)]!;
  const nodes: tensorboard.INodeDef[] = [];
  for (let count = 1 + random(10); count > 0; count--) {
    const name = pick(['', 's/', 's/t/']) + pick(['n', 'x_1', 'call', '']);
    const sources = [...nodes.map((node) => node.name ?? ''), ...parameters, name, 'gone'];
    const input = Array.from({ length: random(4) }, () => {
      const source = pick(sources);
      return random(4) === 0 ? `^${source}` : source + pick(['', ':1', ':o1:0']);
    });
    const called = ['f', 'body', 'cond', 'x/y'].filter(() => random(4) === 0);
    nodes.push(
      call(
        name,
        pick(OPS),
        input,
        Object.fromEntries(called.map((attribute) => [attribute, pick(FUNCTIONS)])),
      ),
    );
  }
  return nodes;
}

function randomModel(random: (bound: number) => number): GraphModel {
  const functions = FUNCTIONS.map((name): [string, FunctionText] => {
    const parameters = ['p0', 'p1'].slice(random(3));
    const nodes = randomNodes(random, parameters);
    const results = ['o0', 'o1'].slice(random(3)).map((result) => [result, `${nodes[0]?.name}:z:0`]);
    return [name, { parameters, nodes, results: Object.fromEntries(results) }];
  });
  return functionModel(randomNodes(random, []), Object.fromEntries(functions));
}

/** Every node is in an open scope, and edges lead from node to node, not to what is around. */
function assertSound({ nodes, edges }: GraphView): void {
  const byPath = new Map(nodes.map((node) => [node.path, node]));
  assert.equal(byPath.size, nodes.length, 'paths are unique');
  for (const { path, parent } of nodes) assert.ok(parent === '' || byPath.get(parent)?.open, path);
  for (const { from, to } of edges) {
    assert.ok(byPath.has(from) && byPath.has(to), `${from} → ${to}`);
    assert.ok(!`${from}/`.startsWith(`${to}/`) && !`${to}/`.startsWith(`${from}/`), `${from} → ${to}`);
  }
}

describe('calls of random graphs', () => {
  it('open whichever way they are nested, and change no count', () => {
    let opened = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const fraction = seededRandom(seed);
      const random = (bound: number): number => Math.floor(fraction() * bound);
      const model = randomModel(random);
      const { totals } = computeView(model, { open: [] });
      const open: string[] = [];
      for (let step = 0; step < 8; step++) {
        const view = computeView(model, { open, extract: random(2) === 0 });
        assertSound(view);
        assert.deepEqual(view.totals, totals);
        for (const { path, kind } of view.nodes) {
          assert.equal(nodeInfo(model, path).path, path);
          if (kind === 'call') assert.equal(graphLevel(model, path).path, path);
        }
        const closed = view.nodes.filter(({ size, open: isOpen }) => size > 0 && !isOpen);
        const next = closed[random(Math.max(1, closed.length))];
        if (next === undefined) break;
        if (next.kind === 'call') opened++;
        open.push(next.path);
        const found = computeView(model, { open }).nodes.find(({ path }) => path === next.path);
        assert.equal(found?.open, true, next.path);
      }
    }
    assert.ok(opened > 50, `${opened} calls opened`);
  });
});

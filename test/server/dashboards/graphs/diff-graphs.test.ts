import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { CHANGE_NAMES } from '../../../../server/dashboards/graphs/model/diff-graphs.ts';
import { buildModelOf, type GraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { nodeInfo } from '../../../../server/dashboards/graphs/query/node-info.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { graphDef } from './graph-def.ts';
import { fixtureGraph } from './graph-fixture.ts';

function diff(before: readonly string[], after: readonly string[]): GraphModel {
  return buildModelOf({ graph: graphDef(...after), before: graphDef(...before) });
}

function changesOf({ columns, difference }: GraphModel): Record<string, string> {
  const changes = columns.names.map((name, node) => [name, CHANGE_NAMES[difference?.changes[node] ?? 0]]);
  return Object.fromEntries(changes.filter(([, change]) => change !== 'same')) as Record<string, string>;
}

describe('two graphs joined', () => {
  it('tell what was added, removed, re-attributed and re-wired', () => {
    const model = diff(
      ['x', 'y', 'a = Add(x)', 'b = Op(a)', 'gone = Op(b)'],
      ['x', 'y', 'a = Mul(x)', 'b = Op(y)', 'new = Op(b)'],
    );
    assert.deepEqual(changesOf(model), {
      a: 're-attributed',
      b: 're-wired',
      new: 'added',
      gone: 'removed',
    });
    const view = computeView(model, { open: [], colour: 'change' });
    assert.deepEqual(view.changes, { added: 1, removed: 1, reattributed: 1, rewired: 1, renamed: [] });
    assert.ok(view.edges.some(({ from, to }) => from === 'b' && to === 'gone'));
    assert.deepEqual(nodeInfo(model, 'a').change, ['Operation: Add → Mul']);
    assert.deepEqual(nodeInfo(model, 'b').change, ['Other inputs than before.', 'Before: a']);
  });

  it('take a scope with another name but the same inside for one change', () => {
    const layer = (scope: string): string[] => [`${scope}/w`, `${scope}/mul = Mul(x, ${scope}/w)`];
    const model = diff(
      ['x', ...layer('dense'), 'out = Op(dense/mul)'],
      ['x', ...layer('fc'), 'out = Op(fc/mul)'],
    );
    assert.deepEqual(changesOf(model), {});
    assert.deepEqual(computeView(model, { open: [] }).changes?.renamed, [
      { from: 'dense', to: 'fc', nodes: 2 },
    ]);
  });

  it('do not guess which of several alike scopes was renamed', () => {
    const model = diff(['a/x', 'b/x'], ['c/x', 'd/x']);
    assert.equal(model.difference?.renamed.length, 0);
    assert.equal(Object.keys(changesOf(model)).length, 4);
  });

  it('roll counts up to scopes', () => {
    const model = diff(['s/a', 's/b'], ['s/a', 's/c']);
    const [scope] = computeView(model, { open: [], colour: 'change' }).nodes;
    assert.deepEqual(scope?.shares?.map(({ value, count }) => `${count} ${value}`).sort(), [
      '1 added',
      '1 removed',
      '1 same',
    ]);
  });

  it('tell which attribute differs', () => {
    const node = (units: number): Uint8Array =>
      tensorboard.GraphDef.encode({
        node: [{ name: 'a', op: 'Op', attr: { units: { i: units } } }],
      }).finish();
    const model = buildModelOf({ graph: node(8), before: node(4) });
    assert.deepEqual(nodeInfo(model, 'a').change, ['units: 4 → 8']);
  });

  it('are the same for a graph and itself', () => {
    const graph = fixtureGraph('seed-linear', '.');
    const model = buildModelOf({ graph, before: graph });
    assert.deepEqual(changesOf(model), {});
    assert.equal(model.columns.nodeCount, 70);
  });

  it('are a view by device on demand', () => {
    const node = [
      { name: 'a/x', op: 'Op', device: '/job:w/task:0/device:GPU:0' },
      { name: 'a/y', op: 'Op', device: '/job:w/task:0/device:GPU:1', input: ['a/x'] },
      { name: 'z', op: 'Op', input: ['a/y'] },
    ];
    const graph = tensorboard.GraphDef.encode({ node }).finish();
    const view = computeView(buildModelOf({ graph, isByDevice: true }), { open: [] });
    assert.deepEqual(
      view.nodes.map(({ path }) => path),
      ['device:GPU:0', 'device:GPU:1', 'no device'],
    );
    assert.deepEqual(
      view.edges.map(({ crossesDevices = false }) => crossesDevices),
      [true, false],
    );
  });

  it('do not fold devices that are alike', () => {
    const node = Array.from({ length: 8 }, (_none, n) => ({
      name: `l${n}`,
      op: 'Op',
      device: `/device:GPU:${n}`,
    }));
    const graph = tensorboard.GraphDef.encode({ node }).finish();
    assert.equal(computeView(buildModelOf({ graph, isByDevice: true }), { open: [] }).nodes.length, 8);
  });
});

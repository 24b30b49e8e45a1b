import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { buildGraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { joinProfile } from '../../../../server/dashboards/graphs/model/profile.ts';
import { readRunStats } from '../../../../server/dashboards/graphs/model/run-stats.ts';
import { costTable } from '../../../../server/dashboards/graphs/query/cost-table.ts';
import { nodeInfo } from '../../../../server/dashboards/graphs/query/node-info.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { graphModel } from './graph-def.ts';
import { fixtureGraph, fixtureGraphs } from './graph-fixture.ts';

type Stats = tensorboard.INodeExecStats;

function metadata(...nodeStats: Stats[]): Uint8Array {
  const devStats = [{ device: '/device:CPU:0', nodeStats }];
  return tensorboard.RunMetadata.encode({ stepStats: { devStats } }).finish();
}

const run = (nodeName: string, start: number, length: number, ...bytes: number[]): Stats => ({
  nodeName,
  allStartMicros: start,
  allEndRelMicros: length,
  memory: bytes.map((totalBytes) => ({ totalBytes })),
});

describe('readRunStats', () => {
  it('takes all executions of a node together', () => {
    const stats = readRunStats(
      metadata(run('a', 100, 5, 8, 16, -4), run('a', 110, 7, 4), run('a', 50, 0, 30)),
    );
    const { startUs, endUs, bytes } = stats.costs.get('a') ?? assert.fail();
    assert.deepEqual([startUs, endUs, bytes], [100, 117, 30]);
  });
});

describe('devices of a profile', () => {
  const devStats = ['/device:GPU:0', '/device:GPU:0/stream:all', '/device:CPU:0'].map((device, index) => ({
    device,
    nodeStats: [run('a', 100 * index, 1 + index)],
  }));
  const bytes = tensorboard.RunMetadata.encode({ stepStats: { devStats } }).finish();
  const startAndEnd = (counted?: string[], payload = bytes): unknown[] => {
    const { costs, devices } = readRunStats(payload, counted);
    const cost = costs.get('a');
    return [cost?.startUs, cost?.endUs, devices.map(({ isCounted }) => isCounted)];
  };

  it('count when they are whole ones, unless others are asked for', () => {
    assert.deepEqual(startAndEnd(), [0, 203, [true, false, true]]);
    assert.deepEqual(startAndEnd(['/device:GPU:0/stream:all']), [100, 102, [false, true, false]]);
    assert.deepEqual(startAndEnd([]), [undefined, undefined, [false, false, false]]);
  });

  it('count all when none is a whole one', () => {
    const odd = tensorboard.RunMetadata.encode({ stepStats: { devStats: [{ ...devStats[1] }] } }).finish();
    assert.deepEqual(startAndEnd(undefined, odd), [100, 102, [true]]);
  });
});

describe('a profile', () => {
  const model = graphModel('s/a', 's/b', 's', 'c');
  const profile = joinProfile(
    model,
    metadata(run('s/a', 10, 5, 8), run('s/b', 30, 10, 2), run('s', 12, 1), run('x', 0, 9)),
  );

  it('gives scopes the time from the first start to the last end, and the sum of bytes', () => {
    const { nodes, maxCost } = computeView(model, { open: ['s'] }, profile);
    assert.deepEqual(
      nodes.map(({ path, cost }) => [path, cost]),
      [
        ['c', undefined],
        ['s', { us: 30, bytes: 10 }],
        ['s/a', { us: 5, bytes: 8 }],
        ['s/b', { us: 10, bytes: 2 }],
        ['s/(s)', { us: 1, bytes: 0 }],
      ],
    );
    assert.deepEqual(maxCost, { us: 30, bytes: 10 });
  });

  it('tells the devices that nodes ran on', () => {
    const { nodes } = computeView(model, { open: ['s'], colour: 'device' }, profile);
    const deviceByPath = new Map(nodes.map(({ path, device, shares }) => [path, { device, shares }]));
    assert.equal(deviceByPath.get('s/a')?.device, '/device:CPU:0');
    assert.deepEqual(deviceByPath.get('s/a')?.shares, [{ value: '/device:CPU:0', count: 1 }]);
    assert.equal(deviceByPath.get('c')?.device, undefined);
  });

  it('tells the shapes that tensors had', () => {
    const shaped = graphModel('a', 'b = Op(a, a:1, a:2)', 'c = Op(a:1)');
    const sizes = (...all: number[]): tensorboard.ITensorDescription => ({
      shape: { dim: all.map((size) => ({ size })) },
    });
    const output = [
      { slot: 0, tensorDescription: sizes(32, 10) },
      { slot: 1, tensorDescription: sizes() },
      {},
    ];
    const measured = joinProfile(shaped, metadata({ ...run('a', 0, 1), output }));
    const { edges } = computeView(shaped, { open: [] }, measured);
    assert.deepEqual(
      edges.map(({ to, shape, elements }) => [to, shape, elements]),
      [
        ['b', undefined, 321],
        ['c', 'scalar', 1],
      ],
    );
    assert.deepEqual(nodeInfo(shaped, 'a', measured).outputShapes, ['32×10', 'scalar']);
    assert.equal(nodeInfo(shaped, 'c', measured).inputs[0]?.shape, 'scalar');
    assert.equal(nodeInfo(shaped, 'c').inputs[0]?.shape, undefined);
  });

  it('lists the costliest nodes of the whole graph or of a scope', () => {
    const { rows, total, totalUs } = costTable(model, profile, { sort: 'time' });
    assert.deepEqual(
      rows.map(({ path, us }) => [path, us]),
      [
        ['s/b', 10],
        ['s/a', 5],
        ['s/(s)', 1],
      ],
    );
    assert.deepEqual([total, totalUs], [3, 16]);
    assert.deepEqual(costTable(model, profile, { sort: 'memory', limit: 1 }).rows[0]?.path, 's/a');
    assert.deepEqual(costTable(model, undefined, {}).rows, []);
  });

  it('agrees with the StepStats of the sample', () => {
    const linear = buildGraphModel(fixtureGraph('seed-linear', '.'));
    const recorded = fixtureGraphs('seed-linear').find(({ tag }) => tag === 'step0999') ?? assert.fail();
    const { stepStats } = tensorboard.RunMetadata.decode(recorded.payload);
    const table = costTable(linear, joinProfile(linear, recorded.payload), { limit: 1000 });
    const names = new Set(linear.columns.names);
    const all = (stepStats?.devStats ?? []).flatMap(({ nodeStats }) => nodeStats ?? []);
    const own = all.filter(({ nodeName }) => names.has(nodeName ?? ''));
    assert.equal(table.total, new Set(own.map(({ nodeName }) => nodeName)).size);
    assert.ok(table.total > 20);
    for (const { path, us, bytes } of table.rows) {
      const node = linear.hierarchy.nodeByPath.get(path) ?? -1;
      const stats = own.filter(({ nodeName }) => nodeName === linear.columns.names[node]);
      assert.equal(us, Math.max(...stats.map(({ allEndRelMicros }) => Number(allEndRelMicros))));
      const memory = stats.map((one) =>
        (one.memory ?? []).reduce((sum, { totalBytes }) => sum + Number(totalBytes), 0),
      );
      assert.equal(bytes, Math.max(...memory));
    }
  });
});

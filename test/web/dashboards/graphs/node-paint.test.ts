import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { buildGraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { formatMicroseconds } from '../../../../web/dashboards/graphs/format-cost.ts';
import { makePainter } from '../../../../web/dashboards/graphs/node-paint.ts';
import { graphModel } from '../../../server/dashboards/graphs/graph-def.ts';

describe('makePainter', () => {
  const node = [
    { name: 's/a', op: 'Add', device: '/device:GPU:0' },
    { name: 's/b', op: 'PyFunc', device: '/device:GPU:1' },
    { name: 's/c', op: 'Add', device: '/device:GPU:1' },
    { name: 'd', op: 'Add', device: '/device:GPU:0' },
  ];
  const model = buildGraphModel(tensorboard.GraphDef.encode({ node }).finish());

  it('shows the shares of devices in a scope', () => {
    const view = computeView(model, { open: [], colour: 'device' });
    const painter = makePainter(view, 'device');
    const [op, scope] = view.nodes.map((one) => painter.of(one));
    assert.deepEqual(
      scope?.parts.map(({ share }) => Math.round(share * 3)),
      [2, 1],
    );
    assert.equal(op?.parts[0]?.colour, scope?.parts[1]?.colour);
    assert.deepEqual(
      painter.entries.map(({ name }) => name),
      ['GPU:0 (2)', 'GPU:1 (2)'],
    );
  });

  it('tells what TPUs do not run', () => {
    const mixed = graphModel('a = MatMul', 'b = Relu(a)', 'c = PyFunc(b)');
    const { entries } = makePainter(computeView(mixed, { open: [], colour: 'tpu' }), 'tpu');
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['compatible (2)', 'incompatible (1)'],
    );
  });

  it('scales costs from 0 to the most, and fades what did not run', () => {
    const view = computeView(model, { open: [] });
    const [first, second] = view.nodes;
    assert.ok(first && second);
    const costly = {
      ...view,
      maxCost: { us: 2000, bytes: 1 },
      nodes: [{ ...first, cost: { us: 2000, bytes: 1 } }, second],
    };
    const painter = makePainter(costly, 'time');
    assert.match(painter.of(costly.nodes[0] ?? first).ground ?? '', / 50%/);
    assert.equal(painter.of(second).isFaded, true);
    assert.equal(painter.scale?.high, '2 ms');
  });

  it('colours by numbers of the run', () => {
    const view = computeView(model, { open: [] });
    const painter = makePainter(
      view,
      'mean',
      new Map([
        ['d', 1],
        ['s', 3],
      ]),
    );
    const grounds = view.nodes.map((one) => painter.of(one).ground);
    assert.notEqual(grounds[0], grounds[1]);
    assert.deepEqual([painter.scale?.low, painter.scale?.high], ['1.000', '3.000']);
  });
});

describe('formatMicroseconds', () => {
  it('takes the unit that leaves few digits', () => {
    assert.deepEqual([12, 3400, 1.25e6, 3e8].map(formatMicroseconds), ['12 µs', '3.4 ms', '1.3 s', '5 min']);
  });
});

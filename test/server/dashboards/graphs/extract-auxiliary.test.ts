import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphView } from '../../../../proto/api/graphs.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { graphModel } from './graph-def.ts';

const auxiliary = ({ nodes }: GraphView): [string, string][] =>
  nodes.flatMap(({ path, auxiliary: side }) => (side === undefined ? [] : [[path, side]]));

/** Twenty nodes in a chain, each of which reads `step`, a name that no series has. */
const CHAIN = Array.from(
  { length: 20 },
  (_none, index) => `n${'x'.repeat(index)} = Op(${index === 0 ? '' : `n${'x'.repeat(index - 1)}, `}step)`,
);

describe('extractAuxiliary', () => {
  const model = graphModel('step = VariableV2', ...CHAIN);

  it('takes out what has far more neighbours than others, and leaves stubs at them', () => {
    const view = computeView(model, { open: [] });
    assert.deepEqual(auxiliary(view), [['step', 'in']]);
    assert.ok(view.edges.every(({ from }) => from !== 'step'));
    assert.deepEqual(view.nodes.find(({ path }) => path === 'nx')?.stubs, {
      inputs: [{ path: 'step', label: 'step', kind: 'data', count: 1 }],
      inputCount: 1,
      outputs: [],
      outputCount: 0,
    });
  });

  it('leaves everything where it is on demand, and moves single nodes', () => {
    assert.deepEqual(auxiliary(computeView(model, { open: [], extract: false })), []);
    assert.deepEqual(auxiliary(computeView(model, { open: [], main: ['step'] })), []);
    assert.deepEqual(auxiliary(computeView(model, { open: [], extract: false, auxiliary: ['nx'] })), [
      ['nx', 'out'],
    ]);
  });

  it('does not judge by degree where there are few', () => {
    const few = graphModel('step = VariableV2', ...CHAIN.slice(0, 13));
    assert.deepEqual(auxiliary(computeView(few, { open: [] })), []);
  });

  it('takes out NoOps, and what then has edges to nothing else', () => {
    const group = graphModel('in', 'a = Y(in)', 'b', 'group = NoOp(^a, ^b)', 'after = X(^group)', 'lonely');
    const view = computeView(group, { open: [] });
    assert.deepEqual(auxiliary(view), [
      ['b', 'in'],
      ['group', 'out'],
      ['after', 'out'],
    ]);
    assert.deepEqual(
      view.edges.map(({ from, to }) => [from, to]),
      [['in', 'a']],
    );
    assert.deepEqual(auxiliary(computeView(group, { open: [], main: ['b', 'after'] })), [['group', 'out']]);
  });

  it('cuts control edges of a node with many of them, but not its others', () => {
    const names = ['a', 'bb', 'ccc', 'dddd', 'eeeee'];
    const view = computeView(
      graphModel(...names, `z = Op(a, ${names.map((name) => `^${name}`).join(', ')})`),
      {
        open: [],
        extract: false,
        main: ['z'],
      },
    );
    // "a" is a data input, too: only four are control only.
    assert.equal(view.edges.length, 6);
    const more = graphModel(
      ...names,
      'f = X',
      `z = Op(${[...names, 'f'].map((name) => `^${name}`).join(', ')})`,
    );
    const cut = computeView(more, { open: [] });
    assert.deepEqual(cut.edges, []);
    assert.equal(cut.nodes.find(({ path }) => path === 'z')?.stubs?.inputCount, 6);
    assert.equal(cut.nodes.find(({ path }) => path === 'z')?.stubs?.inputs.length, 5);
  });

  it('draws many edges from one node into an open scope as one edge to the scope', () => {
    const inside = ['a', 'bb', 'ccc', 'dddd', 'eeeee'].map((name) => `s/${name} = X${name}(in)`);
    const edges = (...nodes: string[]): string[] =>
      computeView(graphModel('in', ...nodes), { open: ['s'] }).edges.map(
        ({ from, to, count }) => `${from} ${to} ${count}`,
      );
    assert.equal(edges(...inside.slice(0, 4)).length, 4);
    assert.deepEqual(edges(...inside), ['in s 5']);
    const view = computeView(graphModel('in', ...inside), { open: ['s'] });
    assert.equal(view.nodes.find(({ path }) => path === 's/a')?.stubs?.inputs[0]?.path, 'in');
    const out = graphModel(
      ...inside.map((line) => line.replace('(in)', '')),
      'sum = Op(s/a, s/bb, s/ccc, s/dddd, s/eeeee)',
    );
    assert.deepEqual(
      computeView(out, { open: ['s'] }).edges.map(({ from, to, count }) => [from, to, count]),
      [['s', 'sum', 5]],
    );
  });
});

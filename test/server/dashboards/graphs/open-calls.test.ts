import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphView } from '../../../../proto/api/graphs.ts';
import type { GraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { buildGraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { joinProfile } from '../../../../server/dashboards/graphs/model/profile.ts';
import { graphLevel } from '../../../../server/dashboards/graphs/query/level.ts';
import { nodeInfo } from '../../../../server/dashboards/graphs/query/node-info.ts';
import { computeView, type ViewQuery } from '../../../../server/dashboards/graphs/query/view.ts';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { call, functionModel } from './function-graph.ts';
import { fixtureGraph } from './graph-fixture.ts';

const plain = { extract: false };
const view = (model: GraphModel, open: string[], rest: Partial<ViewQuery> = {}): GraphView =>
  computeView(model, { open, ...plain, ...rest });
const edges = ({ edges: all }: GraphView): string[] =>
  all.map(({ from, to, kind }) => `${from} → ${to}${kind === 'data' ? '' : ` ${kind}`}`).sort();
const inside = (seen: GraphView, scope: string): string[] =>
  seen.nodes.filter(({ parent }) => parent === scope).map(({ path, kind }) => `${path} ${kind}`);

const SWAP = {
  parameters: ['x', 'y'],
  nodes: [call('in/neg', 'Neg', ['x']), call('add', 'Add', ['in/neg:z:0', 'y'])],
  results: { second: 'add:z:0', first: 'y' },
};

describe('openCalls', () => {
  const model = functionModel(
    [
      call('a', 'Const'),
      call('b', 'Const'),
      call('wait', 'Wait'),
      call('s/f', 'swap', ['a', 'b', '^wait']),
      call('one', 'Relu', ['s/f']),
      call('two', 'Relu', ['s/f:1', '^s/f']),
    ],
    { swap: SWAP },
  );

  it('shows a node that calls a function as one that opens', () => {
    const closed = view(model, ['s']).nodes.find(({ path }) => path === 's/f');
    assert.deepEqual([closed?.kind, closed?.op, closed?.size, closed?.open], ['call', 'swap', 6, false]);
    const body = view(model, ['__function_library__']).nodes.find(({ kind }) => kind === 'function');
    assert.ok(body?.structure !== undefined && body.structure === closed?.structure);
    assert.deepEqual(edges(view(model, ['s'])), [
      'a → s/f',
      'b → s/f',
      's/f → one',
      's/f → two',
      's/f → two control',
      'wait → s/f control',
    ]);
  });

  it('opens it in its place: arguments take its inputs, results go to where its outputs go', () => {
    const open = view(model, ['s', 's/f']);
    assert.deepEqual(inside(open, 's'), ['s/f call']);
    assert.deepEqual(inside(open, 's/f').sort(), [
      's/f/add op',
      's/f/first op',
      's/f/in scope',
      's/f/second op',
      's/f/x op',
      's/f/y op',
    ]);
    assert.deepEqual(edges(open), [
      'a → s/f/x',
      'b → s/f/y',
      's/f → two control',
      's/f/add → s/f/second',
      's/f/first → two',
      's/f/in → s/f/add',
      's/f/second → one',
      's/f/x → s/f/in',
      's/f/y → s/f/add',
      's/f/y → s/f/first',
      'wait → s/f control',
    ]);
  });

  it('leaves everything else in its order, and pages as they are', () => {
    const nodes = Array.from({ length: 230 }, (_, index) =>
      call(`n${index}x`, index % 3 === 0 ? 'swap' : `Op${index}`),
    );
    const many = functionModel([...nodes, call('s/x', 'Op')], { swap: SWAP });
    const root = (open: string[]): unknown[] =>
      view(many, open)
        .nodes.filter(({ parent }) => parent === '')
        .map(({ path, size }) => [path, size]);
    assert.deepEqual(root(['n3x', 'n6x', 'n6x/in']), root([]));
  });

  it('counts copies in the call alone, whatever is open', () => {
    const [closed, open] = [view(model, ['s']), view(model, ['s', 's/f', 's/f/in'])];
    assert.deepEqual(open.totals, closed.totals);
    const sizes = ({ nodes }: GraphView): unknown[] =>
      nodes.filter(({ path }) => ['s', 's/f'].includes(path)).map(({ path, size }) => [path, size]);
    assert.deepEqual(sizes(open), sizes(closed));
  });

  it('opens what PartitionedCall and loops call, by the names of their attributes', () => {
    const body = { parameters: ['i'], nodes: [call('next', 'Add', ['i'])], results: { o: 'next:z:0' } };
    const cond = { parameters: ['i'], nodes: [call('less', 'Less', ['i'])], results: { go: 'less:z:0' } };
    const loops = functionModel(
      [
        call('start', 'Const'),
        call('loop', 'While', ['start'], { cond: 'c', body: 'b' }),
        call('p', 'PartitionedCall', ['loop'], { f: 'b' }),
        call('end', 'Relu', ['p']),
      ],
      { b: body, c: cond },
    );
    const open = view(loops, ['loop', 'loop/body', 'loop/cond', 'p']);
    assert.deepEqual(inside(open, 'loop'), ['loop/body scope', 'loop/cond scope']);
    assert.deepEqual(edges(open), [
      'loop/body/i → loop/body/next',
      'loop/body/next → loop/body/o',
      'loop/body/o → p/i',
      'loop/cond/i → loop/cond/less',
      'loop/cond/less → loop/cond/go',
      'p/i → p/next',
      'p/next → p/o',
      'p/o → end',
      'start → loop/body/i',
      'start → loop/cond/i',
    ]);
  });

  it('opens calls in calls, recursion as deep as is asked for', () => {
    const recursive = functionModel([call('f', 'fib', ['f0']), call('f0', 'Const')], {
      fib: {
        parameters: ['n'],
        nodes: [call('less', 'fib', ['n']), call('sum', 'Add', ['less:out:0'])],
        results: { out: 'sum:z:0' },
      },
    });
    const open = view(recursive, ['f', 'f/less', 'f/less/less']);
    assert.deepEqual(
      open.nodes.filter(({ kind }) => kind === 'call').map(({ path, open: isOpen }) => [path, isOpen]),
      [
        ['f', true],
        ['f/less', true],
        ['f/less/less', true],
        ['f/less/less/less', false],
      ],
    );
    assert.ok(edges(open).includes('f/less/n → f/less/less/n'));
    assert.ok(edges(open).includes('f/less/less/out → f/less/sum'));
    // What is not open around it opens nothing.
    assert.deepEqual(view(recursive, ['f/less']), view(recursive, []));
    // Inside of the library, too.
    const library = '__function_library__';
    const inLibrary = view(recursive, [library, `${library}/fib`, `${library}/fib/less`]);
    assert.ok(inside(inLibrary, `${library}/fib/less`).includes(`${library}/fib/less/sum op`));
  });

  it('tells the shapes of arguments, which functions are written without', () => {
    const attr = { _output_shapes: { list: { shape: [{ dim: [{ size: 3 }] }] } } };
    const shaped = functionModel([{ name: 'a', op: 'Const', attr }, call('f', 'swap', ['a', 'a'])], {
      swap: SWAP,
    });
    const { edges: all } = view(shaped, ['f']);
    assert.equal(all.find(({ from }) => from === 'f/x')?.shape, '3');
    assert.equal(all.find(({ from }) => from === 'f/add')?.shape, undefined);
  });

  it('judges what is in a call by its ops, but for arguments and results', () => {
    const { nodes: all } = view(model, ['s', 's/f'], { colour: 'tpu' });
    const judged = all.filter(({ parent }) => parent === 's/f').flatMap(({ shares = [] }) => shares);
    assert.deepEqual(new Set(judged.map(({ value }) => value)), new Set(['compatible']));
  });

  it('leaves a call that is its own input so', () => {
    const loop = functionModel([call('f', 'swap', ['f', 'a']), call('a', 'Const')], { swap: SWAP });
    const open = view(loop, ['f']);
    assert.equal(open.nodes.find(({ path }) => path === 'f')?.hasLoop, true);
    assert.deepEqual(
      edges(open).filter((edge) => edge.includes('a →') || edge.endsWith('→ f')),
      ['a → f/y'],
    );
  });

  it('takes the result that an input names', () => {
    const outer = {
      parameters: ['p'],
      nodes: [call('c', 'swap', ['p', 'p']), call('r', 'Relu', ['c:first:0'])],
      results: { out: 'c:second:0' },
    };
    const named = functionModel([call('g', 'outer', ['x']), call('x', 'Const')], { swap: SWAP, outer });
    const open = edges(view(named, ['g', 'g/c']));
    assert.ok(open.includes('g/c/first → g/r'));
    assert.ok(open.includes('g/c/second → g/out'));
    assert.ok(open.includes('g/p → g/c/x') && open.includes('g/p → g/c/y'));
  });

  it('does not open more copies than memory is for', () => {
    const wide = (name: string): tensorboard.INodeDef[] =>
      Array.from({ length: 40_000 }, (_, index) => call(`n${index}`, index < 2 ? name : 'Op'));
    const hostile = functionModel([call('f', 'f0')], {
      f0: { nodes: wide('f1') },
      f1: { nodes: wide('f0') },
    });
    const paths = ['f'];
    for (let depth = 0; depth < 9; depth++)
      for (const path of paths.slice(-2)) paths.push(`${path}/n0`, `${path}/n1`);
    const open = view(hostile, paths);
    assert.match(open.warnings.join(), /calls? stays? closed/);
    assert.ok(open.nodes.filter(({ kind, open: isOpen }) => kind === 'call' && isOpen).length <= 5);
  });

  it('has a level and details for what is in a call', () => {
    const root = graphLevel(model, 's');
    assert.deepEqual(
      root.nodes.map(({ kind, nodeCount, calls }) => [kind, nodeCount, calls]),
      [['op', 1, ['__function_library__/swap']]],
    );
    const level = graphLevel(model, 's/f');
    assert.deepEqual(level.nodes.map(({ path, kind, nodeCount }) => [path, kind, nodeCount]).sort(), [
      ['s/f/add', 'op', 1],
      ['s/f/first', 'op', 0],
      ['s/f/in', 'group', 1],
      ['s/f/second', 'op', 0],
      ['s/f/x', 'op', 0],
      ['s/f/y', 'op', 0],
    ]);
    assert.equal(level.totals.nodes, 6);
    const info = nodeInfo(model, 's/f');
    assert.deepEqual(info.calls, [{ as: '', path: '__function_library__/swap' }]);
    assert.deepEqual([info.kind, info.op, info.inside?.nodes], ['call', 'swap', 6]);
    const inner = nodeInfo(model, 's/f/x');
    assert.deepEqual(
      inner.inputs.map(({ path }) => path),
      ['a'],
    );
    assert.throws(() => nodeInfo(model, 's/f/nowhere'), { code: 'NODE_NOT_FOUND' });
    const tf = buildGraphModel(fixtureGraph('tf2-writer', 'graph'));
    assert.deepEqual(nodeInfo(tf, 'while/(while)/body').calls, [
      { as: 'body', path: '__function_library__/while_body_16382' },
    ]);
  });

  it('opens the calls around a node that is asked for', () => {
    const seen = view(model, [], { reveal: 's/f/in/neg' });
    assert.ok(inside(seen, 's/f/in').includes('s/f/in/neg op'));
    assert.equal(seen.nodes.find(({ path }) => path === 's/f')?.open, true);
  });

  it('follows traces through calls, whether they are open or not', () => {
    const outside = (seen: GraphView): string[] =>
      seen.nodes
        .filter(({ path, traced }) => traced !== undefined && !path.startsWith('s'))
        .map(({ path }) => path)
        .sort();
    for (const trace of [
      { kind: 'inputs', from: 'two' },
      { kind: 'outputs', from: 'wait' },
      { kind: 'path', from: 'wait', to: 'one' },
      { kind: 'consumers', from: 's/f', port: 1 },
    ] as const) {
      const [closed, open] = [['s'], ['s', 's/f']].map((paths) => outside(view(model, paths, { trace })));
      assert.deepEqual(open, closed, trace.kind);
    }
    // In an open call the way can be seen: the other result needs no b.
    const { nodes } = view(model, ['s', 's/f'], { trace: { kind: 'inputs', from: 's/f/second' } });
    const traced = nodes.filter((node) => node.traced !== undefined).map(({ path }) => path);
    assert.ok(traced.includes('s/f/add') && !traced.includes('s/f/first'));
  });

  it('keeps costs where they are', () => {
    const nodeStats = [
      { nodeName: 's/f', allStartMicros: 10, allEndRelMicros: 7 },
      { nodeName: 'one', allStartMicros: 20, allEndRelMicros: 1 },
    ];
    const profile = joinProfile(
      model,
      tensorboard.RunMetadata.encode({ stepStats: { devStats: [{ device: 'd', nodeStats }] } }).finish(),
    );
    for (const open of [['s'], ['s', 's/f']]) {
      const seen = computeView(model, { open, ...plain }, profile);
      const costs = seen.nodes.flatMap(({ path, cost }) => (cost ? [`${path} ${cost.us}`] : []));
      assert.deepEqual(costs.sort(), ['one 1', 's 7', 's/f 7']);
    }
  });

  it('opens the calls of a graph that TensorFlow wrote', () => {
    const tf = buildGraphModel(fixtureGraph('tf2-writer', 'graph'));
    const open = ['block_0', 'block_0/mlp', 'block_0/mlp/PartitionedCall', 'while', 'while/(while)'];
    const seen = view(tf, open);
    assert.deepEqual(
      seen.nodes.filter(({ kind, open: isOpen }) => kind === 'call' && isOpen).map(({ path }) => path),
      ['block_0/mlp/PartitionedCall', 'while/(while)'],
    );
    assert.deepEqual(inside(seen, 'while/(while)'), ['while/(while)/body scope', 'while/(while)/cond scope']);
    const paths = new Set(seen.nodes.map(({ path }) => path));
    for (const { from, to } of seen.edges) assert.ok(paths.has(from) && paths.has(to));
  });
});

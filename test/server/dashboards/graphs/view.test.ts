import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphView } from '../../../../proto/api/graphs.ts';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { buildGraphModel, type GraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { SCOPE_KIND } from '../../../../server/dashboards/graphs/model/hierarchy.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { MAX_CHILDREN } from '../../../../server/dashboards/graphs/query/visibility.ts';
import { graphModel } from './graph-def.ts';
import { fixtureGraph } from './graph-fixture.ts';

const paths = (view: GraphView): string[] => view.nodes.map((node) => node.path);
const edges = (view: GraphView): string[] =>
  view.edges.map(({ from, to, kind, count }) => `${from} ${to} ${kind} ${count}`);

const shape = (...sizes: number[]): tensorboard.ITensorShapeProto => ({
  dim: sizes.map((size) => ({ size })),
});

/** The path of the first series in a scope. */
function seriesIn({ hierarchy }: GraphModel, scope: string): string {
  const parent = hierarchy.scopeByPath.get(scope);
  const found = hierarchy.scopePaths.find(
    (_path, index) =>
      hierarchy.scopeKinds[index] === SCOPE_KIND.series && hierarchy.parents[index] === parent && index > 0,
  );
  assert.ok(found !== undefined);
  return found;
}

describe('computeView', () => {
  const model = graphModel(
    'a/x',
    'a/b/y = Op(a/x)',
    'a/b/z = Op(a/x)',
    'c/w = Op(a/b/y, a/b/z, ^a/x)',
    'v = Op(c/w)',
  );

  it('shows root scopes and nodes at first, edges summed between them', () => {
    const view = computeView(model, { open: [] });
    assert.deepEqual(paths(view), ['v', 'a', 'c']);
    assert.deepEqual(edges(view), ['a c data 2', 'a c control 1', 'c v data 1']);
    assert.deepEqual(view.nodes[1], {
      path: 'a',
      parent: '',
      label: 'a',
      kind: 'scope',
      size: 3,
      open: false,
    });
  });

  it('lifts edges to the deepest visible ends', () => {
    const view = computeView(model, { open: ['a'] });
    assert.deepEqual(paths(view), ['v', 'a', 'a/x', 'a/b', 'c']);
    assert.deepEqual(edges(view), ['a/x a/b data 2', 'a/b c data 2', 'a/x c control 1', 'c v data 1']);
  });

  it('ignores open scopes inside closed ones, and unknown paths', () => {
    assert.deepEqual(computeView(model, { open: ['a/b', 'nowhere', 'v'] }), computeView(model, { open: [] }));
  });

  it('neither loses nor invents an edge, whatever is open', () => {
    const linear = buildGraphModel(fixtureGraph('seed-linear', '.'));
    const all = linear.hierarchy.scopePaths;
    for (const open of [[], ['linear_model'], all.slice(0, 9), all]) {
      const view = computeView(linear, { open, extract: false, main: linear.hierarchy.nodePaths });
      const byPath = new Map(view.nodes.map((node) => [node.path, node]));
      for (const { from, to } of view.edges) assert.ok(byPath.has(from) && byPath.has(to));
      const visible = view.edges.reduce((sum, { count }) => sum + count, 0);
      const inside = view.nodes.filter((node) => node.size > 0 && !node.open).map(({ path }) => `${path}/`);
      const hidden = linear.targets.reduce((count, target, edge) => {
        const { nodePaths } = linear.hierarchy;
        const ends = [nodePaths[target], nodePaths[linear.columns.edges.sources[edge] ?? 0]];
        return count + (inside.some((scope) => ends.every((end) => end?.startsWith(scope))) ? 1 : 0);
      }, 0);
      assert.equal(visible + hidden, 87);
      assert.equal(view.totals.edges, 87);
    }
  });

  it('gives the shape of tensors that have one, and the sum of their elements', () => {
    const attr = {
      _output_shapes: { list: { shape: [shape(28, 28, 3), shape(-1, 2), { unknownRank: true }, shape()] } },
    };
    const node = [
      { name: 's', op: 'Op', attr },
      { name: 'a', op: 'Op', input: ['s'] },
      { name: 'b', op: 'Op', input: ['s:1', 's:1'] },
      { name: 'c', op: 'Op', input: ['s:2'] },
      { name: 'd', op: 'Op', input: ['s', 's:3'] },
      { name: 'e', op: 'Op', input: ['s:3', 's:9'] },
    ];
    const view = computeView(buildGraphModel(tensorboard.GraphDef.encode({ node }).finish()), { open: [] });
    assert.deepEqual(
      view.edges.map(({ to, count, shape: sizes, elements }) => [to, count, sizes, elements]),
      [
        ['a', 1, '28×28×3', 2352],
        ['b', 2, '?×2', 4],
        ['c', 1, undefined, undefined],
        ['d', 2, undefined, 2353],
        ['e', 2, undefined, 1],
      ],
    );
  });

  it('shows as many children as can be read and says how many are left out', () => {
    const many = buildGraphModel(fixtureGraph('edge-hostile', 'graph/fan'));
    const series = seriesIn(many, 'mid');
    const view = computeView(many, { open: ['mid', series] });
    const children = view.nodes.filter(({ parent }) => parent === series);
    assert.deepEqual(view.truncated, [
      { path: series, hidden: 2000 - MAX_CHILDREN, page: 0, pages: 2000 / MAX_CHILDREN },
    ]);
    assert.equal(children.length, MAX_CHILDREN + 1);
    assert.equal(children.at(-1)?.kind, 'rest');
    assert.equal(children.at(-1)?.label, '1,800 more, page 1 of 10');
    assert.equal(
      view.edges.reduce((sum, { count }) => sum + count, 0),
      22_000,
    );
  });

  it('shows every child on one of the pages', () => {
    const many = buildGraphModel(fixtureGraph('edge-hostile', 'graph/fan'));
    const series = seriesIn(many, 'mid');
    const seen = new Set<string>();
    for (let page = 0; page < 10; page++) {
      const view = computeView(many, { open: ['mid', series], pages: [{ path: series, page }] });
      assert.equal(view.truncated[0]?.page, page);
      for (const { path, parent, kind } of view.nodes) if (parent === series && kind === 'op') seen.add(path);
    }
    assert.equal(seen.size, 2000);
  });

  it('shows a node that is asked for even among too many, and opens what is around it', () => {
    const wide = buildGraphModel(fixtureGraph('edge-hostile', 'graph/wide'));
    const path = wide.hierarchy.nodePaths.at(-1) ?? '';
    const scope = path.slice(0, path.lastIndexOf('/'));
    assert.ok(!paths(computeView(wide, { open: [scope] })).includes(path));
    const view = computeView(wide, { open: [], reveal: path });
    assert.ok(paths(view).includes(path));
    assert.equal(view.nodes.find((node) => node.path === scope)?.open, true);
  });

  it('opens 5,000 levels', () => {
    const deep = buildGraphModel(fixtureGraph('edge-hostile', 'graph/deep'));
    const view = computeView(deep, { open: deep.hierarchy.scopePaths });
    assert.equal(view.nodes.length, 5003);
    assert.equal(view.edges.length, 2);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layoutGraph, type LevelCache } from '../../../../../web/dashboards/graphs/layout/layout-graph.ts';
import type {
  Box,
  GraphLayout,
  LayoutEdge,
  LayoutNode,
  LayoutRequest,
  Point,
} from '../../../../../web/dashboards/graphs/layout/layout-types.ts';
import { layoutRequest } from '../../../../../web/dashboards/graphs/layout-request.ts';
import type { TextKind } from '../../../../../web/dashboards/graphs/node-size.ts';
import {
  buildGraphModel,
  type GraphModel,
} from '../../../../../server/dashboards/graphs/model/graph-model.ts';
import { computeView } from '../../../../../server/dashboards/graphs/query/view.ts';
import { transformerGraph } from '../../../../bench/generate-graph.ts';
import type { FixtureName } from '../../../../support/fixtures.ts';
import { fixtureGraph } from '../../../../server/dashboards/graphs/graph-fixture.ts';

const CHARACTER_PX: Readonly<Record<TextKind, number>> = { scope: 7, op: 6.2, note: 5.6, edge: 6 };

function requestFor(
  model: GraphModel,
  open: readonly string[],
  direction: 'right' | 'up' = 'right',
): LayoutRequest {
  const measure = (text: string, kind: TextKind): number => text.length * CHARACTER_PX[kind];
  return layoutRequest(computeView(model, { open }), false, measure, direction);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function boxOf({ boxes }: GraphLayout, path: string): Box {
  const box = boxes.get(path);
  assert.ok(box, `${path} has a place`);
  return box;
}

/** What makes a layout right: everything has its place, nothing covers anything, lines begin and end at their boxes. */
function assertSound({ nodes, edges, direction }: LayoutRequest, layout: GraphLayout): void {
  const nodeByPath = new Map(nodes.map((node) => [node.path, node]));
  const children = new Map<string, LayoutNode[]>();
  for (const node of nodes) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  for (const [parent, siblings] of children) {
    const around =
      parent === '' ? { x: 0, y: 0, width: layout.width, height: layout.height } : boxOf(layout, parent);
    const head = nodeByPath.get(parent)?.height ?? 0;
    for (const [index, node] of siblings.entries()) {
      const box = boxOf(layout, node.path);
      assert.ok(
        contains(
          {
            ...around,
            y: around.y + head - 0.01,
            height: around.height - head + 0.02,
            x: around.x - 0.01,
            width: around.width + 0.02,
          },
          box,
        ),
        `${node.path} is inside ${parent}`,
      );
      for (const other of siblings.slice(index + 1)) {
        assert.ok(!overlap(box, boxOf(layout, other.path)), `${node.path} and ${other.path} are apart`);
      }
    }
  }
  for (const [index, edge] of edges.entries()) assertRoute(edge, layout, index, direction);
}

/** Labels of edges cover neither each other nor anything that is not an open scope. */
function assertLabelsFree({ nodes, edges }: LayoutRequest, { boxes, labels }: GraphLayout): void {
  const places = edges.flatMap(({ labelWidth, from, to }, index) => {
    const at = labels[index];
    const box = at && { x: at.x - labelWidth / 2, y: at.y - 6, width: labelWidth, height: 12 };
    return box ? [{ box, name: `${from} → ${to}` }] : [];
  });
  for (const [index, { box, name }] of places.entries()) {
    for (const { path, isOpen } of nodes) {
      const other = boxes.get(path);
      assert.ok(isOpen || !other || !overlap(box, other), `the label of ${name} is not on ${path}`);
    }
    for (const other of places.slice(index + 1)) {
      assert.ok(!overlap(box, other.box), `the labels of ${name} and ${other.name} are apart`);
    }
  }
}

function assertRoute(
  { from, to }: LayoutEdge,
  layout: GraphLayout,
  index: number,
  direction: LayoutRequest['direction'],
): void {
  const route = layout.routes[index] ?? [];
  for (const [path, point] of [
    [from, route[0]],
    [to, route.at(-1)],
  ] as const) {
    const { x, y, width, height } = boxOf(layout, path);
    assert.ok(point);
    const [along, across, size, other] =
      direction === 'up'
        ? [point.y - y, point.x - x, height, width]
        : [point.x - x, point.y - y, width, height];
    const isAtSide = Math.abs(along) < 1e-6 || Math.abs(along - size) < 1e-6;
    assert.ok(isAtSide, `${from} → ${to} meets a side of ${path}`);
    assert.ok(across >= -1e-6 && across <= other + 1e-6, `${from} → ${to} meets ${path}`);
  }
}

/** Opens scopes one after the other: of forty pairs of nodes one at most may change sides. */
async function assertOrderIsKept(
  model: GraphModel,
  scopes: readonly string[],
  direction: 'right' | 'up',
): Promise<void> {
  let before = await layoutGraph(requestFor(model, [], direction));
  for (let opened = 1; opened <= scopes.length; opened++) {
    const after = await layoutGraph(requestFor(model, scopes.slice(0, opened), direction));
    const paths = [...before.boxes.keys()].filter((path) => after.boxes.has(path));
    let pairs = 0;
    let changed = 0;
    for (const [index, path] of paths.entries()) {
      for (const other of paths.slice(index + 1)) {
        const was = sidesOf(boxOf(before, path), boxOf(before, other));
        const is = sidesOf(boxOf(after, path), boxOf(after, other));
        pairs++;
        if (was.x * is.x < 0 || was.y * is.y < 0) changed++;
      }
    }
    const what = `${direction}, ${scopes[opened - 1]} opened: ${changed} of ${pairs} pairs`;
    assert.ok(changed <= pairs / 40 + 1, what);
    before = after;
  }
}

/** On which side of one box another is: −1, 1, or 0 where they are level or one is in the other. */
function sidesOf(a: Box, b: Box): Point {
  const side = (endA: number, startB: number, endB: number, startA: number): number =>
    endA <= startB ? 1 : endB <= startA ? -1 : 0;
  return {
    x: side(a.x + a.width, b.x, b.x + b.width, a.x),
    y: side(a.y + a.height, b.y, b.y + b.height, a.y),
  };
}

const CASES: readonly (readonly [FixtureName, string])[] = [
  ['seed-linear', '.'],
  ['tf2-writer', 'graph'],
  ['torch-writer', 'main'],
  ['edge-hostile', 'graph/absent-inputs'],
  ['edge-hostile', 'graph/cycle'],
  ['edge-hostile', 'graph/deep-many'],
  ['edge-hostile', 'graph/duplicates'],
  ['edge-hostile', 'graph/fan'],
  ['edge-hostile', 'graph/odd-names'],
  ['edge-hostile', 'graph/wide'],
  ['edge-hostile', 'graph/xss'],
];

describe('layoutGraph', () => {
  for (const [fixture, run] of CASES) {
    it(`puts nothing on top of anything in ${fixture}/${run}, whatever is open`, async () => {
      const model = buildGraphModel(fixtureGraph(fixture, run));
      const { scopePaths } = model.hierarchy;
      const rootScopes = scopePaths.filter((path) => !path.includes('/'));
      for (const direction of ['right', 'up'] as const) {
        for (const open of [[], rootScopes, scopePaths]) {
          const request = requestFor(model, open, direction);
          const layout = await layoutGraph(request);
          assertSound(request, layout);
          if (open !== scopePaths) assertLabelsFree(request, layout);
        }
      }
    });
  }

  it('breaks a long chain into rows, and covers nothing', async () => {
    const model = buildGraphModel(transformerGraph({ layers: 96, nodes: 50_000 }));
    const layers = 'encoder/layer_[0-95]';
    for (const direction of ['right', 'up'] as const) {
      const open = ['encoder', layers, 'encoder/layer_40', 'encoder/layer_40/attention'];
      const request = requestFor(model, open, direction);
      const layout = await layoutGraph(request);
      assertSound(request, layout);
      assertLabelsFree(request, layout);
      const { width, height } = boxOf(
        await layoutGraph(requestFor(model, open.slice(0, 2), direction)),
        layers,
      );
      const [long, short] = direction === 'up' ? [height, width] : [width, height];
      assert.ok(long < 5 * short, `${Math.round(width)} × ${Math.round(height)}`);
    }
  });

  const ordered: typeof CASES = [...CASES.slice(0, 3), ['edge-hostile', 'graph/odd-names']];
  for (const [fixture, run] of ordered) {
    it(`keeps what is there left and right, above and below as scopes of ${fixture}/${run} open`, async () => {
      const model = buildGraphModel(fixtureGraph(fixture, run));
      for (const direction of ['right', 'up'] as const) {
        await assertOrderIsKept(model, model.hierarchy.scopePaths.slice(0, 20), direction);
      }
    });
  }

  it('keeps the rows of a long chain when something in it opens', async () => {
    const model = buildGraphModel(transformerGraph({ layers: 96, nodes: 50_000 }));
    const layers = ['encoder/layer_75', 'encoder/layer_40', 'encoder/layer_0'];
    for (const direction of ['right', 'up'] as const) {
      await assertOrderIsKept(model, ['encoder', 'encoder/layer_[0-95]', ...layers], direction);
    }
  });

  it('lays out 1,000 levels inside each other', async () => {
    const model = buildGraphModel(fixtureGraph('edge-hostile', 'graph/deep'));
    const request = requestFor(model, model.hierarchy.scopePaths.slice(0, 1001));
    assertSound(request, await layoutGraph(request));
    assert.ok(request.nodes.length > 1000);
  });

  it('draws a graph in the direction of its data', async () => {
    const request = chain('a', 'b', 'c');
    const layout = await layoutGraph(request);
    assert.ok(boxOf(layout, 'a').x < boxOf(layout, 'b').x && boxOf(layout, 'b').x < boxOf(layout, 'c').x);
  });

  it('turns the weakest edge of a cycle around', async () => {
    const request = chain('a', 'b', 'c');
    const back = { from: 'c', to: 'a', strand: 'flow', weight: 0.1, labelWidth: 0 };
    const layout = await layoutGraph({ ...request, edges: [back, ...request.edges] });
    assert.ok(boxOf(layout, 'a').x < boxOf(layout, 'c').x);
    assert.equal(layout.routes[0]?.[0]?.x, boxOf(layout, 'c').x);
  });

  it('puts single nodes into a grid instead of a line', async () => {
    const nodes = Array.from({ length: 100 }, (_, index) => plainNode(`n${index}`));
    const { width, height } = await layoutGraph({ nodes, edges: [] });
    assert.ok(width / height > 0.8 && width / height < 4, `${width} × ${height}`);
  });

  it('puts many nodes between the same ends into a grid, past which lines go', async () => {
    const model = buildGraphModel(fixtureGraph('edge-hostile', 'graph/fan'));
    const request = requestFor(model, ['mid']);
    const layout = await layoutGraph(request);
    const { width, height } = boxOf(layout, 'mid');
    assert.ok(width / height > 0.8 && width / height < 4, `${width} × ${height}`);
    const boxes = request.nodes
      .filter(({ parent }) => parent === 'mid')
      .map(({ path }) => boxOf(layout, path));
    for (const { x, y } of layout.routes.flatMap((route) => route.slice(1, -1))) {
      assert.ok(
        !boxes.some((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height),
      );
    }
  });

  it('lets edges of one node share their way through borders', async () => {
    const nodes = [
      { ...plainNode('s'), isOpen: true },
      { ...plainNode('s/x'), parent: 's' },
      { ...plainNode('t'), isOpen: true },
      { ...plainNode('t/y'), parent: 't' },
      { ...plainNode('t/z'), parent: 't' },
    ];
    const edges = ['t/y', 't/z'].map((to) => ({ from: 's/x', to, strand: 'flow', weight: 1, labelWidth: 0 }));
    const { routes, boxes } = await layoutGraph({ nodes, edges });
    const right = (boxes.get('s')?.x ?? 0) + (boxes.get('s')?.width ?? 0);
    const crossings = routes.map((route) => route.find(({ x }) => x === right)?.y);
    assert.notEqual(crossings[0], undefined);
    assert.equal(crossings[0], crossings[1]);
  });

  it('gives the same layout with and without what it remembers', async () => {
    const model = buildGraphModel(fixtureGraph('torch-writer', 'main'));
    const cache: LevelCache = new Map();
    await layoutGraph(requestFor(model, ['Net']), cache);
    const request = requestFor(model, model.hierarchy.scopePaths);
    assert.deepEqual(await layoutGraph(request, cache), await layoutGraph(request));
  });

  it('can be given up between levels', async () => {
    const model = buildGraphModel(fixtureGraph('seed-linear', '.'));
    const givenUp = new Error('given up');
    let levels = 0;
    const pause = async (): Promise<void> => {
      if (++levels === 3) throw givenUp;
    };
    await assert.rejects(
      layoutGraph(requestFor(model, model.hierarchy.scopePaths), new Map(), pause),
      givenUp,
    );
  });
});

function plainNode(path: string): LayoutNode {
  return { path, parent: '', isOpen: false, width: 80, height: 26 };
}

function chain(...paths: string[]): LayoutRequest {
  const edges = paths
    .slice(1)
    .map((to, index) => ({ from: paths[index] ?? '', to, strand: 'flow', weight: 1, labelWidth: 0 }));
  return { nodes: paths.map(plainNode), edges };
}

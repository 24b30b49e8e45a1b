import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignSlots, type LineEnd } from '../../../../../web/dashboards/graphs/layout/assign-slots.ts';
import { findBackwardLinks } from '../../../../../web/dashboards/graphs/layout/find-backward-links.ts';
import { placeInGrid, placeInRows } from '../../../../../web/dashboards/graphs/layout/pack-boxes.ts';
import { planLevels } from '../../../../../web/dashboards/graphs/layout/plan-levels.ts';
import { rankNodes, type RankedGraph } from '../../../../../web/dashboards/graphs/layout/rank-nodes.ts';

const link = (from: string, to: string, weight = 1) => ({ from, to, weight });

describe('findBackwardLinks', () => {
  it('finds none in a graph without cycles', () => {
    assert.equal(findBackwardLinks([link('b', 'c'), link('a', 'b'), link('a', 'c')]).size, 0);
  });

  it('takes the lightest link of a cycle', () => {
    const light = link('c', 'a', 0.1);
    const links = [light, link('a', 'b', 3), link('b', 'c', 2)];
    assert.deepEqual([...findBackwardLinks(links)], [light]);
  });

  it('leaves no cycle among the others', () => {
    const links = Array.from({ length: 60 }, (_, index) =>
      link(`n${(index * 7) % 20}`, `n${(index * 13 + 3) % 20}`),
    );
    const backward = findBackwardLinks(links);
    const left = links.filter((one) => !backward.has(one) && one.from !== one.to);
    for (let round = 0; round < 20; round++) {
      const withInput = new Set(left.map(({ to }) => to));
      for (const one of [...left]) if (!withInput.has(one.from)) left.splice(left.indexOf(one), 1);
    }
    assert.deepEqual(left, []);
  });
});

describe('planLevels', () => {
  const node = (path: string, parent: string, isOpen = false) => ({
    path,
    parent,
    isOpen,
    width: 1,
    height: 1,
  });
  const nodes = [
    node('s', '', true),
    node('s/x', 's'),
    node('t', '', true),
    node('t/u', 't', true),
    node('t/u/y', 't/u'),
  ];

  it('leads an edge out of scopes, across, and into others', () => {
    const edge = { from: 's/x', to: 't/u/y', strand: 'flow', weight: 1, labelWidth: 9 };
    const { levels, steps } = planLevels({ nodes, edges: [edge] });
    assert.deepEqual(
      levels.map(({ scope }) => scope),
      ['t/u', 't', 's', ''],
    );
    assert.deepEqual(
      steps[0]?.map(({ scope, way }) => [scope, way]),
      [
        ['s', 'out'],
        ['', 'across'],
        ['t', 'in'],
        ['t/u', 'in'],
      ],
    );
    const root = [...(levels.at(-1)?.links.values() ?? [])];
    assert.deepEqual(
      root.map(({ left, right, labelWidth }) => [left.name, right.name, labelWidth]),
      [['s', 't', 9]],
    );
  });

  it('bundles lines through a border when they are many', () => {
    const many = Array.from({ length: 40 }, (_, index) => node(`s/${index}`, 's'));
    const edges = many.map(({ path }) => ({
      from: path,
      to: 't/u/y',
      strand: 'flow',
      weight: 1,
      labelWidth: 0,
    }));
    const { steps } = planLevels({ nodes: [...nodes, ...many], edges });
    assert.equal(new Set(steps.map(([first]) => first?.port)).size, 1);
  });
});

describe('rankNodes', () => {
  it('pulls a node towards what it feeds, and pins beyond all', () => {
    const edges = [
      ['a', 'b'],
      ['b', 'c'],
      ['late', 'c'],
      ['port', 'b'],
    ] as const;
    const labels = new Map<string, { rank?: number }>(
      ['a', 'b', 'c', 'late', 'port'].map((name) => [name, {}]),
    );
    const graph: RankedGraph = {
      nodes: () => [...labels.keys()],
      node: (name) => labels.get(name) ?? {},
      edges: () => edges.map(([v, w]) => ({ v, w })),
      edge: () => ({ weight: 1, minlen: 1 }),
    };
    rankNodes(graph, (name) => (name === 'port' ? 'first' : undefined));
    const rank = (name: string): number => labels.get(name)?.rank ?? NaN;
    assert.equal(rank('late'), rank('b'));
    assert.equal(rank('port'), rank('a') - 1);
  });
});

describe('assignSlots', () => {
  const box = { x: 0, y: 100, width: 50, height: 60 };
  const end = (line: string, towards: number): LineEnd => ({
    box,
    side: 'left a',
    line,
    towards,
    fixed: undefined,
  });

  it('puts ends level with where their lines go, apart, and within the side', () => {
    assert.deepEqual(assignSlots([end('a', 130)]), [130]);
    const [up = 0, low = 0, level = 0] = assignSlots([end('a', -500), end('b', 500), end('c', 131)]);
    assert.ok(up >= 100 && up < level && level < low && low <= 160);
    const crowd = assignSlots(Array.from({ length: 30 }, (_, index) => end(String(index), 130)));
    assert.deepEqual(
      crowd,
      [...crowd].sort((a, b) => a - b),
    );
    assert.ok(crowd.every((y) => y >= 100 && y <= 160));
  });

  it('gives one line one place', () => {
    const [a, b] = assignSlots([end('a', 120), end('a', 120)]);
    assert.equal(a, b);
  });
});

describe('placeInGrid and placeInRows', () => {
  it('keep boxes apart', () => {
    const sizes = [30, 50, 20, 80, 10].map((width) => ({ width, height: 10 }));
    assert.deepEqual(placeInRows(sizes, 5, 100), [
      { x: 0, y: 0 },
      { x: 35, y: 0 },
      { x: 0, y: 15 },
      { x: 0, y: 30 },
      { x: 85, y: 30 },
    ]);
    const { points } = placeInGrid(sizes, 5);
    assert.equal(new Set(points.map(({ x, y }) => `${x} ${y}`)).size, 5);
  });
});

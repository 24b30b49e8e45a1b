import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCOPE_KIND } from '../../../../server/dashboards/graphs/model/hierarchy.ts';
import type { GraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { graphModel } from './graph-def.ts';

/** Series and what is in each. */
function seriesOf({ hierarchy }: GraphModel): Record<string, string[]> {
  const { scopePaths, scopeKinds, parents, nodePaths, scopeOfNode } = hierarchy;
  const found: [string, string[]][] = [];
  for (const [scope, path] of scopePaths.entries()) {
    if (scopeKinds[scope] !== SCOPE_KIND.series) continue;
    const scopes = scopePaths.filter((_path, child) => child > 0 && parents[child] === scope);
    found.push([path, [...scopes, ...nodePaths.filter((_path, node) => scopeOfNode[node] === scope)]]);
  }
  return Object.fromEntries(found);
}

const numbered = (count: number, name: (index: number) => string): string[] =>
  Array.from({ length: count }, (_none, index) => name(index));

describe('foldSeries', () => {
  it('puts nodes of one op with consecutive numbers together, a name without one being 0', () => {
    const model = graphModel('s/add', 's/add_1', 's/add_2', 's/add_4', 's/mul_3 = Mul', 't/add_5');
    assert.deepEqual(seriesOf(model), { 's/add_[0-2]': ['s/add', 's/add_1', 's/add_2'] });
  });

  it('puts scopes of one structure together', () => {
    const layers = numbered(6, (n) => `layer_${n}/x = Op(${n === 0 ? 'in' : `layer_${n - 1}/x`})`);
    const model = graphModel('in', ...layers, 'layer_6/other = Mul');
    assert.deepEqual(seriesOf(model), { 'layer_[0-5]': numbered(6, (n) => `layer_${n}`) });
    assert.deepEqual(
      computeView(model, { open: [] }).nodes.map(({ path, kind, size }) => [path, kind, size]),
      [
        ['in', 'op', 0],
        ['layer_[0-5]', 'series', 6],
        ['layer_6', 'scope', 1],
      ],
    );
  });

  it('groups five and more by default, and the other way round on demand', () => {
    const model = graphModel(...numbered(5, (n) => `a_${n}`), ...numbered(4, (n) => `b_${n} = Mul`));
    const paths = (regrouped: string[]): string[] =>
      computeView(model, { open: [], regrouped }).nodes.map(({ path }) => path);
    assert.deepEqual(paths([]), ['b_0', 'b_1', 'b_2', 'b_3', 'a_[0-4]']);
    assert.deepEqual(paths(['a_[0-4]', 'b_[0-3]']), ['a_0', 'a_1', 'a_2', 'a_3', 'a_4', 'b_[0-3]']);
  });

  it('folds what is alike without numbers only where there is too much', () => {
    const letters = (count: number): string[] => numbered(count, (n) => `n${'x'.repeat(n + 1)}`);
    assert.deepEqual(seriesOf(graphModel(...letters(200))), {});
    assert.deepEqual(Object.keys(seriesOf(graphModel(...letters(201)))), ['Op ×201']);
  });

  it('gives series a path that nothing else has', () => {
    const model = graphModel('a_0', 'a_1', 'a_[0-1]');
    assert.deepEqual(Object.keys(seriesOf(model)), ['a_[0-1] (2)']);
  });

  it('keeps every node in one place', () => {
    const model = graphModel(...numbered(30, (n) => `l${n}/c/x_${n % 3}`), ...numbered(9, (n) => `y${n}`));
    const { scopeOfNode, sizes } = model.hierarchy;
    assert.equal(sizes[0], 39);
    assert.ok(scopeOfNode.every((scope) => scope >= 0));
  });
});

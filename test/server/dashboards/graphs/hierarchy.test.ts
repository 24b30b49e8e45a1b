import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { graphModel } from './graph-def.ts';

/** A scope with a node and a scope in it. */
function block(name: string, op: string): string[] {
  return [`${name}/in`, `${name}/s/out = ${op}(${name}/in)`];
}

describe('buildHierarchy', () => {
  it('numbers scopes in preorder and counts what is inside', () => {
    const { hierarchy } = graphModel('a/x', 'b/y', 'a/c/z', 'w');
    assert.deepEqual(hierarchy.scopePaths, ['', 'a', 'a/c', 'b']);
    assert.deepEqual([...hierarchy.parents], [0, 0, 1, 0]);
    assert.deepEqual([...hierarchy.scopeEnds], [4, 3, 3, 4]);
    assert.deepEqual([...hierarchy.sizes], [4, 2, 1, 1]);
    assert.deepEqual([...hierarchy.scopeOfNode], [1, 3, 2, 0]);
  });

  it('puts a node that is also a scope into that scope', () => {
    const { hierarchy } = graphModel('a', 'a/b', 'a/(a)', '');
    assert.deepEqual(hierarchy.nodePaths, ['a/(a) (2)', 'a/b', 'a/(a)', '()']);
    assert.deepEqual([...hierarchy.scopeOfNode], [1, 1, 1, 0]);
  });

  it('gives nodes of one name paths of their own', () => {
    const { hierarchy } = graphModel('a', 'a', 'a (2)', 'a');
    assert.deepEqual(hierarchy.nodePaths, ['a', 'a (3)', 'a (2)', 'a (4)']);
    for (const [node, path] of hierarchy.nodePaths.entries()) {
      assert.equal(hierarchy.nodeByPath.get(path), node);
    }
    assert.ok(!hierarchy.nodeByPath.has('a (5)'));
  });

  it('takes names that begin with, end with or repeat "/"', () => {
    const { hierarchy } = graphModel('/a', 'b/', 'c//d', '__proto__/x');
    assert.deepEqual([...hierarchy.scopePaths].sort(), ['', '__proto__', 'b', 'c', 'c/']);
    assert.deepEqual(hierarchy.nodePaths, ['/a', 'b/', 'c//d', '__proto__/x']);
  });

  it('finds scopes that are built alike', () => {
    const { hierarchy, structures } = graphModel(...block('a', 'X'), ...block('b', 'X'), ...block('c', 'Y'));
    const of = (path: string): number => structures[hierarchy.scopeByPath.get(path) ?? 0] ?? -1;
    assert.equal(of('a'), of('b'));
    assert.equal(of('a/s'), of('b/s'));
    assert.notEqual(of('a'), of('a/s'));
    assert.equal(of('c'), 0);
  });
});

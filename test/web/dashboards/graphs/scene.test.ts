import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { layoutRequest } from '../../../../web/dashboards/graphs/layout-request.ts';
import { layoutGraph } from '../../../../web/dashboards/graphs/layout/layout-graph.ts';
import { formatOpenScopes, parseOpenScopes } from '../../../../web/dashboards/graphs/open-scopes.ts';
import { buildScene, scopesAround, type Scene } from '../../../../web/dashboards/graphs/scene.ts';
import { walk } from '../../../../web/dashboards/graphs/walk.ts';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { graphModel } from '../../../server/dashboards/graphs/graph-def.ts';

const CHOICE = {
  run: 'r',
  tag: 't',
  kind: 'op',
  version: 0,
  isShown: true,
  step: 0,
  wallTime: 0,
  bytes: 0,
} as const;

async function sceneOf(open: readonly string[], ...nodes: string[]): Promise<Scene> {
  const view = computeView(graphModel(...nodes), { open });
  const request = layoutRequest(view, false, (text) => text.length * 6);
  return buildScene(CHOICE, view, request, await layoutGraph(request));
}

describe('buildScene', () => {
  it('lists nodes in the order of the tree, with their place in it', async () => {
    const scene = await sceneOf(['s', 's/t'], 'x', 's/a = Op(x)', 's/t/b = Op(s/a)', 'y = Op(s/t/b)');
    assert.deepEqual(
      scene.nodes.map(({ node, level, position, siblings }) => [node.path, level, position, siblings]),
      [
        ['x', 1, 1, 3],
        ['y', 1, 2, 3],
        ['s', 1, 3, 3],
        ['s/a', 2, 1, 2],
        ['s/t', 2, 2, 2],
        ['s/t/b', 3, 1, 1],
      ],
    );
  });
});

describe('walk', () => {
  let scene: Scene;
  before(async () => {
    scene = await sceneOf(['s'], 'x', 's/a = Op(x)', 's/b = Op(s/a)', 'y = Op(s/b)', 'z = Op(s/b)');
  });

  it('goes along edges to the left and right', () => {
    assert.equal(walk(scene, 'x', 'ArrowRight'), 's/a');
    assert.equal(walk(scene, 's/a', 'ArrowRight'), 's/b');
    assert.equal(walk(scene, 's/a', 'ArrowLeft'), 'x');
  });

  it('goes up and down among siblings', () => {
    const [upper, lower] = ['y', 'z'].toSorted(
      (a, b) => (scene.nodeByPath.get(a)?.box.y ?? 0) - (scene.nodeByPath.get(b)?.box.y ?? 0),
    );
    assert.equal(walk(scene, upper ?? '', 'ArrowDown'), lower);
    assert.equal(walk(scene, lower ?? '', 'ArrowUp'), upper);
  });

  it('goes into an open scope, and begins somewhere', () => {
    assert.equal(walk(scene, 's', 'ArrowRight'), 's/a');
    assert.equal(walk(scene, 'nowhere', 'ArrowDown'), scene.nodes[0]?.node.path);
  });
});

describe('open scopes in the address', () => {
  it('come back as they went, whatever their names', () => {
    for (const open of [[], ['a'], ['a,b', '100%', 'c/d', '__proto__']]) {
      assert.deepEqual(parseOpenScopes(formatOpenScopes(open)), open);
    }
  });

  it('do not make it too long', () => {
    const open = Array.from({ length: 1000 }, (_, index) => `scope_${index}`);
    const text = formatOpenScopes(open);
    assert.ok(text.length <= 4000);
    assert.deepEqual(parseOpenScopes(text), open.slice(0, parseOpenScopes(text).length));
  });

  it('are read from any text', () => {
    assert.deepEqual(parseOpenScopes('%zz,%2C'), ['%zz', ',']);
  });

  it('are those around a node, from the outside in', async () => {
    const scene = await sceneOf(['a', 'a/b'], 'a/b/c', 'd');
    assert.deepEqual(scopesAround(scene, 'a/b/c'), ['a', 'a/b']);
    assert.deepEqual(scopesAround(scene, 'd'), []);
    assert.deepEqual(scopesAround(scene, 'nowhere'), []);
  });
});

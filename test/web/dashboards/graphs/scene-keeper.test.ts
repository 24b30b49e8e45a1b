import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Camera } from '../../../../web/dashboards/graphs/camera.ts';
import type { Box } from '../../../../web/dashboards/graphs/layout/layout-types.ts';
import { SceneKeeper, type Picture } from '../../../../web/dashboards/graphs/scene-keeper.ts';
import type { SceneNode } from '../../../../web/dashboards/graphs/scene.ts';

const HEAD_HEIGHT = 30;

/** A picture of 2,000 × 2,000 with these nodes in it. */
function scene(boxes: Readonly<Record<string, Box>>): Picture {
  const nodes = Object.entries(boxes).map(([path, box], index): SceneNode => ({
    node: { path, parent: '', label: path, kind: 'scope', size: 1, open: false },
    box,
    headHeight: HEAD_HEIGHT,
    level: 1,
    position: index + 1,
    siblings: 1,
  }));
  return { width: 2000, height: 2000, nodeByPath: new Map(nodes.map((one) => [one.node.path, one])) };
}

const box = (x: number, y: number, width = 100, height = 40): Box => ({ x, y, width, height });

function open(first: Picture): { readonly camera: Camera; readonly keeper: SceneKeeper } {
  const camera = new Camera();
  camera.setView({ width: 800, height: 600 }, { left: 0, top: 0, right: 0, bottom: 0 });
  const keeper = new SceneKeeper(camera);
  keeper.show(first, true, undefined);
  return { camera, keeper };
}

describe('SceneKeeper', () => {
  it('keeps what was opened where it was, however much it grows', () => {
    const before = scene({ a: box(300, 200) });
    const { camera, keeper } = open(before);
    const screen = camera.toScreen(box(300, 200));
    keeper.keep(before.nodeByPath.get('a') ?? assert.fail());
    keeper.show(scene({ a: box(700, 900, 1200, 1000) }), false, undefined);
    assert.deepEqual(camera.toScreen(box(700, 900)), screen);
  });

  it('brings a scope into sight that was closed while only its lower part showed', () => {
    const before = scene({ a: box(0, 0, 2000, 2000) });
    const { camera, keeper } = open(before);
    camera.pan(0, -900);
    keeper.keep(before.nodeByPath.get('a') ?? assert.fail());
    keeper.show(scene({ a: box(0, 0) }), false, undefined);
    assert.ok(camera.sees(box(0, 0, 100, HEAD_HEIGHT)));
  });

  it('brings what is sought into sight, once', () => {
    const before = scene({ a: box(0, 0), b: box(1800, 1800) });
    const { camera, keeper } = open(before);
    keeper.seek('b', undefined);
    keeper.show(before, false, undefined);
    assert.ok(camera.sees(box(1800, 1800)));
    camera.pin({ x: 0, y: 0 }, { x: 0, y: 0 });
    keeper.show(before, false, undefined);
    assert.ok(!camera.sees(box(1800, 1800)));
  });
});

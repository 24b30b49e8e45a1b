import type { Box, Point } from './layout/layout-types.ts';
import { isScope, type Scene, type SceneNode } from './scene.ts';

export type WalkKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** How much a step aside counts against one straight on. */
const ASIDE = 2.5;

/**
 * The node that an arrow key leads to: left and right along edges, up and down among what is in the same scope; right
 * from an open scope into it. Where edges run upwards, up is what right is here. Undefined when there is none.
 */
export function walk(scene: Scene, from: string, key: WalkKey): string | undefined {
  const node = scene.nodeByPath.get(from);
  if (node === undefined) return scene.nodes[0]?.node.path;
  const [forward, backward] =
    scene.direction === 'up' ? (['ArrowUp', 'ArrowDown'] as const) : (['ArrowRight', 'ArrowLeft'] as const);
  if (key !== forward && key !== backward) return nearestSibling(scene, node, key);
  if (node.node.open && isScope(node.node) && key === forward) return firstInside(scene, from);
  const isForward = key === forward;
  const linked = scene.edges.flatMap(({ edge }) => {
    const [near, far] = isForward ? [edge.from, edge.to] : [edge.to, edge.from];
    const other = near === from ? scene.nodeByPath.get(far) : undefined;
    return other === undefined ? [] : [other];
  });
  return nearest(linked, node.box)?.node.path ?? nearestSibling(scene, node, key);
}

function firstInside(scene: Scene, scope: string): string | undefined {
  const inside = scene.nodes.filter(({ node }) => node.parent === scope);
  return scene.direction === 'up'
    ? inside.toSorted((a, b) => b.box.y - a.box.y || a.box.x - b.box.x)[0]?.node.path
    : inside.toSorted((a, b) => a.box.x - b.box.x || a.box.y - b.box.y)[0]?.node.path;
}

function nearestSibling(scene: Scene, { node, box }: SceneNode, key: WalkKey): string | undefined {
  const here = middle(box);
  let best: string | undefined;
  let bestCost = Infinity;
  for (const other of scene.nodes) {
    if (other.node.parent !== node.parent || other.node.path === node.path) continue;
    const there = middle(other.box);
    const isVertical = key === 'ArrowUp' || key === 'ArrowDown';
    const sign = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1;
    const ahead = sign * (isVertical ? there.y - here.y : there.x - here.x);
    const aside = Math.abs(isVertical ? there.x - here.x : there.y - here.y);
    const cost = ahead + ASIDE * aside;
    if (ahead <= 0 || cost >= bestCost) continue;
    best = other.node.path;
    bestCost = cost;
  }
  return best;
}

function nearest(nodes: readonly SceneNode[], to: Box): SceneNode | undefined {
  const here = middle(to);
  const distance = ({ box }: SceneNode): number => Math.hypot(middle(box).x - here.x, middle(box).y - here.y);
  return nodes.toSorted((a, b) => distance(a) - distance(b))[0];
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

import { svg } from 'lit';
import { edgeShape } from './edge-shapes.ts';
import type { Scene } from './scene.ts';

/** Edges of a node, and frames around what it is tied to without one: nodes that were set aside, or that name this one. */
export function hoverMarks({ edges, nodes, nodeByPath, direction }: Scene, path: string): unknown {
  const own = nodeByPath.get(path)?.node;
  if (own === undefined) return [];
  const named = [...(own.stubs?.inputs ?? []), ...(own.stubs?.outputs ?? [])];
  const tied = new Set(named.map((stub) => stub.path));
  if (own.auxiliary !== undefined) {
    for (const { node } of nodes) {
      const { inputs = [], outputs = [] } = node.stubs ?? {};
      if ([...inputs, ...outputs].some((stub) => stub.path === path)) tied.add(node.path);
    }
  }
  const near = edges.filter(({ edge }) => edge.from === path || edge.to === path);
  return [
    ...near.map((edge) => edgeShape(edge, 'near', direction)),
    ...[...tied].flatMap((other) => {
      const box = nodeByPath.get(other)?.box;
      return box === undefined
        ? []
        : svg`<rect class="tied" x=${box.x - 3} y=${box.y - 3} width=${box.width + 6} height=${box.height + 6} rx="9"></rect>`;
    }),
  ];
}

import { nothing, svg } from 'lit';
import type { GraphView } from '../../../proto/api/graphs.ts';
import { edgeWidth } from './edge-label.ts';
import { arrowPath, edgePath } from './edge-path.ts';
import type { Scene, SceneEdge } from './scene.ts';

/** How an edge is drawn besides its kind: on a trace or out of the way, or between devices. */
export function edgeState({ edge }: SceneEdge, { tracedCount }: GraphView, isByDevice: boolean): string {
  if (tracedCount !== undefined) return edge.traced ? 'on-trace' : 'faded';
  return isByDevice && edge.crossesDevices ? 'crossing' : '';
}

/** The line of an edge and its arrow. */
export function edgeShape({ edge, route }: SceneEdge, state: string, direction: Scene['direction']): unknown {
  const arrowAt = edge.kind === 'reference' ? 'start' : 'end';
  const width = edgeWidth(edge);
  return svg`<g class="${edge.kind} ${state}">
    <path class="edge" d=${edgePath(route, arrowAt, direction)} stroke-width=${width}></path>
    <path class="arrow" d=${arrowPath(route, arrowAt, width, direction)}></path>
  </g>`;
}

/** The text of an edge. */
export function edgeLabelShape({ label }: SceneEdge, isChosen: boolean): unknown {
  if (label === undefined) return nothing;
  const { text, at, width, level } = label;
  const surface = level === 0 ? 'page' : level % 2 === 0 ? 'even' : 'odd';
  return svg`<g class="${surface} ${isChosen ? 'on' : ''}">
    <rect class="edge-label-ground" x=${at.x - width / 2} y=${at.y - 6} width=${width} height="12"></rect>
    <text class="edge-label" x=${at.x} y=${at.y + 3.5}>${text}</text>
  </g>`;
}

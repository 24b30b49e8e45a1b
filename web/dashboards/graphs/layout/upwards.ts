import { LABEL_HEIGHT } from './level-layout.ts';
import type { Box, GraphLayout, LayoutRequest, Point } from './layout-types.ts';

/**
 * Edges that run upwards are laid out as if they ran to the right, with everything turned by a quarter: what is high is
 * then wide, and labels are as long across the flow as they are wide.
 */
export function turnRequest({ nodes, edges }: LayoutRequest): LayoutRequest {
  return {
    nodes: nodes.map(({ path, parent, isOpen, width, height, closed, anchorX }) => ({
      path,
      parent,
      isOpen,
      width: height,
      height: width,
      ...(closed === undefined ? {} : { closed: { width: closed.height, height: closed.width } }),
      ...(anchorX === undefined ? {} : { anchorY: anchorX }),
    })),
    edges: edges.map((edge) => ({
      ...edge,
      labelWidth: edge.labelWidth > 0 ? LABEL_HEIGHT : 0,
      labelHeight: edge.labelWidth,
    })),
  };
}

/** Turns the layout of such a request back. */
export function turnLayout({ width, height, boxes, routes, labels }: GraphLayout): GraphLayout {
  const turnPoint = ({ x, y }: Point): Point => ({ x: y, y: width - x });
  const turnBox = (box: Box): Box => ({
    x: box.y,
    y: width - box.x - box.width,
    width: box.height,
    height: box.width,
  });
  return {
    width: height,
    height: width,
    boxes: new Map([...boxes].map(([path, box]) => [path, turnBox(box)])),
    routes: routes.map((route) => route.map(turnPoint)),
    labels: labels.map((label) => label && turnPoint(label)),
  };
}

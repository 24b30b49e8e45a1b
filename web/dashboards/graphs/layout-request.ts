import type { GraphView } from '../../../proto/api/graphs.ts';
import { edgeLabel } from './edge-label.ts';
import type { LayoutRequest } from './layout/layout-types.ts';
import { nodeSize, type MeasureText } from './node-size.ts';

/** Beyond this many edges labels hide more than they tell: they then show for the chosen node only. */
const MAX_LABELLED_EDGES = 150;
const LABEL_PADDING = 6;

/** A control or reference edge says less of the way that data takes. */
const WEAK = 0.1;

/** Sizes and weights of what is visible, for the layout. */
export function layoutRequest(
  view: GraphView,
  isConceptual: boolean,
  measure: MeasureText,
  direction: 'right' | 'up' = 'right',
): LayoutRequest {
  const isLabelled = view.edges.length <= MAX_LABELLED_EDGES;
  return {
    direction,
    nodes: view.nodes.map((node) => ({
      path: node.path,
      parent: node.parent,
      isOpen: node.open,
      ...nodeSize(node, isConceptual, measure),
      ...(node.open ? { closed: nodeSize({ ...node, open: false }, isConceptual, measure) } : {}),
    })),
    edges: view.edges.map((edge) => {
      const label = isLabelled ? edgeLabel(edge) : '';
      return {
        from: edge.from,
        to: edge.to,
        strand: edge.kind === 'reference' ? 'reference' : 'flow',
        weight: edge.kind === 'data' ? edge.count : WEAK,
        labelWidth: label === '' ? 0 : Math.ceil(measure(label, 'edge')) + LABEL_PADDING,
      };
    }),
  };
}

import type { GraphEdge } from '../../../proto/api/graphs.ts';
import { formatCount } from '../../base/format.ts';

/** What stands on an edge: the shape of its tensors, how many they are, "assign" for a reference; "" for nothing. */
export function edgeLabel({ kind, count, shape }: GraphEdge): string {
  if (kind === 'control') return '';
  if (kind === 'reference') return 'assign';
  if (count === 1) return shape ?? '';
  if (shape === undefined) return `${formatCount(count)} tensors`;
  return `${formatCount(count)} × ${shape === 'scalar' ? shape : `[${shape}]`}`;
}

/** Stroke width in pixels: from 1.25 for one element to 4 for ten million. */
export function edgeWidth({ kind, elements = 0 }: GraphEdge): number {
  if (kind !== 'data' || elements <= 1) return MIN_WIDTH;
  return Math.min(MAX_WIDTH, MIN_WIDTH + ((MAX_WIDTH - MIN_WIDTH) * Math.log10(elements)) / MAX_EXPONENT);
}

const MIN_WIDTH = 1.25;
const MAX_WIDTH = 4;
const MAX_EXPONENT = 7;

import type { GraphNode } from '../../../../proto/api/graphs.ts';

const CONSTANT_OPS = new Set(['Const', 'prim::Constant']);

/** "ScalarSummary", "HistogramSummary", …: TensorFlow 1 wrote its summaries by ops of the graph. */
const SUMMARY_OP = /^[a-zA-Z]+Summary$/;

/** How a node of an op is drawn. */
export function nodeKind(op: string): GraphNode['kind'] {
  if (CONSTANT_OPS.has(op)) return 'const';
  return SUMMARY_OP.test(op) ? 'summary' : 'op';
}

import type { GraphNode } from '../../../proto/api/graphs.ts';
import { formatInteger, formatPlural } from '../../base/format.ts';
import { constantLabel, shortLabel } from './node-label.ts';

/** The kinds of text in the picture, as the style sheet sets them. */
export type TextKind = 'scope' | 'op' | 'note' | 'edge';

/** Width of a text in pixels at 100 %. */
export type MeasureText = (text: string, kind: TextKind) => number;

/** Places inside a node, in pixels at 100 %. */
export const NODE_METRICS = {
  scopeHeight: 40,
  headHeight: 30,
  /** Where a scope's name begins, after its mark. */
  scopeTextX: 30,
  opHeight: 26,
  /** Where an op's name begins, after its dot. */
  opTextX: 23,
  sidePadding: 12,
  textGap: 8,
  constantRadius: 5,
  constantLabelHeight: 14,
  stubHeight: 13,
} as const;

/** Widest that a closed scope without a long name is: neighbours in a column look calmer at one width. */
const MIN_SCOPE_WIDTH = 104;
const MIN_OP_WIDTH = 48;

export interface NodeSize {
  readonly width: number;
  readonly height: number;
  readonly anchorY?: number;
  readonly anchorX?: number;
}

/** How large a node is drawn, its stubs included: of an open scope its head, which is as wide as it must be. */
export function nodeSize(node: GraphNode, isConceptual: boolean, measure: MeasureText): NodeSize {
  const size = sizeWithoutStubs(node, isConceptual, measure);
  const lines = stubLines(node);
  if (lines.length === 0 || node.open) return size;
  const width = Math.max(size.width, ...lines.map(({ text }) => Math.ceil(measure(text, 'note')) + 8));
  const height = size.height + lines.length * NODE_METRICS.stubHeight + 2;
  return { ...size, width, height, anchorY: size.anchorY ?? size.height / 2 };
}

/**
 * What is written below a node: a line for each auxiliary node that it is tied to, how many more there are, and of an op
 * how many of its inputs are not in the graph.
 */
export function stubLines({ stubs = NO_STUBS, absentInputs = 0, size }: GraphNode): StubLine[] {
  const { inputs, inputCount, outputs, outputCount } = stubs;
  const isAbsent = absentInputs > 0 && size === 0;
  const more = (count: number, arrow: string): StubLine[] =>
    count > 0 ? [{ text: `${arrow} and ${formatInteger(count)} more`, kind: 'more' }] : [];
  return [
    ...inputs.map(({ label, kind }) => ({ text: `← ${shortLabel(label)}`, kind })),
    ...more(inputCount - inputs.length, '←'),
    ...outputs.map(({ label, kind }) => ({ text: `→ ${shortLabel(label)}`, kind })),
    ...more(outputCount - outputs.length, '→'),
    ...(isAbsent ? [{ text: `← ${formatInteger(absentInputs)} not in the graph`, kind: 'absent' }] : []),
  ];
}

const NO_STUBS = { inputs: [], inputCount: 0, outputs: [], outputCount: 0 };

/** A line of text below a node. */
interface StubLine {
  readonly text: string;
  /** The kind of the edge that was cut, or "more" or "absent". */
  readonly kind: string;
}

function sizeWithoutStubs(node: GraphNode, isConceptual: boolean, measure: MeasureText): NodeSize {
  const { scopeHeight, headHeight, scopeTextX, opHeight, opTextX, sidePadding, textGap } = NODE_METRICS;
  switch (node.kind) {
    case 'scope':
    case 'function':
    case 'call':
    case 'series': {
      const text = measure(shortLabel(node.label), 'scope') + textGap + measure(scopeNote(node), 'note');
      const width = Math.ceil(scopeTextX + text + sidePadding);
      return { width: Math.max(MIN_SCOPE_WIDTH, width), height: node.open ? headHeight : scopeHeight };
    }
    case 'const': {
      const { constantRadius: radius, constantLabelHeight } = NODE_METRICS;
      const label = constantLabel(node.label);
      if (label === '') return { width: 2 * radius, height: 2 * radius, anchorY: radius, anchorX: radius };
      const width = Math.max(2 * radius, Math.ceil(measure(label, 'note')));
      return {
        width,
        height: constantLabelHeight + 2 * radius,
        anchorY: constantLabelHeight + radius,
        anchorX: width - radius,
      };
    }
    case 'op':
    case 'summary':
    case 'rest': {
      const note = opNote(node, isConceptual);
      const noteWidth = note === '' ? 0 : textGap + measure(note, 'note');
      const width = Math.ceil(opTextX + measure(shortLabel(node.label), 'op') + noteWidth + sidePadding);
      return { width: Math.max(MIN_OP_WIDTH, width), height: opHeight };
    }
  }
}

/** What stands at the right end of a scope's head: how many nodes are inside, after a mark for those of called functions. */
export function scopeNote({ kind, open, size }: GraphNode): string {
  const count = open ? formatPlural(size, 'node') : formatInteger(size);
  return kind === 'call' ? `ƒ ${count}` : count;
}

/** What stands after an op's name: the class of a Keras layer. The op of an op graph is told by colour and details. */
export function opNote({ kind, op = '', label }: GraphNode, isConceptual: boolean): string {
  return isConceptual && kind === 'op' && op !== '' && op !== label ? shortLabel(op) : '';
}

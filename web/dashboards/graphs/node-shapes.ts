import { nothing, svg } from 'lit';
import type { GraphNode } from '../../../proto/api/graphs.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import type { Box } from './layout/layout-types.ts';
import { constantLabel, shortLabel } from './node-label.ts';
import type { Paint } from './node-paint.ts';
import { NODE_METRICS, opNote, scopeNote, stubLines } from './node-size.ts';
import { isScope, type SceneNode } from './scene.ts';

const {
  scopeHeight,
  headHeight,
  scopeTextX,
  opHeight,
  opTextX,
  sidePadding,
  constantRadius,
  constantLabelHeight,
  stubHeight,
} = NODE_METRICS;

const STRIPE_INSET = 9;

/** From the middle of a line of text to its base line. */
const BASE_LINE = 4;
/** Side of the square with + or −, and of the area around it that reacts. */
const MARK_PX = 11;
const MARK_HIT_PX = 26;
const MARK_X = 10;

/**
 * The drawing of a node, its upper left corner at (0, 0). Of an open scope only the head: its panel is drawn apart,
 * below the edges.
 */
export function nodeShape({ node, box }: SceneNode, paint: Paint, isConceptual: boolean): unknown {
  if (isScope(node)) return node.open ? openScope(node, box) : closedScope(node, box, paint);
  if (node.kind === 'const') return [constant(node, box), stubs(node, box)];
  return [pill(node, box, paint, opNote(node, isConceptual)), stubs(node, box), loop(node, box)];
}

function openScope(node: GraphNode, { width }: Box): unknown {
  const y = headHeight / 2 + 3;
  return svg`<rect class="hit" x="1" y="1" width=${width - 2} height=${headHeight} rx="7"></rect>
    ${mark(y, true)}
    <text class="scope-name head" x=${scopeTextX} y=${y + BASE_LINE}>${shortLabel(node.label)}</text>
    <text class="note end head" x=${width - sidePadding} y=${y + BASE_LINE}>${scopeNote(node)}</text>`;
}

function closedScope(node: GraphNode, box: Box, { parts, ground }: Paint): unknown {
  const { width } = box;
  const y = scopeHeight / 2;
  return svg`${node.kind === 'series' ? seriesBack(width) : nothing}
    <rect class="box" width=${width} height=${scopeHeight} rx="8" ${styleProperties({ '--g': ground })}></rect>
    ${stripes(parts, width)}
    ${mark(y, false)}
    <text class="scope-name" x=${scopeTextX} y=${y + BASE_LINE}>${shortLabel(node.label)}</text>
    <text class="note end" x=${width - sidePadding} y=${y + BASE_LINE}>${scopeNote(node)}</text>
    ${stubs(node, box)}${loop(node, box)}`;
}

/** A line at the top of a scope, in one piece per share. */
function stripes(parts: Paint['parts'], width: number): unknown {
  let x = STRIPE_INSET;
  return parts.map(({ colour, share }) => {
    const length = share * (width - 2 * STRIPE_INSET);
    const piece = svg`<path class="stripe" d="M${x} 1.6h${length}" ${styleProperties({ '--c': colour })}></path>`;
    x += length;
    return piece;
  });
}

/** Below a node the names of auxiliary nodes that it is tied to. */
function stubs(node: GraphNode, { height }: Box): unknown {
  const lines = stubLines(node);
  const top = height - lines.length * stubHeight;
  return lines.map(
    ({ text, kind }, index) =>
      svg`<text class="stub ${kind}" x="4" y=${top + (index + 1) * stubHeight - 3}>${text}</text>`,
  );
}

/** A loop at a node that is its own input. */
function loop({ hasLoop }: GraphNode, { width }: Box): unknown {
  if (hasLoop !== true) return nothing;
  return svg`<path class="loop" d="M${width - 14} 0c-2 -12 12 -12 10 0"><title>It is its own input</title></path>`;
}

/** The edges of further cards behind that of a series. */
function seriesBack(width: number): unknown {
  return svg`<path class="box back" d="M8 ${scopeHeight}q0 6 6 6h${width - 22}q6 0 6 -6"></path>
    <path class="box back" d="M4 ${scopeHeight - 4}q0 7 7 7h${width - 16}q7 0 7 -7"></path>`;
}

function constant(node: GraphNode, { width, height }: Box): unknown {
  const label = constantLabel(node.label);
  const y = label === '' ? constantRadius : constantLabelHeight + constantRadius;
  return svg`<rect class="hit" x="-4" y="-4" width=${width + 8} height=${height + 8} rx="4"></rect>
    <circle class="constant" cx=${width - constantRadius} cy=${y} r=${constantRadius}></circle>
    ${label === '' ? nothing : svg`<text class="note end" x=${width} y="10">${label}</text>`}`;
}

function pill(node: GraphNode, { width }: Box, { parts, ground }: Paint, note: string): unknown {
  const y = opHeight / 2;
  const isRest = node.kind === 'rest';
  return svg`<rect class="pill" width=${width} height=${opHeight} rx=${opHeight / 2} ${styleProperties({ '--g': ground })}></rect>
    ${isRest ? nothing : svg`<circle class="dot" cx="13.5" cy=${y} r="3.5" ${styleProperties({ '--c': parts[0]?.colour })}></circle>`}
    <text class="op-name" x=${isRest ? sidePadding : opTextX} y=${y + BASE_LINE}>${shortLabel(node.label)}</text>
    ${note === '' ? nothing : svg`<text class="note end" x=${width - sidePadding} y=${y + BASE_LINE}>${note}</text>`}`;
}

/** The + or − that opens and closes. */
function mark(y: number, isOpen: boolean): unknown {
  const inset = (MARK_HIT_PX - MARK_PX) / 2;
  const top = y - MARK_PX / 2;
  return svg`<g class="toggle">
    <rect class="hit" x=${MARK_X - inset} y=${top - inset} width=${MARK_HIT_PX} height=${MARK_HIT_PX}></rect>
    <rect class="mark" x=${MARK_X} y=${top} width=${MARK_PX} height=${MARK_PX} rx="2.5"></rect>
    <path class="mark" d="M${MARK_X + 3} ${y}h5${isOpen ? '' : `M${MARK_X + 5.5} ${y - 2.5}v5`}"></path>
  </g>`;
}

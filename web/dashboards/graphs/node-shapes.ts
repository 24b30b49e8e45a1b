import { nothing, svg } from 'lit';
import type { GraphNode } from '../../../proto/api/graphs.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import type { Box } from './layout/layout-types.ts';
import { constantLabel, shortLabel } from './node-label.ts';
import { NODE_METRICS, opNote, scopeNote } from './node-size.ts';
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
} = NODE_METRICS;

/** From the middle of a line of text to its base line. */
const BASE_LINE = 4;
/** Side of the square with + or −, and of the area around it that reacts. */
const MARK_PX = 11;
const MARK_HIT_PX = 26;
const MARK_X = 10;

/**
 * The drawing of a node, its upper left corner at (0, 0). Of an open scope only the head: its panel is drawn apart,
 * below the edges.
 * @param colour Token of the dot or stripe, if it has one.
 */
export function nodeShape(
  { node, box }: SceneNode,
  colour: string | undefined,
  isConceptual: boolean,
): unknown {
  if (isScope(node)) return node.open ? openScope(node, box) : closedScope(node, box, colour);
  if (node.kind === 'const') return constant(node, box);
  return pill(node, box, colour, opNote(node, isConceptual));
}

function openScope(node: GraphNode, { width }: Box): unknown {
  const y = headHeight / 2 + 3;
  return svg`<rect class="hit" x="1" y="1" width=${width - 2} height=${headHeight} rx="7"></rect>
    ${mark(y, true)}
    <text class="scope-name" x=${scopeTextX} y=${y + BASE_LINE}>${shortLabel(node.label)}</text>
    <text class="note end" x=${width - sidePadding} y=${y + BASE_LINE}>${scopeNote(node)}</text>`;
}

function closedScope(node: GraphNode, { width }: Box, colour: string | undefined): unknown {
  const y = scopeHeight / 2;
  return svg`${node.kind === 'series' ? seriesBack(width) : nothing}
    <rect class="box" width=${width} height=${scopeHeight} rx="8"></rect>
    ${colour === undefined ? nothing : svg`<path class="stripe" d="M9 1.6h${width - 18}" ${colourOf(colour)}></path>`}
    ${mark(y, false)}
    <text class="scope-name" x=${scopeTextX} y=${y + BASE_LINE}>${shortLabel(node.label)}</text>
    <text class="note end" x=${width - sidePadding} y=${y + BASE_LINE}>${scopeNote(node)}</text>`;
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

function pill(node: GraphNode, { width }: Box, colour: string | undefined, note: string): unknown {
  const y = opHeight / 2;
  const isRest = node.kind === 'rest';
  return svg`<rect class="pill" width=${width} height=${opHeight} rx=${opHeight / 2}></rect>
    ${isRest ? nothing : svg`<circle class="dot" cx="13.5" cy=${y} r="3.5" ${colourOf(colour)}></circle>`}
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

function colourOf(token: string | undefined): ReturnType<typeof styleProperties> {
  return styleProperties({ '--c': token && `var(${token})` });
}

import { formatInteger } from '../../base/format.ts';
import { html, LitElement, nothing, render, svg, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { GraphNode } from '../../../proto/api/graphs.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { Camera } from './camera.ts';
import { canvasStyles } from './canvas-styles.ts';
import { edgeLabelShape, edgeShape, edgeState } from './edge-shapes.ts';
import { MenuAsked, NodeChosen, NodeToggled } from './graph-events.ts';
import { hoverMarks } from './hover-marks.ts';
import type { Painter } from './node-paint.ts';
import { nodeShape } from './node-shapes.ts';
import { PointerGestures } from './pointer-gestures.ts';
import { isScope, type Scene, type SceneEdge, type SceneNode } from './scene.ts';
import { walk, type WalkKey } from './walk.ts';

/** Below this scale names are no more than dust. */
const FAR_SCALE = 0.3;
/** Longest text of a tooltip or a screen reader: names from a log may be of any length. */
const MAX_NAME = 300;
const KEY_ZOOM = 1.25;
const HOVER_DELAY_MS = 60;

/**
 * The picture of a graph: panels of open scopes, edges, and nodes as the items of a tree. Drag to move, turn the wheel
 * to zoom, double click to open and close; arrow keys walk along edges. Fires NodeChosen, NodeToggled and MenuAsked.
 */
export class RlGraphCanvas extends LitElement {
  static override properties = {
    scene: { attribute: false },
    painter: { attribute: false },
    camera: { attribute: false },
    selected: {},
    areDevicesShown: { attribute: false },
  };
  static override styles = [sharedStyles, canvasStyles];

  declare scene: Scene;
  declare painter: Painter;
  declare camera: Camera;
  /** Path of the chosen node. */
  declare selected: string | undefined;
  /** Whether edges between devices are told apart. */
  declare areDevicesShown: boolean;

  readonly #gestures = new PointerGestures({
    pan: (dx, dy) => this.camera.pan(dx, dy),
    zoom: (factor, at) => this.camera.zoom(factor, at),
    press: (target) => this.#press(target),
    doublePress: (target) => {
      if (!target.closest('.toggle')) this.#toggle(this.#pathOf(target));
    },
  });
  #endCamera: (() => void) | undefined;
  /** Path of the node that the pointer is on. */
  #hovered: string | undefined;
  #hoverTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endCamera = this.camera.subscribe(() => this.#applyCamera());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endCamera?.();
    clearTimeout(this.#hoverTimer);
  }

  protected override render(): unknown {
    const { nodes, edges, choice, direction } = this.scene;
    const isConceptual = choice.kind === 'conceptual';
    const chosenEdges = edges.filter((edge) => this.#isChosenEdge(edge));
    return html`<svg
      @pointerdown=${this.#gestures.down}
      @pointermove=${this.#gestures.move}
      @pointerup=${this.#gestures.up}
      @pointercancel=${this.#gestures.cancel}
      @wheel=${{ handleEvent: this.#gestures.wheel, passive: false }}
      @keydown=${this.#onKeyDown}
      @contextmenu=${this.#onContextMenu}
      @pointerover=${this.#onPointer}
      @pointerleave=${this.#onPointer}
    >
      <g class="world">
        <g aria-hidden="true">
          ${nodes.map((node, index) => (node.node.open ? this.#renderPanel(node, index) : nothing))}
          ${edges.map((edge) => edgeShape(edge, edgeState(edge, this.scene.view, this.areDevicesShown), direction))}
          <g class="hover"></g>
          ${chosenEdges.map((edge) => edgeShape(edge, 'on', direction))}
          ${edges.map((edge) => edgeLabelShape(edge, this.#isChosenEdge(edge)))}
        </g>
        <g role="tree" aria-label="Nodes">
          ${repeat(
            nodes,
            ({ node }) => node.path,
            (node, index) => this.#renderNode(node, index, isConceptual),
          )}
        </g>
      </g>
    </svg>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('scene')) return;
    this.#applyCamera();
    this.#hover(undefined);
  }

  /** The picture itself, to be saved. */
  get picture(): SVGSVGElement | undefined {
    return this.renderRoot.querySelector('svg') ?? undefined;
  }

  /** Gives the keyboard to the chosen node, or to the first one. */
  override focus(): void {
    this.renderRoot.querySelector<SVGElement>('[tabindex="0"]')?.focus();
  }

  #renderPanel({ node, box, level }: SceneNode, index: number): unknown {
    const kind = `panel ${level % 2 === 0 ? 'even' : ''} ${node.path === this.selected ? 'chosen' : ''}`;
    return svg`<rect class=${kind} data-index=${index} x=${box.x} y=${box.y} width=${box.width} height=${box.height} rx="8"></rect>`;
  }

  #renderNode(scene: SceneNode, index: number, isConceptual: boolean): unknown {
    const { node, box, level, position, siblings } = scene;
    const isChosen = node.path === this.selected;
    const paint = this.painter.of(node);
    const kinds = [
      node.kind,
      isChosen ? 'chosen' : '',
      node.auxiliary ? 'auxiliary' : '',
      this.#traceClass(node) || (paint.isFaded && !node.open ? 'faded' : ''),
    ];
    const hasFocusStop = isChosen || (index === 0 && !this.#isSelectedVisible);
    return svg`<g
      role="treeitem"
      class=${kinds.filter(Boolean).join(' ')}
      data-index=${index}
      transform="translate(${box.x} ${box.y})"
      tabindex=${hasFocusStop ? 0 : -1}
      aria-label=${describe(scene)}
      aria-level=${level}
      aria-posinset=${position}
      aria-setsize=${siblings}
      aria-selected=${isChosen}
      aria-expanded=${isScope(node) ? node.open : nothing}
      @focus=${() => this.#choose(node.path)}
    >
      <title>${node.path.slice(0, MAX_NAME)}</title>
      ${nodeShape(scene, paint, isConceptual)}
    </g>`;
  }

  /** While something is traced: what it goes through, and what not. An open scope stays as it is. */
  #traceClass({ traced = 0, open }: GraphNode): string {
    if (this.scene.view.tracedCount === undefined || open) return '';
    return traced > 0 ? 'traced' : 'faded';
  }

  get #isSelectedVisible(): boolean {
    return this.selected !== undefined && this.scene.nodeByPath.has(this.selected);
  }

  #isChosenEdge({ edge: { from, to } }: SceneEdge): boolean {
    return this.selected !== undefined && (from === this.selected || to === this.selected);
  }

  /** The camera moves the picture many times a second: that alone needs no rendering. */
  #applyCamera(): void {
    const { x, y, scale } = this.camera;
    const world = this.renderRoot.querySelector('.world');
    world?.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
    world?.classList.toggle('far', scale < FAR_SCALE);
  }

  /** A press chooses what it hits; on the mark of a scope it opens and closes it. */
  #press(target: Element): void {
    const path = this.#pathOf(target);
    this.#choose(path);
    if (target.closest('.toggle')) this.#toggle(path);
  }

  #pathOf(target: Element): string | undefined {
    const index = target.closest('[data-index]')?.getAttribute('data-index');
    return this.scene.nodes[Number(index ?? -1)]?.node.path;
  }

  #choose(path: string | undefined): void {
    if (path !== this.selected) this.dispatchEvent(new NodeChosen(path));
  }

  #toggle(path: string | undefined): void {
    const node = this.scene.nodeByPath.get(path ?? '')?.node;
    if (node && (isScope(node) || node.kind === 'rest')) this.dispatchEvent(new NodeToggled(node.path));
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#act(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  readonly #onPointer = (event: PointerEvent): void => {
    const path = event.type === 'pointerover' ? this.#pathOf(event.target as Element) : undefined;
    clearTimeout(this.#hoverTimer);
    // While the picture moves below it the pointer comes to rest nowhere.
    if (path !== this.#hovered) this.#hoverTimer = setTimeout(() => this.#hover(path), HOVER_DELAY_MS);
  };

  /** Shows what a node is tied to, without rendering the whole. */
  #hover(path: string | undefined): void {
    clearTimeout(this.#hoverTimer);
    this.#hovered = path;
    const marks = this.renderRoot.querySelector<SVGGElement>('.hover');
    if (marks) render(path === undefined ? nothing : hoverMarks(this.scene, path), marks);
  }

  /** At the pointer, or below the node when a key asks for it. */
  readonly #onContextMenu = (event: MouseEvent): void => {
    const target = event.target as Element;
    const path = this.#pathOf(target);
    if (path === undefined) return;
    event.preventDefault();
    this.#choose(path);
    const isAtPointer = event.button === 2;
    const { left, bottom } = target.getBoundingClientRect();
    this.dispatchEvent(
      new MenuAsked(path, isAtPointer ? event.clientX : left, isAtPointer ? event.clientY : bottom),
    );
  };

  /** Returns whether the key means something here. */
  #act(key: string): boolean {
    const node = this.scene.nodeByPath.get(this.selected ?? '')?.node;
    switch (key) {
      case 'ArrowUp':
      case 'ArrowDown':
      case 'ArrowLeft':
      case 'ArrowRight':
        this.#walk(key);
        return true;
      case 'Enter':
        if (node?.open) this.#walk(this.scene.direction === 'up' ? 'ArrowUp' : 'ArrowRight');
        else this.#toggle(node?.path);
        return true;
      case 'Escape':
        if (node === undefined) return false;
        if (node.open) this.#toggle(node.path);
        else if (node.parent === '') this.#choose(undefined);
        else this.#moveTo(node.parent);
        return true;
      case '+':
      case '=':
        this.camera.zoom(KEY_ZOOM);
        return true;
      case '-':
        this.camera.zoom(1 / KEY_ZOOM);
        return true;
      default:
        return false;
    }
  }

  #walk(key: WalkKey): void {
    const next = walk(this.scene, this.selected ?? '', key);
    if (next !== undefined) this.#moveTo(next);
  }

  #moveTo(path: string): void {
    const found = this.scene.nodeByPath.get(path);
    if (found === undefined) return;
    this.#choose(path);
    this.camera.reveal({ ...found.box, height: found.headHeight });
    const index = this.scene.nodes.indexOf(found);
    this.renderRoot.querySelector<SVGElement>(`[role="treeitem"][data-index="${index}"]`)?.focus();
  }
}

function describe({ node }: SceneNode): string {
  const name = (node.label || 'no name').slice(0, MAX_NAME);
  // What is written on it first and in the same order, so that it can be said as it is seen.
  if (isScope(node)) return `${name}, ${formatInteger(node.size)} nodes, ${node.kind}`;
  return node.op === undefined ? name : `${name}, ${node.op.slice(0, MAX_NAME)}`;
}

customElements.define('rl-graph-canvas', RlGraphCanvas);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-canvas': RlGraphCanvas;
  }
}

import { css, html, LitElement, svg } from 'lit';
import { ObserveController } from '../../data/observe-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { Camera } from './camera.ts';
import { floatStyles } from './float-styles.ts';
import type { Scene, SceneNode } from './scene.ts';

/** Deeper nodes are smaller than a pixel here. */
const MAX_LEVEL = 2;
const MAX_BOXES = 400;

/** The whole picture in small, with the part in sight. A press or drag moves that part there. */
export class RlGraphMinimap extends LitElement {
  static override properties = { scene: { attribute: false }, camera: { attribute: false }, selected: {} };
  static override styles = [
    sharedStyles,
    floatStyles,
    css`
      :host {
        width: 196px;
        height: 112px;
        touch-action: none;
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
      }
      rect {
        fill: var(--rl-active);
        stroke: var(--rl-border-strong);
        stroke-width: 1px;
        vector-effect: non-scaling-stroke;
      }
      .chosen {
        fill: var(--rl-accent);
        opacity: 0.7;
      }
      .sight {
        fill: none;
        stroke: var(--rl-accent);
        stroke-width: 1.5px;
      }
    `,
  ];

  declare scene: Scene;
  declare camera: Camera;
  declare selected: string | undefined;

  constructor() {
    super();
    new ObserveController(this, () => this.camera);
  }

  protected override render(): unknown {
    const { width, height } = this.scene;
    const margin = Math.max(width, height) * 0.04;
    const { x, y, width: sightWidth, height: sightHeight } = this.camera.visible;
    const boxes = this.scene.nodes.filter(({ level, node }) => level <= MAX_LEVEL && node.kind !== 'const');
    const chosen = this.scene.nodeByPath.get(this.selected ?? '');
    return html`<svg
      viewBox="${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}"
      aria-hidden="true"
      @pointerdown=${this.#onPointer}
      @pointermove=${this.#onPointer}
    >
      ${boxes.slice(0, MAX_BOXES).map((node) => rect(node, ''))} ${chosen ? rect(chosen, 'chosen') : ''}
      ${svg`<rect class="sight" x=${x} y=${y} width=${sightWidth} height=${sightHeight} rx=${margin / 3}></rect>`}
    </svg>`;
  }

  readonly #onPointer = (event: PointerEvent): void => {
    if (event.buttons !== 1) return;
    const picture = event.currentTarget as SVGSVGElement;
    if (event.type === 'pointerdown') picture.setPointerCapture(event.pointerId);
    const matrix = picture.getScreenCTM()?.inverse();
    if (!matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    this.camera.pin({ x, y }, this.camera.middle);
  };
}

function rect({ box: { x, y, width, height } }: SceneNode, kind: string): unknown {
  return svg`<rect class=${kind} x=${x} y=${y} width=${width} height=${height} rx="6"></rect>`;
}
customElements.define('rl-graph-minimap', RlGraphMinimap);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-minimap': RlGraphMinimap;
  }
}

import { css, html, LitElement } from 'lit';
import { ObserveController } from '../../data/observe-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import type { Camera } from './camera.ts';
import { floatStyles } from './float-styles.ts';

const STEP = 1.25;

/** Buttons that zoom, and how far it is zoomed. */
export class RlGraphZoom extends LitElement {
  static override properties = { camera: { attribute: false } };
  static override styles = [
    sharedStyles,
    floatStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        padding: 2px;
      }
      span {
        width: 44px;
        color: var(--rl-text-2);
        font-size: var(--rl-t-body);
        text-align: center;
      }
    `,
  ];

  declare camera: Camera;

  constructor() {
    super();
    new ObserveController(this, () => this.camera);
  }

  protected override render(): unknown {
    const { camera } = this;
    return html`<rl-icon-button
        icon="minus"
        label="Zoom out"
        @click=${() => camera.zoom(1 / STEP)}
      ></rl-icon-button>
      <span>${Math.round(camera.scale * 100)} %</span>
      <rl-icon-button icon="plus" label="Zoom in" @click=${() => camera.zoom(STEP)}></rl-icon-button>
      <rl-icon-button
        icon="fit"
        label="Show the whole graph (F)"
        @click=${() => camera.fit()}
      ></rl-icon-button>`;
  }
}
customElements.define('rl-graph-zoom', RlGraphZoom);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-zoom': RlGraphZoom;
  }
}

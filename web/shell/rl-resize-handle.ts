import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import { ValueChanged } from '../widgets/value-changed.ts';

const KEY_STEP_PX = 16;

/** The edge between two columns: drag it or press arrow keys. Fires ValueChanged<number> with the new width in px. */
export class RlResizeHandle extends LitElement {
  static override properties = {
    label: {},
    width: { type: Number },
    min: { type: Number },
    max: { type: Number },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        width: 7px;
        cursor: col-resize;
        touch-action: none;
      }
      div {
        width: 1px;
        height: 100%;
        margin: auto;
        background: var(--rl-border);
      }
      div:hover,
      div:focus-visible,
      :host(:hover) div {
        background: var(--rl-accent);
      }
    `,
  ];

  declare label: string;
  declare width: number;
  declare min: number;
  declare max: number;

  #dragFrom: { readonly x: number; readonly width: number } | undefined;

  constructor() {
    super();
    this.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      this.setPointerCapture(event.pointerId);
      this.#dragFrom = { x: event.clientX, width: this.width };
    });
    this.addEventListener('pointermove', (event) => {
      if (this.#dragFrom) this.#change(this.#dragFrom.width + event.clientX - this.#dragFrom.x);
    });
    this.addEventListener('lostpointercapture', () => (this.#dragFrom = undefined));
  }

  protected override render(): unknown {
    return html`<div
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${this.label}
      aria-valuemin=${this.min}
      aria-valuemax=${this.max}
      aria-valuenow=${this.width}
      @keydown=${this.#onKeyDown}
    ></div>`;
  }

  #onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowLeft: -KEY_STEP_PX, ArrowRight: KEY_STEP_PX }[event.key];
    if (step !== undefined) this.#change(this.width + step);
  }

  #change(width: number): void {
    this.dispatchEvent(new ValueChanged(Math.min(this.max, Math.max(this.min, Math.round(width)))));
  }
}
customElements.define('rl-resize-handle', RlResizeHandle);

declare global {
  interface HTMLElementTagNameMap {
    'rl-resize-handle': RlResizeHandle;
  }
}

import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';

/** Space between the pointer and the tip. */
const DISTANCE_PX = 14;
/** Space that stays free at the edges of the window. */
const MARGIN_PX = 4;

/**
 * The frame of a tooltip, above everything. Its owner fills it and calls `showBeside` when the pointer moves;
 * it is never under the pointer. `pinned` lets a person reach into it. Slots: `head` = one line in bold; default = the body.
 */
export class RlTip extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: fixed;
        z-index: var(--rl-z-tip);
        top: 0;
        left: 0;
        display: none;
        max-width: min(480px, calc(100vw - 8px));
        padding: 6px 0;
        border-radius: var(--rl-r3);
        background: var(--rl-tip);
        box-shadow: var(--rl-shadow-2);
        color: var(--rl-text);
        font-size: var(--rl-t-small);
        line-height: 16px;
        pointer-events: none;
      }
      :host([open]) {
        display: block;
      }
      :host([pinned]) {
        max-width: min(620px, calc(100vw - 8px));
        pointer-events: auto;
        user-select: text;
      }
      .head {
        display: flex;
        gap: 10px;
        padding: 0 10px 5px;
        border-bottom: 1px solid var(--rl-border);
        font-weight: var(--rl-w-strong);
        white-space: nowrap;
      }
      .body {
        padding: 4px 10px 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'tooltip';
  }

  /** Shows it beside a point of the window (clientX, clientY), on the side that has room. */
  showBeside(x: number, y: number): void {
    this.toggleAttribute('open', true);
    const { offsetWidth: width, offsetHeight: height } = this;
    const right = x + DISTANCE_PX;
    const left = right + width + MARGIN_PX > innerWidth ? x - DISTANCE_PX - width : right;
    const top = Math.min(y + DISTANCE_PX, innerHeight - height - MARGIN_PX);
    this.style.transform = `translate(${Math.max(MARGIN_PX, left)}px, ${Math.max(MARGIN_PX, top)}px)`;
  }

  hide(): void {
    this.toggleAttribute('open', false);
  }

  protected override render(): unknown {
    return html`<div class="head"><slot name="head"></slot></div>
      <div class="body"><slot></slot></div>`;
  }
}
customElements.define('rl-tip', RlTip);

declare global {
  interface HTMLElementTagNameMap {
    'rl-tip': RlTip;
  }
}

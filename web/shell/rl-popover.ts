import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';

/**
 * A button of the status line and the panel that it opens above itself. Slots: `button` = what the button says;
 * default = the panel. Closes with Escape and with a click elsewhere.
 */
export class RlPopover extends LitElement {
  static override properties = { label: {} };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        min-width: 0;
      }
      button {
        display: flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
        height: 24px;
        padding: 0 4px;
        border-radius: var(--rl-r1);
      }
      ::slotted([slot='button']) {
        min-width: 0;
      }
      button:hover {
        background: var(--rl-hover);
      }
      .panel {
        position: fixed;
        inset: auto var(--rl-s3) calc(var(--rl-status) + var(--rl-s1)) auto;
        display: none;
        flex-direction: column;
        width: min(480px, calc(100vw - 2 * var(--rl-s3)));
        max-height: min(420px, calc(100vh - 120px));
        margin: 0;
        padding: 0;
        border: 0;
        border-radius: var(--rl-r3);
        background: var(--rl-tip);
        box-shadow: var(--rl-shadow-3);
        color: var(--rl-text);
        font-size: var(--rl-t-body);
        white-space: normal;
        overflow: hidden;
      }
      .panel:popover-open {
        display: flex;
      }
    `,
  ];

  /** Name of the panel for screen readers. */
  declare label: string;

  protected override render(): unknown {
    return html`<button type="button" popovertarget="panel"><slot name="button"></slot></button>
      <div id="panel" class="panel" popover role="dialog" aria-label=${this.label}><slot></slot></div>`;
  }
}
customElements.define('rl-popover', RlPopover);

declare global {
  interface HTMLElementTagNameMap {
    'rl-popover': RlPopover;
  }
}

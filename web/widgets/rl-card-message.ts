import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon.ts';

/**
 * What a card says instead of a plot. Slot: a sentence. With `code` it is an error, which can be searched for by that
 * code, and a button fires `retry`.
 */
export class RlCardMessage extends LitElement {
  static override properties = { code: { reflect: true } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: absolute;
        inset: 0 12px 10px;
        display: flex;
        flex-direction: column;
        justify-content: center;
        align-items: center;
        gap: 4px;
        overflow: hidden;
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
        line-height: 16px;
      }
      :host([code]) {
        align-items: stretch;
      }
      .heading {
        display: flex;
        align-items: center;
        gap: 6px;
        color: var(--rl-error);
        font-size: var(--rl-t-body);
        font-weight: var(--rl-w-strong);
      }
      p {
        color: var(--rl-text-2);
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        align-items: center;
        gap: 6px;
        margin-top: 4px;
        color: var(--rl-text-3);
      }
      .actions .button {
        height: 24px;
        color: var(--rl-text);
      }
    `,
  ];

  /** From the server's error catalogue: "RUN_NOT_FOUND". */
  declare code: string | undefined;

  protected override render(): unknown {
    if (!this.code) return html`<slot></slot>`;
    return html`<div class="heading"><rl-icon name="error"></rl-icon>Not drawn</div>
      <p><slot></slot></p>
      <div class="actions">
        <button type="button" class="button" @click=${() => this.dispatchEvent(new Event('retry'))}>
          Try again
        </button>
        <span class="mono">${this.code}</span>
      </div>`;
  }
}
customElements.define('rl-card-message', RlCardMessage);

declare global {
  interface HTMLElementTagNameMap {
    'rl-card-message': RlCardMessage;
  }
}

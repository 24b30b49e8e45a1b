import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon.ts';

/** A strip that says what is wrong, and what one can do. Slots: default = the words; `action` = a button. */
export class RlNotice extends LitElement {
  static override properties = { kind: { reflect: true } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        flex: none;
        gap: 10px;
        min-height: 42px;
        padding: 6px 8px 6px 12px;
        border-bottom: 1px solid var(--rl-border);
        background: var(--rl-warning-soft);
      }
      rl-icon {
        color: var(--rl-warning);
      }
      :host([kind='error']) {
        background: var(--rl-error-soft);
      }
      :host([kind='error']) rl-icon {
        color: var(--rl-error);
      }
    `,
  ];

  declare kind: 'warning' | 'error';

  constructor() {
    super();
    this.kind = 'warning';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'status';
  }

  protected override render(): unknown {
    return html`<rl-icon .name=${this.kind}></rl-icon>
      <div class="grow"><slot></slot></div>
      <slot name="action"></slot>`;
  }
}
customElements.define('rl-notice', RlNotice);

declare global {
  interface HTMLElementTagNameMap {
    'rl-notice': RlNotice;
  }
}

import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';

/** The strip of controls above a dashboard. Slot: the controls in one row; those that may shrink say so themselves. */
export class RlToolbar extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        flex: none;
        gap: var(--rl-s3);
        height: var(--rl-toolbar);
        padding: 0 var(--rl-s3);
        border-bottom: 1px solid var(--rl-border);
        background: var(--rl-panel);
        white-space: nowrap;
      }
      @media (max-width: 1300px) {
        :host {
          gap: var(--rl-s2);
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'group';
  }

  protected override render(): unknown {
    return html`<slot></slot>`;
  }
}
customElements.define('rl-toolbar', RlToolbar);

declare global {
  interface HTMLElementTagNameMap {
    'rl-toolbar': RlToolbar;
  }
}

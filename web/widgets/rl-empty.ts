import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';

/**
 * What stands in an area that has nothing to show: what is known, what happens by itself, one next step.
 * Slots: default = a sentence or two; `actions` = buttons.
 */
export class RlEmpty extends LitElement {
  static override properties = { heading: {} };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 8px;
        width: min(340px, calc(100% - 48px));
        margin: auto;
        color: var(--rl-text-2);
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }
      h2 {
        color: var(--rl-text);
        font-size: var(--rl-t-title);
        font-weight: var(--rl-w-strong);
        line-height: 20px;
      }
      slot[name='actions'] {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 6px;
      }
    `,
  ];

  declare heading: string;

  protected override render(): unknown {
    return html`<h2>${this.heading}</h2>
      <slot></slot>
      <slot name="actions"></slot>`;
  }
}
customElements.define('rl-empty', RlEmpty);

declare global {
  interface HTMLElementTagNameMap {
    'rl-empty': RlEmpty;
  }
}

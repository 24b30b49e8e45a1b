import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import { ValueChanged } from './value-changed.ts';

/** On or off, at once. Fires ValueChanged<boolean>. */
export class RlSwitch extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = { label: {}, value: { type: Boolean }, disabled: { type: Boolean } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      button {
        position: relative;
        width: 28px;
        height: 16px;
        border-radius: 8px;
        background: var(--rl-control-border);
        transition: background var(--rl-fast);
      }
      button::before {
        content: '';
        position: absolute;
        /* The target is larger than what is seen. */
        inset: -6px;
      }
      button::after {
        content: '';
        position: absolute;
        top: 2px;
        left: 2px;
        width: 12px;
        height: 12px;
        border-radius: 50%;
        background: var(--rl-card);
        transition: transform var(--rl-fast);
      }
      button[aria-checked='true'] {
        background: var(--rl-accent);
      }
      button[aria-checked='true']::after {
        transform: translateX(12px);
      }
      button:disabled {
        opacity: 0.45;
      }
      @media (forced-colors: active) {
        button {
          border: 1px solid;
        }
        button::after {
          background: ButtonText;
        }
      }
    `,
  ];

  /** What is switched, for screen readers. */
  declare label: string;
  declare value: boolean;
  declare disabled: boolean;

  protected override render(): unknown {
    return html`<button
      type="button"
      role="switch"
      aria-checked=${this.value === true}
      aria-label=${this.label}
      ?disabled=${this.disabled}
      @click=${() => this.dispatchEvent(new ValueChanged(!this.value))}
    ></button>`;
  }
}
customElements.define('rl-switch', RlSwitch);

declare global {
  interface HTMLElementTagNameMap {
    'rl-switch': RlSwitch;
  }
}

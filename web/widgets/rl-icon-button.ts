import { css, html, LitElement } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon.ts';
import type { IconName } from './rl-icon.ts';

/** A button that is only an icon. Listen to `click`. `pressed` makes it a toggle; leave it undefined for an action. */
export class RlIconButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = {
    icon: {},
    label: {},
    pressed: { type: Boolean },
    expanded: { type: Boolean },
    small: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      button {
        display: inline-grid;
        place-items: center;
        width: var(--rl-control);
        height: var(--rl-control);
        border-radius: var(--rl-r2);
        color: var(--rl-text-2);
        transition: background var(--rl-fast);
      }
      button:hover {
        background: var(--rl-hover);
        color: var(--rl-text);
      }
      button[aria-pressed='true'],
      button[aria-expanded='true'] {
        background: var(--rl-accent-soft);
        color: var(--rl-accent);
      }
      button:disabled {
        opacity: 0.45;
        background: none;
      }
      :host([small]) button {
        width: 24px;
        height: 24px;
      }
      :host([small]) rl-icon {
        width: 14px;
        height: 14px;
      }
      :host(:disabled),
      :host([disabled]) {
        pointer-events: none;
      }
    `,
  ];

  declare icon: IconName;
  /** What the button does; its name for screen readers and its tooltip. */
  declare label: string;
  declare pressed: boolean | undefined;
  /** Whether what it opens is open; undefined when it opens nothing. */
  declare expanded: boolean | undefined;
  /** 24 px instead of the height of a control. */
  declare small: boolean;
  declare disabled: boolean;

  protected override render(): unknown {
    return html`<button
      type="button"
      title=${this.label}
      aria-label=${this.label}
      aria-pressed=${ifDefined(this.pressed)}
      aria-expanded=${ifDefined(this.expanded)}
      ?disabled=${this.disabled}
    >
      <rl-icon .name=${this.icon}></rl-icon>
    </button>`;
  }
}
customElements.define('rl-icon-button', RlIconButton);

declare global {
  interface HTMLElementTagNameMap {
    'rl-icon-button': RlIconButton;
  }
}

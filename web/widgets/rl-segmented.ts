import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import { ValueChanged } from './value-changed.ts';

export interface SegmentedOption {
  readonly value: string;
  readonly label: string;
}

/** One of a few choices, all in sight. A radio group: one tab stop, arrow keys choose. Fires ValueChanged<string>. */
export class RlSegmented extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = { label: {}, options: { attribute: false }, value: {} };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      div {
        display: inline-flex;
        gap: 1px;
        height: var(--rl-control);
        padding: 2px;
        border-radius: var(--rl-r2);
        background: var(--rl-sunken);
      }
      button {
        padding: 0 9px;
        border-radius: 4px;
        color: var(--rl-text-2);
        white-space: nowrap;
      }
      button:hover {
        color: var(--rl-text);
      }
      button[aria-checked='true'] {
        background: var(--rl-segment);
        box-shadow: var(--rl-segment-shadow);
        color: var(--rl-text);
        font-weight: var(--rl-w-medium);
      }
      @media (forced-colors: active) {
        button[aria-checked='true'] {
          outline: 1px solid;
        }
      }
    `,
  ];

  /** What is chosen here, for screen readers: "Horizontal axis". */
  declare label: string;
  declare options: readonly SegmentedOption[];
  declare value: string;

  constructor() {
    super();
    this.options = [];
    this.value = '';
  }

  protected override render(): unknown {
    return html`<div role="radiogroup" aria-label=${this.label} @keydown=${this.#onKeyDown}>
      ${this.options.map(
        ({ value, label }) =>
          html`<button
            type="button"
            role="radio"
            aria-checked=${value === this.value}
            tabindex=${value === this.value ? 0 : -1}
            @click=${() => this.#choose(value)}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }

  #choose(value: string): void {
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new ValueChanged(value));
  }

  #onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = this.options.findIndex(({ value }) => value === this.value);
    const next = (index + step + this.options.length) % this.options.length;
    const option = this.options[next];
    if (!option) return;
    this.#choose(option.value);
    this.renderRoot.querySelectorAll('button')[next]?.focus();
  }
}
customElements.define('rl-segmented', RlSegmented);

declare global {
  interface HTMLElementTagNameMap {
    'rl-segmented': RlSegmented;
  }
}

import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon.ts';
import { ValueChanged } from './value-changed.ts';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** One of many choices, in the browser's own menu: "Run linear ▾". Fires ValueChanged<string>. */
export class RlSelect extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = {
    label: {},
    hideLabel: { type: Boolean },
    options: { attribute: false },
    value: {},
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        min-width: 0;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
        height: var(--rl-control);
        padding: 0 6px 0 9px;
        border: 1px solid var(--rl-border);
        border-radius: var(--rl-r2);
        background: var(--rl-card);
        white-space: nowrap;
      }
      label:hover {
        border-color: var(--rl-border-strong);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--rl-focus);
        outline-offset: 1px;
      }
      select {
        appearance: none;
        min-width: 0;
        max-width: 240px;
        height: 100%;
        margin-right: -18px;
        padding: 0 18px 0 0;
        border: 0;
        background: none;
        text-overflow: ellipsis;
      }
      select:focus-visible {
        outline: none;
      }
      option {
        background: var(--rl-tip);
        color: var(--rl-text);
      }
      rl-icon {
        width: 12px;
        height: 12px;
        color: var(--rl-text-3);
        pointer-events: none;
      }
    `,
  ];

  declare label: string;
  /** Whether the label is for screen readers only, because it stands beside it already. */
  declare hideLabel: boolean;
  declare options: readonly SelectOption[];
  declare value: string;

  constructor() {
    super();
    this.options = [];
    this.value = '';
  }

  protected override render(): unknown {
    return html`<label>
      ${this.hideLabel ? nothing : html`<span class="secondary">${this.label}</span>`}
      <select
        aria-label=${this.label}
        @change=${(event: Event) => this.#change((event.target as HTMLSelectElement).value)}
      >
        ${this.options.map(({ value, label }) => html`<option value=${value}>${label}</option>`)}
      </select>
      <rl-icon name="chevron-down"></rl-icon>
    </label>`;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    // After the options, which must be there to be chosen.
    const select = this.renderRoot.querySelector('select');
    if (select) select.value = this.value;
  }

  #change(value: string): void {
    this.value = value;
    this.dispatchEvent(new ValueChanged(value));
  }
}
customElements.define('rl-select', RlSelect);

declare global {
  interface HTMLElementTagNameMap {
    'rl-select': RlSelect;
  }
}

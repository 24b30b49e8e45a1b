import { css, html, LitElement, type PropertyValues } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import { ValueChanged } from './value-changed.ts';

/**
 * A number that is typed. Fires ValueChanged<number | undefined> when it has been entered; undefined when the field was
 * emptied, which only an `optional` one allows. What is no number is taken back.
 */
export class RlNumberField extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = {
    label: {},
    placeholder: {},
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    optional: { type: Boolean },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        min-width: 0;
      }
      input {
        width: var(--rl-number-width, 52px);
        height: var(--rl-control);
        padding: 0 7px;
        border: 1px solid var(--rl-control-border);
        border-radius: var(--rl-r2);
        background: var(--rl-card);
        color: var(--rl-text);
        text-align: right;
      }
      input::placeholder {
        color: var(--rl-text-3);
        opacity: 1;
      }
    `,
  ];

  declare label: string;
  declare placeholder: string;
  declare value: number | undefined;
  declare min: number;
  declare max: number;
  declare optional: boolean;

  constructor() {
    super();
    this.placeholder = '';
    this.min = -Infinity;
    this.max = Infinity;
  }

  protected override render(): unknown {
    return html`<input
      type="text"
      inputmode="decimal"
      aria-label=${this.label}
      placeholder=${this.placeholder}
      @change=${(event: Event) => this.#onTyped(event.target as HTMLInputElement)}
      @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
    />`;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#show();
  }

  #show(): void {
    const input = this.renderRoot.querySelector('input');
    if (input) input.value = this.value === undefined ? '' : String(this.value);
  }

  #onTyped(input: HTMLInputElement): void {
    const text = input.value.trim().replace(',', '.');
    const typed = text === '' ? NaN : Number(text);
    if (text === '' && this.optional) this.#change(undefined);
    else if (Number.isFinite(typed)) this.#change(Math.min(this.max, Math.max(this.min, typed)));
    this.#show();
  }

  #change(value: number | undefined): void {
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new ValueChanged(value));
  }
}
customElements.define('rl-number-field', RlNumberField);

declare global {
  interface HTMLElementTagNameMap {
    'rl-number-field': RlNumberField;
  }
}

import { css, html, LitElement, type PropertyValues } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import { styleProperties } from './style-properties.ts';
import { ValueChanged } from './value-changed.ts';

/** A number in a range: a slider, and a field for typing it exactly. Fires ValueChanged<number> on each change. */
export class RlSlider extends LitElement {
  static override properties = {
    label: {},
    hideLabel: { type: Boolean },
    min: { type: Number },
    max: { type: Number },
    step: { type: Number },
    value: { type: Number },
    digits: { type: Number },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        flex: none;
        gap: var(--rl-s2);
        color: var(--rl-text-2);
      }
      input[type='range'] {
        appearance: none;
        width: var(--rl-slider-width, 104px);
        height: 16px;
        margin: 0;
        background: linear-gradient(
            to right,
            var(--rl-accent) var(--filled),
            var(--rl-border-strong) var(--filled)
          )
          center / 100% 2px no-repeat;
      }
      input[type='range']::-webkit-slider-thumb {
        appearance: none;
        width: 12px;
        height: 12px;
        border: 2px solid var(--rl-accent);
        border-radius: 50%;
        background: var(--rl-card);
      }
      input[type='range']::-moz-range-thumb {
        width: 12px;
        height: 12px;
        border: 2px solid var(--rl-accent);
        border-radius: 50%;
        background: var(--rl-card);
      }
      input[type='text'] {
        width: var(--rl-number-width, 52px);
        height: var(--rl-control);
        padding: 0 7px;
        border: 1px solid var(--rl-control-border);
        border-radius: var(--rl-r2);
        background: var(--rl-card);
        color: var(--rl-text);
        text-align: right;
      }
      @media (max-width: 1000px) {
        .label {
          display: none;
        }
      }
      @media (forced-colors: active) {
        input[type='range'] {
          appearance: auto;
        }
      }
    `,
  ];

  declare label: string;
  /** Whether the label is for screen readers only, because it stands beside it already. */
  declare hideLabel: boolean;
  declare min: number;
  declare max: number;
  /** Of the slider; the field takes any number in the range. */
  declare step: number;
  declare value: number;
  /** Decimals shown in the field. */
  declare digits: number;

  constructor() {
    super();
    this.min = 0;
    this.max = 1;
    this.step = 0.01;
    this.value = 0;
    this.digits = 2;
  }

  protected override render(): unknown {
    const share = this.max > this.min ? (this.value - this.min) / (this.max - this.min) : 0;
    // The thumb's centre travels the track less its own width.
    const filled = `calc(${share} * (100% - 12px) + 6px)`;
    return html`<span class="label" aria-hidden="true" ?hidden=${this.hideLabel}>${this.label}</span>
      <input
        type="range"
        aria-label=${this.label}
        min=${this.min}
        max=${this.max}
        step=${this.step}
        ${styleProperties({ '--filled': filled })}
        @input=${(event: Event) => this.#change((event.target as HTMLInputElement).valueAsNumber)}
      />
      <input
        type="text"
        inputmode="decimal"
        aria-label="${this.label}, as a number"
        @change=${(event: Event) => this.#onTyped(event.target as HTMLInputElement)}
        @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      />`;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#show();
  }

  #show(): void {
    const [range, field] = this.renderRoot.querySelectorAll('input');
    // After `min` and `max`, which would clip it otherwise.
    if (range) range.value = String(this.value);
    if (field) field.value = this.value.toFixed(this.digits);
  }

  #change(value: number): void {
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new ValueChanged(value));
  }

  #onTyped(field: HTMLInputElement): void {
    const typed = Number.parseFloat(field.value.replace(',', '.'));
    if (Number.isFinite(typed)) this.#change(Math.min(this.max, Math.max(this.min, typed)));
    this.#show();
  }
}
customElements.define('rl-slider', RlSlider);

declare global {
  interface HTMLElementTagNameMap {
    'rl-slider': RlSlider;
  }
}

import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon.ts';
import type { IconName } from './rl-icon.ts';
import { ValueChanged } from './value-changed.ts';

/**
 * A line of text, mostly a filter. Fires ValueChanged<string> on each keystroke. Escape empties it.
 * With `error` set it is marked and says so right below, without moving anything.
 */
export class RlTextField extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = {
    label: {},
    placeholder: {},
    value: {},
    icon: {},
    suffix: {},
    error: {},
    wrongPart: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        position: relative;
        min-width: 0;
      }
      .field {
        display: flex;
        align-items: center;
        gap: 6px;
        height: var(--rl-control);
        padding: 0 4px 0 var(--rl-s2);
        border: 1px solid var(--rl-control-border);
        border-radius: var(--rl-r2);
        background: var(--rl-card);
        color: var(--rl-text-3);
      }
      .field:focus-within {
        border-color: var(--rl-focus);
        box-shadow: 0 0 0 1px var(--rl-focus);
      }
      .field.wrong {
        border-color: var(--rl-error);
      }
      .field.wrong:focus-within {
        box-shadow: 0 0 0 1px var(--rl-error);
      }
      rl-icon {
        width: 14px;
        height: 14px;
      }
      input {
        flex: 1;
        min-width: 0;
        height: 100%;
        padding: 0;
        border: 0;
        background: none;
        color: var(--rl-text);
      }
      input:focus-visible {
        outline: none;
      }
      input::placeholder {
        color: var(--rl-text-3);
        opacity: 1;
      }
      .suffix {
        padding-right: 4px;
      }
      .clear {
        display: grid;
        place-items: center;
        width: 24px;
        height: 24px;
        border-radius: var(--rl-r1);
      }
      .clear:hover {
        background: var(--rl-hover);
        color: var(--rl-text);
      }
      .clear rl-icon {
        width: 12px;
        height: 12px;
      }
      .error {
        position: absolute;
        z-index: var(--rl-z-float);
        top: calc(100% + 4px);
        left: 0;
        min-width: min(100%, 200px);
        max-width: max(100%, 320px);
        padding: 5px 9px;
        border-radius: var(--rl-r2);
        background: var(--rl-error-soft);
        box-shadow: var(--rl-shadow-2);
        color: var(--rl-error);
        font-size: var(--rl-t-small);
        line-height: 16px;
        overflow-wrap: anywhere;
      }
      .error .value {
        white-space: pre-wrap;
      }
      .error u {
        text-decoration-style: wavy;
        text-underline-offset: 2px;
      }
    `,
  ];

  declare label: string;
  declare placeholder: string;
  declare value: string;
  declare icon: IconName | undefined;
  /** A hint at the right end while the field is empty, in monospace: ".*" for a regular expression. */
  declare suffix: string;
  /** What is wrong with the value; empty when it is fine. */
  declare error: string;
  /** Which part of the value is wrong: its first character and the one after the last. */
  declare wrongPart: { readonly at: number; readonly end: number } | undefined;

  constructor() {
    super();
    this.placeholder = '';
    this.value = '';
    this.suffix = '';
    this.error = '';
  }

  protected override render(): unknown {
    return html`<div class="field ${this.error ? 'wrong' : ''}">
        ${this.icon ? html`<rl-icon .name=${this.icon}></rl-icon>` : nothing}
        <input
          type="text"
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
          aria-label=${this.label}
          aria-invalid=${this.error !== ''}
          aria-describedby="error"
          placeholder=${this.placeholder}
          @input=${(event: Event) => this.#change((event.target as HTMLInputElement).value)}
          @keydown=${this.#onKeyDown}
        />
        ${
          this.value
            ? html`<button type="button" class="clear" title="Clear" aria-label="Clear" @click=${this.#clear}>
                <rl-icon name="close"></rl-icon>
              </button>`
            : html`<span class="suffix mono" aria-hidden="true">${this.suffix}</span>`
        }
      </div>
      <div id="error" class="error" role="alert" ?hidden=${!this.error}>
        ${this.error}${this.error ? this.#renderWrongPart() : nothing}
      </div>`;
  }

  /** The value once more, with what is wrong underlined. */
  #renderWrongPart(): unknown {
    if (!this.wrongPart) return nothing;
    const { at, end } = this.wrongPart;
    const { value } = this;
    const parts = [value.slice(0, at), html`<u>${value.slice(at, end)}</u>`, value.slice(end)];
    return html`<div class="value mono">${parts}</div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Only when they differ: writing the same text would move the caret.
    if (changed.has('value') && this.#input.value !== this.value) this.#input.value = this.value;
  }

  get #input(): HTMLInputElement {
    const input = this.renderRoot.querySelector('input');
    if (!input) throw new Error('rl-text-field has not rendered');
    return input;
  }

  #change(value: string): void {
    this.value = value;
    this.dispatchEvent(new ValueChanged(value));
  }

  #clear(): void {
    this.#change('');
    this.#input.focus();
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.value) return;
    event.stopPropagation();
    this.#change('');
  }
}
customElements.define('rl-text-field', RlTextField);

declare global {
  interface HTMLElementTagNameMap {
    'rl-text-field': RlTextField;
  }
}

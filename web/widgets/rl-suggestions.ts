import { css, html, LitElement, type PropertyValues } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { sharedStyles } from '../theme/shared-styles.ts';
import { ValueChanged } from './value-changed.ts';

/**
 * Names below a field, of which one can be chosen: by the pointer, or with the arrow keys and Enter, which the field hands
 * on by `handleKey`. Fires ValueChanged<string> with the chosen one.
 */
export class RlSuggestions extends LitElement {
  static override properties = { items: { attribute: false }, activeIndex: { state: true } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: absolute;
        z-index: var(--rl-z-menu);
        top: calc(100% + 4px);
        left: 0;
        width: max(100%, 280px);
        max-width: min(420px, calc(100vw - 24px));
        max-height: min(320px, calc(100vh - 140px));
        padding: 4px 0;
        border-radius: var(--rl-r3);
        background: var(--rl-tip);
        box-shadow: var(--rl-shadow-2);
        color: var(--rl-text);
        overflow: auto;
      }
      [role='option'] {
        height: 26px;
        padding: 0 10px;
        line-height: 26px;
      }
      [role='option']:hover,
      [aria-selected='true'] {
        background: var(--rl-hover);
      }
    `,
  ];

  declare items: readonly string[];
  declare protected activeIndex: number | undefined;

  constructor() {
    super();
    this.items = [];
  }

  /** Uses up the key, and returns true, if it moves or chooses. */
  handleKey(event: KeyboardEvent): boolean {
    const count = this.items.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.activeIndex === undefined ? undefined : this.items[this.activeIndex];
    if (step !== undefined && count > 0) {
      this.activeIndex = ((this.activeIndex ?? (step > 0 ? -1 : count)) + step + count) % count;
    } else if (event.key === 'Enter' && chosen !== undefined) this.#choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('items')) this.activeIndex = undefined;
  }

  protected override render(): unknown {
    return html`<div
      role="listbox"
      aria-label="Suggestions"
      aria-activedescendant=${ifDefined(this.activeIndex === undefined ? undefined : `option-${this.activeIndex}`)}
    >
      ${this.items.map(
        (item, index) =>
          html`<div
            id="option-${index}"
            role="option"
            class="cut"
            title=${item}
            aria-selected=${index === this.activeIndex}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#choose(item)}
          >
            ${item}
          </div>`,
      )}
    </div>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #choose(item: string): void {
    this.dispatchEvent(new ValueChanged(item));
  }
}
customElements.define('rl-suggestions', RlSuggestions);

declare global {
  interface HTMLElementTagNameMap {
    'rl-suggestions': RlSuggestions;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { escapePattern } from '../base/escape-pattern.ts';
import type { BrowsedTags, TagChoices } from '../data/tag-browser.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-suggestions.ts';
import '../widgets/rl-text-field.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';

/** As many as TensorBoard's filter offers. */
const MAX_SUGGESTIONS = 25;

/** The filter of a dashboard of cards by tag, a regular expression, with the tags that match it below. */
export class RlTagFilter extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = {
    browser: { attribute: false },
    browsed: { attribute: false },
    isOpen: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: relative;
        display: block;
        flex: 1 1 160px;
        min-width: 0;
        max-width: 236px;
      }
    `,
  ];

  declare browser: TagChoices;
  declare browsed: Pick<BrowsedTags, 'filter' | 'filterError'>;
  /** Suggestions show while one types, until one is chosen or they are closed. */
  declare protected isOpen: boolean;

  protected override render(): unknown {
    const { filter, filterError } = this.browsed;
    const suggestions = this.isOpen && !filterError ? this.browser.suggest(MAX_SUGGESTIONS) : [];
    return html`<rl-text-field
        icon="search"
        label="Filter tags by a regular expression"
        placeholder="Filter tags"
        suffix=".*"
        .value=${filter}
        .error=${filterError}
        @value-changed=${this.#onTyped}
        @keydown=${{ handleEvent: this.#onKeyDown, capture: true }}
        @focusout=${() => (this.isOpen = false)}
      ></rl-text-field>
      ${
        suggestions.length > 0
          ? html`<rl-suggestions .items=${suggestions} @value-changed=${this.#onChosen}></rl-suggestions>`
          : nothing
      }`;
  }

  readonly #onTyped = (event: ValueChanged<string>): void => {
    this.isOpen = true;
    this.browser.setFilter(event.value);
  };

  readonly #onChosen = (event: ValueChanged<string>): void => {
    this.isOpen = false;
    this.browser.setFilter(escapePattern(event.value));
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const list = this.renderRoot.querySelector('rl-suggestions');
    if (event.key === 'ArrowDown') this.isOpen = true;
    if (!list || list.handleKey(event)) return;
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    // The first Escape closes the list, the next one empties the field.
    this.isOpen = false;
    event.stopPropagation();
  };
}
customElements.define('rl-tag-filter', RlTagFilter);

declare global {
  interface HTMLElementTagNameMap {
    'rl-tag-filter': RlTagFilter;
  }
}

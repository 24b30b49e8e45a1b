import { css, html, LitElement, nothing } from 'lit';
import { escapePattern } from '../base/escape-pattern.ts';
import { formatInteger } from '../base/format.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-empty.ts';
import { ValueChanged } from './value-changed.ts';

/** What stands below a filter that lets nothing through. Fires ValueChanged<string> with another filter. */
export class RlNoMatch extends LitElement {
  static override properties = {
    filter: {},
    knownCount: { type: Number },
    nearest: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex: 1;
      }
      .nearest {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-top: 8px;
      }
      .chip {
        max-width: 100%;
        height: 24px;
      }
    `,
  ];

  /** As it was typed. */
  declare filter: string;
  /** How many names there are without it. */
  declare knownCount: number;
  /** The names most like it. */
  declare nearest: readonly string[];

  protected override render(): unknown {
    const count = formatInteger(this.knownCount);
    return html`<rl-empty heading="No tag matches ${this.filter}">
      <p>
        ${count} tags of the drawn runs are
        known${this.nearest.length > 0 ? '; these are the nearest names' : nothing}. The filter changes
        nothing but what is shown here.
      </p>
      ${
        this.nearest.length > 0
          ? html`<div class="nearest">
              ${this.nearest.map(
                (name) =>
                  html`<button
                    type="button"
                    class="chip"
                    title=${name}
                    @click=${() => this.#choose(escapePattern(name))}
                  >
                    <span class="cut">${name}</span>
                  </button>`,
              )}
            </div>`
          : nothing
      }
      <button slot="actions" type="button" class="button primary" @click=${() => this.#choose('')}>
        Clear the filter
      </button>
    </rl-empty>`;
  }

  #choose(filter: string): void {
    this.dispatchEvent(new ValueChanged(filter));
  }
}
customElements.define('rl-no-match', RlNoMatch);

declare global {
  interface HTMLElementTagNameMap {
    'rl-no-match': RlNoMatch;
  }
}

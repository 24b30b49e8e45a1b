import { css, html, LitElement, nothing } from 'lit';
import { formatInteger } from '../../base/format.ts';
import { compareNaturally } from '../../base/natural-order.ts';
import type { CardChoice } from '../../data/card-choice.ts';
import { parsePattern } from '../../base/parse-pattern.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-dialog.ts';
import '../../widgets/rl-text-field.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import { withTag } from './choose-tags.ts';

/** As many as one can look through. */
const MAX_LISTED = 200;

/** Searches the tag that is to be in the chart of another one, or takes all that match. Passes on `closed`. */
export class RlAddTag extends LitElement {
  static override properties = {
    session: { attribute: false },
    tag: {},
    choice: { attribute: false },
    knownTags: { attribute: false },
    typed: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      ul {
        height: min(300px, 45vh);
        margin-top: 10px;
        overflow: auto;
      }
      li button {
        width: 100%;
        height: 28px;
        padding: 0 8px;
        border-radius: var(--rl-r2);
        text-align: left;
      }
      li button:hover {
        background: var(--rl-hover);
      }
    `,
  ];

  declare session: Session;
  declare tag: string;
  declare choice: CardChoice;
  declare knownTags: ReadonlyMap<string, readonly RunInfo[]>;
  declare protected typed: string;

  constructor() {
    super();
    this.typed = '';
  }

  protected override render(): unknown {
    const parsed = parsePattern(this.typed);
    const error = parsed instanceof RegExp ? '' : parsed.error;
    const matching = parsed instanceof RegExp ? this.#findTags(parsed) : [];
    const useAll = (): void => this.#choose({ ...this.choice, pattern: this.typed });
    return html`<rl-dialog heading="Add to ${this.tag}" @closed=${this.#tellClosed}>
      <rl-text-field
        icon="search"
        label="Search a tag by a regular expression"
        placeholder="Search a tag"
        suffix=".*"
        .value=${this.typed}
        .error=${error}
        @value-changed=${(event: ValueChanged<string>) => (this.typed = event.value)}
      ></rl-text-field>
      <ul aria-label="Tags">
        ${matching.slice(0, MAX_LISTED).map(
          (tag) =>
            html`<li>
              <button
                type="button"
                class="cut"
                title=${tag}
                @click=${() => this.#choose(withTag(this.tag, this.choice, tag))}
              >
                ${tag}
              </button>
            </li>`,
        )}
      </ul>
      ${
        this.typed && matching.length > 0
          ? html`<button slot="actions" type="button" class="button" @click=${useAll}>
              Add all ${formatInteger(matching.length)} that match
            </button>`
          : nothing
      }
    </rl-dialog>`;
  }

  #findTags(pattern: RegExp): string[] {
    return [...this.knownTags.keys()]
      .filter((tag) => tag !== this.tag && pattern.test(tag))
      .sort(compareNaturally);
  }

  #choose(choice: CardChoice): void {
    this.session.cards.change(this.tag, choice);
    this.#tellClosed();
  }

  readonly #tellClosed = (): void => void this.dispatchEvent(new Event('closed'));
}
customElements.define('rl-add-tag', RlAddTag);

declare global {
  interface HTMLElementTagNameMap {
    'rl-add-tag': RlAddTag;
  }
}

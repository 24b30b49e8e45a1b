import { css, html, LitElement, nothing } from 'lit';
import { formatInteger } from '../base/format.ts';
import { parsePattern } from '../base/parse-pattern.ts';
import { STATISTICS, type Statistic } from '../base/run-query.ts';
import { formatRunColumn, parseRunColumn } from '../data/run-column.ts';
import { listTags } from '../data/tag-index.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-dialog.ts';
import '../widgets/rl-segmented.ts';
import '../widgets/rl-text-field.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';
import { COLUMN_KEY, ORDER_KEY } from './listed-runs.ts';

const OPTIONS = STATISTICS.map((value) => ({
  value,
  label: { last: 'Last', min: 'Lowest', max: 'Highest' }[value],
}));
/** As many as one can look through. */
const MAX_LISTED = 200;

/** Chooses the tag, and which of its numbers, that stands beside each run. Fires `closed`. */
export class RlRunColumn extends LitElement {
  static override properties = {
    session: { attribute: false },
    typed: { state: true },
    statistic: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      rl-text-field {
        margin: 10px 0;
      }
      ul {
        height: min(300px, 45vh);
        overflow: auto;
      }
      li button {
        width: 100%;
        height: 28px;
        padding: 0 8px;
        border-radius: var(--rl-r2);
        text-align: left;
      }
      li button:hover,
      li button[aria-pressed='true'] {
        background: var(--rl-hover);
      }
      p {
        padding: 6px 8px;
      }
    `,
  ];

  declare session: Session;
  declare protected typed: string;
  declare protected statistic: Statistic | undefined;

  constructor() {
    super();
    this.typed = '';
  }

  protected override render(): unknown {
    const { view, catalogue } = this.session;
    const column = parseRunColumn(view.get(COLUMN_KEY));
    const statistic = this.statistic ?? column?.statistic ?? 'last';
    const parsed = parsePattern(this.typed);
    const error = parsed instanceof RegExp ? '' : parsed.error;
    const tags = listTags('scalars', catalogue.runs).filter(
      (tag) => !(parsed instanceof RegExp) || parsed.test(tag),
    );
    return html`<rl-dialog heading="Value beside each run" @closed=${this.#tellClosed}>
      <rl-segmented
        label="Which value"
        .options=${OPTIONS}
        .value=${statistic}
        @value-changed=${({ value }: ValueChanged<Statistic>) => this.#chooseStatistic(value)}
      ></rl-segmented>
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
        ${tags.slice(0, MAX_LISTED).map(
          (tag) =>
            html`<li>
              <button
                type="button"
                class="cut"
                title=${tag}
                aria-pressed=${tag === column?.tag}
                @click=${() => this.#choose(tag, statistic)}
              >
                ${tag}
              </button>
            </li>`,
        )}
      </ul>
      ${
        tags.length > MAX_LISTED
          ? html`<p class="faint">${formatInteger(tags.length - MAX_LISTED)} more: search to see them</p>`
          : nothing
      }
      ${
        column
          ? html`<button slot="actions" type="button" class="button" @click=${this.#remove}>
              Remove the column
            </button>`
          : nothing
      }
    </rl-dialog>`;
  }

  #chooseStatistic(statistic: Statistic): void {
    this.statistic = statistic;
    const column = parseRunColumn(this.session.view.get(COLUMN_KEY));
    if (column) this.session.view.set(COLUMN_KEY, formatRunColumn({ ...column, statistic }));
  }

  #choose(tag: string, statistic: Statistic): void {
    const { view } = this.session;
    view.set(COLUMN_KEY, formatRunColumn({ tag, statistic }));
    view.set(ORDER_KEY, 'value');
    this.#tellClosed();
  }

  readonly #remove = (): void => {
    const { view } = this.session;
    view.set(COLUMN_KEY, undefined);
    if (view.get(ORDER_KEY)?.startsWith('value')) view.set(ORDER_KEY, undefined);
    this.#tellClosed();
  };

  readonly #tellClosed = (): void => void this.dispatchEvent(new Event('closed'));
}
customElements.define('rl-run-column', RlRunColumn);

declare global {
  interface HTMLElementTagNameMap {
    'rl-run-column': RlRunColumn;
  }
}

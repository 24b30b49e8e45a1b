import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { formatInteger } from '../base/format.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon-button.ts';
import '../widgets/rl-long-name.ts';
import { styleProperties } from '../widgets/style-properties.ts';
import type { RlTip } from '../widgets/rl-tip.ts';
import '../widgets/rl-tip.ts';
import { copyText } from './copy-text.ts';
import { formatDerived, formatExact } from './format-number.ts';
import { formatTipTsv } from './format-tip-tsv.ts';
import { formatDuration, formatWallTime } from './format-time.ts';
import { findNearestRow, orderTipRows, type TipOrder, type TipRow } from './point-tip.ts';
import { pointTipStyles } from './point-tip-styles.ts';
import { BytesAsked, TipClosed } from './tip-events.ts';

/** How long "Copied" is said. */
const COPIED_MS = 1_600;

/** Which columns the table has. */
interface Columns {
  readonly hasSubnames: boolean;
  readonly hasSpreads: boolean;
  readonly hasSmoothed: boolean;
  /** Whether the rows stand at different steps, so that each has to say its own. */
  readonly hasSteps: boolean;
}

/**
 * The values of lines at one x, beside the pointer. When pinned it stays, tells more of each row, can be selected and
 * copied, and fires TipClosed (its cross, Escape) and BytesAsked. Its owner takes it away.
 */
export class RlPointTip extends LitElement {
  static override properties = {
    rows: { attribute: false },
    order: {},
    limit: { type: Number },
    place: { attribute: false },
    isPinned: { attribute: false },
    isCopied: { state: true },
  };
  static override styles = [sharedStyles, pointTipStyles];

  /** One for each line that reaches this x, in any order. */
  declare rows: readonly TipRow[];
  declare order: TipOrder;
  /** Of so many lines, the nearest, the values are shown. */
  declare limit: number;
  /** Of the pointer in the window, in px. */
  declare place: { readonly x: number; readonly y: number };
  declare isPinned: boolean;
  declare protected isCopied: boolean;

  constructor() {
    super();
    this.rows = [];
    this.order = 'nearest';
    this.limit = 7;
    this.place = { x: 0, y: 0 };
    this.isPinned = false;
    this.isCopied = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKeyDown, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKeyDown, { capture: true });
  }

  protected override render(): unknown {
    const nearest = findNearestRow(this.rows);
    if (!nearest) return nothing;
    const shown = orderTipRows(this.rows, this.order, this.limit);
    const columns: Columns = {
      hasSubnames: shown.some(({ subname }) => subname !== undefined),
      hasSmoothed: shown.some(({ smoothed }) => smoothed !== undefined),
      hasSpreads: shown.some(({ spread }) => spread !== undefined),
      hasSteps: this.isPinned || shown.some(({ step }) => step !== nearest.step),
    };
    return html`<rl-tip ?pinned=${this.isPinned}>
      <span slot="head">Step ${formatInteger(nearest.step)}</span>
      ${
        Number.isNaN(nearest.wallTime)
          ? nothing
          : html`<span slot="head" class="secondary">${formatDuration(nearest.elapsedSec)}</span>
              <span slot="head" class="secondary">${formatWallTime(nearest.wallTime)}</span>`
      }
      ${this.isPinned ? this.#renderActions(shown) : nothing}
      <div class="rows">
        <table>
          ${this.#renderHead(columns)} ${shown.map((row) => this.#renderRow(row, columns, row === nearest))}
        </table>
      </div>
      ${this.#renderFoot(shown.length)}
    </rl-tip>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // What is pinned stays where it is while its values change.
    if (this.isPinned && !changed.has('place') && !changed.has('isPinned')) return;
    this.renderRoot.querySelector<RlTip>('rl-tip')?.showBeside(this.place.x, this.place.y);
  }

  #renderActions(shown: readonly TipRow[]): unknown {
    return html`<span slot="head" class="actions">
      <rl-icon-button
        small
        icon="copy"
        .label=${this.isCopied ? 'Copied' : 'Copy as a table'}
        @click=${() => this.#copy(shown)}
      ></rl-icon-button>
      <rl-icon-button
        small
        icon="close"
        .label=${'Close'}
        @click=${() => this.dispatchEvent(new TipClosed())}
      ></rl-icon-button>
    </span>`;
  }

  #renderHead({ hasSubnames, hasSmoothed, hasSpreads, hasSteps }: Columns): unknown {
    return html`<tr>
      <th></th>
      <th class="name">Run</th>
      ${hasSubnames ? html`<th class="name">Tag</th>` : nothing} ${hasSteps ? html`<th>Step</th>` : nothing}
      ${hasSmoothed ? html`<th>Smoothed</th>` : nothing}
      <th>Value</th>
      ${
        hasSpreads
          ? html`<th>from</th>
              <th>to</th>
              <th>n</th>`
          : nothing
      }
      ${
        this.isPinned
          ? html`<th>Time</th>
              <th>Relative</th>
              <th></th>`
          : nothing
      }
    </tr>`;
  }

  #renderRow(
    row: TipRow,
    { hasSubnames, hasSmoothed, hasSpreads, hasSteps }: Columns,
    isNearest: boolean,
  ): unknown {
    return html`<tr class=${isNearest ? 'nearest' : ''}>
      <td>
        <svg aria-hidden="true" viewBox="0 0 14 8" ${styleProperties({ '--c': `var(${row.colourToken})` })}>
          <line x1="0" y1="4" x2="14" y2="4" stroke-dasharray=${row.dash.join(' ') || 'none'} />
        </svg>
      </td>
      <td class="name"><rl-long-name .name=${row.name}></rl-long-name></td>
      ${hasSubnames ? html`<td class="name"><rl-long-name .name=${row.subname ?? ''}></rl-long-name></td>` : nothing}
      ${hasSteps ? html`<td>${formatInteger(row.step)}</td>` : nothing}
      ${hasSmoothed ? html`<td>${row.smoothed === undefined ? '' : formatDerived(row.smoothed)}</td>` : nothing}
      <td>${row.spread ? formatDerived(row.value) : formatExact(row.value, row.isFloat32)}</td>
      ${hasSpreads ? renderSpread(row) : nothing} ${this.isPinned ? this.#renderDetails(row) : nothing}
    </tr>`;
  }

  #renderDetails(row: TipRow): unknown {
    if (Number.isNaN(row.wallTime)) return html`<td colspan="3"></td>`;
    return html`<td>${formatWallTime(row.wallTime)}</td>
      <td>${formatDuration(row.elapsedSec)}</td>
      <td>
        <button class="link" @click=${() => this.dispatchEvent(new BytesAsked(row))}>Show bytes</button>
      </td>`;
  }

  #renderFoot(shownCount: number): unknown {
    const { length } = this.rows;
    const hidden =
      shownCount < length ? html`<span>nearest ${shownCount} of ${formatInteger(length)}</span>` : nothing;
    if (this.isPinned) {
      return html`<footer>
        ${hidden}<span role="status">${this.isCopied ? 'Copied' : ''}</span><span><kbd>Esc</kbd> closes</span>
      </footer>`;
    }
    return html`<footer>
      ${hidden}<span><kbd>click</kbd> pins</span>
      ${length > 1 ? html`<span><kbd>Alt click</kbd> only this run</span>` : nothing}
    </footer>`;
  }

  async #copy(shown: readonly TipRow[]): Promise<void> {
    this.isCopied = await copyText(formatTipTsv(shown));
    setTimeout(() => (this.isCopied = false), COPIED_MS);
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (!this.isPinned || event.key !== 'Escape') return;
    event.stopPropagation();
    this.dispatchEvent(new TipClosed());
  };
}
/** The band of a line that stands for several, and how many count. */
function renderSpread({ spread }: TipRow): unknown {
  const format = (value: number | undefined): string => (value === undefined ? '' : formatDerived(value));
  return html`<td>${format(spread?.low)}</td>
    <td>${format(spread?.high)}</td>
    <td>${spread ? formatInteger(spread.count) : ''}</td>`;
}
customElements.define('rl-point-tip', RlPointTip);

declare global {
  interface HTMLElementTagNameMap {
    'rl-point-tip': RlPointTip;
  }
}

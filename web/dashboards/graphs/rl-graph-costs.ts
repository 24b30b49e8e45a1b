import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { GraphCosts } from '../../../proto/api/graph-costs.ts';
import { formatBytes, formatInteger } from '../../base/format.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import { floatStyles } from './float-styles.ts';
import { formatMicroseconds } from './format-cost.ts';
import { NodeSought } from './graph-events.ts';

type Row = GraphCosts['rows'][number];
type SortKey = 'path' | 'op' | 'us' | 'bytes';

/** As many rows as are drawn at once; more on demand. */
const ROWS_PER_PAGE = 100;
const HEADS: readonly (readonly [SortKey, string])[] = [
  ['path', 'Node'],
  ['op', 'Operation'],
  ['us', 'Time'],
  ['bytes', 'Memory'],
];

/** The costliest nodes of the whole graph, sortable. Fires NodeSought; `close` when it is to go. */
export class RlGraphCosts extends LitElement {
  static override properties = {
    load: { attribute: false },
    costs: { state: true },
    sortKey: { state: true },
    isDescending: { state: true },
    shown: { state: true },
  };
  static override styles = [
    sharedStyles,
    floatStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      header {
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 4px 6px 4px 12px;
        border-bottom: 1px solid var(--rl-border);
      }
      .rows {
        overflow: auto;
        min-height: 0;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
      }
      th {
        position: sticky;
        top: 0;
        background: var(--rl-tip);
        text-align: left;
      }
      th,
      td {
        padding: 3px 8px;
      }
      th:nth-child(n + 3),
      td:nth-child(n + 3) {
        width: 76px;
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      th:nth-child(2),
      td:nth-child(2) {
        width: 120px;
      }
      th button {
        font-weight: var(--rl-w-strong);
        color: var(--rl-text-2);
      }
      td {
        border-top: 1px solid var(--rl-border);
      }
      td button {
        max-width: 100%;
        text-align: left;
      }
    `,
  ];

  /** Bound to a graph and a profile: another function is another table. */
  declare load: (signal: AbortSignal) => Promise<GraphCosts | undefined>;
  declare protected costs: GraphCosts | undefined;
  declare protected sortKey: SortKey;
  declare protected isDescending: boolean;
  declare protected shown: number;

  #loading: AbortController | undefined;

  constructor() {
    super();
    this.sortKey = 'us';
    this.isDescending = true;
    this.shown = ROWS_PER_PAGE;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#loading?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('load')) void this.#fetch();
  }

  protected override render(): unknown {
    const { costs } = this;
    if (costs === undefined) return html`<header>Reading the run metadata</header>`;
    const rows = sorted(costs.rows, this.sortKey, this.isDescending);
    return html`<header>
        <b>Costliest nodes</b>
        <span class="faint"
          >${formatInteger(costs.total)} nodes, ${formatMicroseconds(costs.totalUs)} in sum,
          ${formatBytes(costs.totalBytes)}</span
        >
        <span class="grow"></span>
        <rl-icon-button
          small
          icon="close"
          label="Close the table"
          @click=${() => this.dispatchEvent(new Event('close'))}
        ></rl-icon-button>
      </header>
      <div class="rows" tabindex="0">
        <table aria-label="Costliest nodes">
          <thead>
            <tr>
              ${HEADS.map(([key, label]) => this.#renderHead(key, label))}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, this.shown).map((row) => this.#renderRow(row))}
          </tbody>
        </table>
        ${
          rows.length > this.shown
            ? html`<button
                type="button"
                class="button"
                @click=${() => {
                  this.shown += ROWS_PER_PAGE;
                }}
              >
                Show more
              </button>`
            : nothing
        }
      </div>`;
  }

  #renderHead(key: SortKey, label: string): unknown {
    const isSorted = key === this.sortKey;
    const order = this.isDescending ? 'descending' : 'ascending';
    return html`<th aria-sort=${isSorted ? order : 'none'}>
      <button type="button" @click=${() => this.#sortBy(key)}>
        ${label}${isSorted ? (this.isDescending ? ' ↓' : ' ↑') : ''}
      </button>
    </th>`;
  }

  #renderRow({ path, op, us, bytes, device, outputs }: Row): unknown {
    return html`<tr title=${[path, device, outputs.join(', ')].filter(Boolean).join('\n')}>
      <td>
        <button type="button" class="link cut" @click=${() => this.dispatchEvent(new NodeSought(path))}>
          ${path}
        </button>
      </td>
      <td class="cut">${op}</td>
      <td>${formatMicroseconds(us)}</td>
      <td>${formatBytes(bytes)}</td>
    </tr>`;
  }

  #sortBy(key: SortKey): void {
    this.isDescending = key === this.sortKey ? !this.isDescending : key === 'us' || key === 'bytes';
    this.sortKey = key;
  }

  async #fetch(): Promise<void> {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    this.costs = undefined;
    try {
      this.costs = await this.load(signal);
    } catch {
      // A profile of an old address: the graph itself says that it is not there.
      if (!signal.aborted) this.costs = { rows: [], total: 0, totalUs: 0, totalBytes: 0 };
    }
  }
}

function sorted(rows: readonly Row[], key: SortKey, isDescending: boolean): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => (a[key] === b[key] ? 0 : sign * (a[key] < b[key] ? -1 : 1)));
}

customElements.define('rl-graph-costs', RlGraphCosts);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-costs': RlGraphCosts;
  }
}

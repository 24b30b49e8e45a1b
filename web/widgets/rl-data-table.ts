import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { visibleRange } from '../base/visible-range.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-long-name.ts';
import './rl-icon.ts';
import './rl-menu.ts';
import type { MenuItem } from './rl-menu.ts';
import { styleProperties } from './style-properties.ts';
import {
  moveKey,
  nextOrder,
  orderColumns,
  sortRows,
  type TableColumn,
  type TableOrder,
  type TableRow,
} from './table-model.ts';
import { ValueChanged } from './value-changed.ts';

const ROW_PX = 24;
/** Least widths of the first column and of the others. */
const NAME_PX = 84;
const NUMBER_PX = 54;

/** Kind of what is dragged, as a DataTransfer names it. */
const COLUMN_DRAG_TYPE = 'application/x-runlight-column';

/** A person has moved a column; `keys` are those of all columns but the first, in their new order. */
export class ColumnsMoved extends Event {
  readonly keys: readonly string[];

  constructor(keys: readonly string[]) {
    super('columns-moved');
    this.keys = keys;
  }
}

/** The pointer is on a row; `key` is undefined when it has left. */
export class RowHovered extends Event {
  readonly key: TableRow['key'] | undefined;

  constructor(key: TableRow['key'] | undefined) {
    super('row-hovered');
    this.key = key;
  }
}

/**
 * Rows that can be sorted by any column, of which columns can be hidden and moved: by dragging their heads, or by Alt and
 * an arrow key on them. Fills its parent and scrolls; only the rows in
 * sight exist, so that a hundred thousand cost no more than twenty. The first column takes what room is left.
 * Fires RowHovered, ColumnsMoved, and ValueChanged<readonly string[]> with the keys of the hidden columns.
 */
export class RlDataTable extends LitElement {
  static override properties = {
    label: { attribute: 'aria-label' },
    columns: { attribute: false },
    rows: { attribute: false },
    hiddenKeys: { attribute: false },
    orderedKeys: { attribute: false },
    litKey: { attribute: false },
    canHide: { type: Boolean },
    order: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: relative;
        display: block;
        min-height: 0;
        font-size: var(--rl-t-small);
      }
      .scroller {
        height: 100%;
        overflow: auto;
        overscroll-behavior: contain;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        min-width: calc(
          var(--rl-table-name, ${NAME_PX}px) + var(--columns) * var(--rl-table-number, ${NUMBER_PX}px)
        );
        table-layout: fixed;
      }
      th:not(:first-child) {
        width: var(--rl-table-number, ${NUMBER_PX}px);
      }
      thead th {
        position: sticky;
        z-index: 1;
        top: 0;
        height: ${ROW_PX}px;
        padding: 0;
        background: var(--rl-table-head, var(--rl-card));
        box-shadow: inset 0 -1px var(--rl-border);
        color: var(--rl-text-2);
        font-weight: var(--rl-w-medium);
      }
      th button {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: 2px;
        width: 100%;
        height: 100%;
        padding: 0 6px;
      }
      .text button {
        justify-content: flex-start;
      }
      th button:hover {
        color: var(--rl-text);
      }
      th rl-long-name {
        min-width: 0;
      }
      th rl-icon {
        flex: none;
        width: 10px;
        height: 10px;
      }
      th .up {
        transform: rotate(180deg);
      }
      td {
        height: ${ROW_PX}px;
        padding: 0 6px;
        overflow: hidden;
        text-align: right;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      td.text {
        text-align: left;
      }
      :is(td, th):first-child {
        padding-left: 2px;
      }
      .name {
        display: flex;
        align-items: center;
        gap: 6px;
        min-width: 0;
      }
      .name rl-long-name {
        min-width: 0;
      }
      .name i {
        flex: none;
        width: 8px;
        height: 8px;
        border-radius: 2px;
        background: var(--c);
        forced-color-adjust: none;
      }
      .space td {
        height: auto;
        padding: 0;
      }
      tbody tr:hover,
      tbody tr.lit {
        background: var(--rl-hover);
      }
      rl-menu {
        position: absolute;
        z-index: 2;
        top: 0;
        right: 0;
        background: var(--rl-table-head, var(--rl-card));
        opacity: 0;
      }
      :host(:hover) rl-menu,
      rl-menu:focus-within {
        opacity: 1;
      }
    `,
  ];

  declare label: string;
  declare columns: readonly TableColumn[];
  declare rows: readonly TableRow[];
  /** Keys of columns that do not show. */
  declare hiddenKeys: readonly string[];
  /** Keys of columns in the order that was chosen; see `orderColumns`. */
  declare orderedKeys: readonly string[];
  /** The row that stands out. */
  declare litKey: TableRow['key'] | undefined;
  /** Whether columns can be hidden. */
  declare canHide: boolean;
  declare protected order: TableOrder | undefined;

  /** The column that keys have just moved. */
  #movedKey: string | undefined;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.columns = [];
    this.rows = [];
    this.hiddenKeys = [];
    this.orderedKeys = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.dispatchEvent(new RowHovered(undefined));
  }

  protected override render(): unknown {
    const shown = orderColumns(this.columns, this.orderedKeys)
      .filter((column) => !this.#isHidden(column))
      .map((column) => ({ column, index: this.columns.indexOf(column) }));
    const rows = sortRows(this.rows, this.columns, this.order);
    const scrollTop = this.renderRoot.querySelector('.scroller')?.scrollTop ?? 0;
    const [first, end] = visibleRange(scrollTop, this.clientHeight, ROW_PX, rows.length);
    return html`<div
        class="scroller"
        tabindex="0"
        role="region"
        aria-label=${this.label ?? ''}
        @scroll=${{ handleEvent: () => this.requestUpdate(), passive: true }}
      >
        <table aria-rowcount=${rows.length + 1} ${styleProperties({ '--columns': String(shown.length - 1) })}>
          <thead>
            <tr>
              ${shown.map(({ column }, place) => this.#head(column, place > 0 && this.canHide))}
            </tr>
          </thead>
          <tbody @pointerleave=${() => this.dispatchEvent(new RowHovered(undefined))}>
            ${space(first)}
            ${repeat(
              rows.slice(first, end),
              ({ key }) => key,
              (row) =>
                this.#row(
                  row,
                  shown.map(({ index }) => index),
                ),
            )}
            ${space(rows.length - end)}
          </tbody>
        </table>
      </div>
      ${
        this.canHide
          ? html`<rl-menu
              small
              icon="more"
              label="Columns"
              .listItems=${() => this.#listColumns()}
            ></rl-menu>`
          : nothing
      }`;
  }

  #head(column: TableColumn, canMove: boolean): unknown {
    const { key, label, title, isText } = column;
    const isOrdered = this.order?.by === key;
    const sort = isOrdered ? (this.order?.isDescending ? 'descending' : 'ascending') : 'none';
    const move = canMove ? ' Drag, or Alt and arrows, to move.' : '';
    return html`<th
      class=${isText ? 'text' : ''}
      scope="col"
      aria-sort=${sort}
      draggable=${canMove ? 'true' : 'false'}
      @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(COLUMN_DRAG_TYPE, key)}
      @dragover=${(event: DragEvent) => {
        if (canMove && event.dataTransfer?.types.includes(COLUMN_DRAG_TYPE)) event.preventDefault();
      }}
      @drop=${(event: DragEvent) => this.#move(event.dataTransfer?.getData(COLUMN_DRAG_TYPE) ?? '', key)}
    >
      <button
        type="button"
        data-key=${key}
        title="${title ?? label}. Click to sort.${move}"
        @keydown=${(event: KeyboardEvent) => canMove && this.#moveByKey(event, key)}
        aria-label=${label}
        @click=${() => (this.order = nextOrder(this.order, column))}
      >
        <rl-long-name .name=${label}></rl-long-name>
        ${
          isOrdered
            ? html`<rl-icon class=${this.order?.isDescending ? '' : 'up'} name="chevron-down"></rl-icon>`
            : nothing
        }
      </button>
    </th>`;
  }

  #row({ key, colourToken, cells }: TableRow, indices: readonly number[]): unknown {
    return html`<tr
      class=${key === this.litKey ? 'lit' : ''}
      @pointerenter=${() => this.dispatchEvent(new RowHovered(key))}
    >
      ${indices.map((index, place) => {
        const text = cells[index]?.text ?? '';
        if (!this.columns[index]?.isText) return html`<td title=${cells[index]?.title ?? text}>${text}</td>`;
        return html`<td class="text" title=${text}>
          <span class="name">
            ${
              place === 0 && colourToken
                ? html`<i ${styleProperties({ '--c': `var(${colourToken})` })}></i>`
                : nothing
            }
            <rl-long-name .name=${text}></rl-long-name>
          </span>
        </td>`;
      })}
    </tr>`;
  }

  /** The column stands where another stood. */
  #move(moved: string, target: string): void {
    const keys = orderColumns(this.columns, this.orderedKeys)
      .slice(1)
      .map(({ key }) => key);
    if (moved === target || !keys.includes(moved) || !keys.includes(target)) return;
    this.dispatchEvent(new ColumnsMoved(moveKey(keys, moved, target)));
  }

  #moveByKey(event: KeyboardEvent, key: string): void {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!event.altKey || by === undefined) return;
    // Alt and an arrow would go back in the browser's history.
    event.preventDefault();
    const shown = orderColumns(this.columns, this.orderedKeys)
      .slice(1)
      .filter((column) => !this.#isHidden(column));
    const target = shown[shown.findIndex((column) => column.key === key) + by];
    if (!target) return;
    this.#movedKey = key;
    this.#move(key, target.key);
  }

  /** The head that was moved by keys keeps the focus. */
  protected override updated(changed: PropertyValues<this>): void {
    if (this.#movedKey === undefined || !changed.has('orderedKeys')) return;
    const heads = [...this.renderRoot.querySelectorAll<HTMLElement>('th button')];
    heads.find(({ dataset }) => dataset['key'] === this.#movedKey)?.focus();
    this.#movedKey = undefined;
  }

  #isHidden({ key }: TableColumn): boolean {
    return this.hiddenKeys.includes(key);
  }

  #listColumns(): MenuItem[] {
    // The first says whose the row is.
    return this.columns.slice(1).map((column) => ({
      kind: 'action',
      label: column.label,
      checked: !this.#isHidden(column),
      run: () => {
        const others = this.hiddenKeys.filter((key) => key !== column.key);
        const hidden = others.length < this.hiddenKeys.length ? others : [...others, column.key];
        this.dispatchEvent(new ValueChanged<readonly string[]>(hidden));
      },
    }));
  }
}
customElements.define('rl-data-table', RlDataTable);

/** Stands for rows that are out of sight. */
function space(rowCount: number): unknown {
  if (rowCount <= 0) return nothing;
  const height = `${rowCount * ROW_PX}px`;
  return html`<tr class="space" aria-hidden="true">
    <td ${styleProperties({ height })}></td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rl-data-table': RlDataTable;
  }
}

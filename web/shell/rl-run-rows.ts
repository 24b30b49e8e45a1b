import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { formatInteger, formatPlural } from '../base/format.ts';
import type { FolderRow, RunRow, TreeRow } from '../base/run-tree.ts';
import { ObserveController } from '../data/observe-controller.ts';
import type { RunColumn } from '../data/run-column.ts';
import type { RunInfo, Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import { tokenValue } from '../theme/theme.ts';
import '../widgets/rl-icon.ts';
import '../widgets/rl-swatch.ts';
import { styleProperties } from '../widgets/style-properties.ts';
import '../widgets/rl-menu.ts';
import { FolderToggled } from './folder-toggled.ts';
import './rl-run-details.ts';
import { listRunMenuItems } from './run-menu-items.ts';
import { renderActivity, renderRowButton, renderValue } from './run-row-cells.ts';
import { chooseByKey, findShift, keyOf } from './run-row-keys.ts';
import { runRowStyles } from './run-row-styles.ts';
import { splitName } from '../base/split-name.ts';
import { stateMarkStyles } from './state-mark-styles.ts';
import { TickController } from './tick-controller.ts';
import { scrollTopToShow, visibleRange } from '../base/visible-range.ts';

/**
 * The rows of the run list: a tree with one tab stop, of which only what is in sight exists, so that thousands of
 * runs cost no more than forty. Arrow keys move, open and close, Space draws or hides, O shows only this run or folder.
 */
export class RlRunRows extends LitElement {
  static override properties = {
    session: { attribute: false },
    rows: { attribute: false },
    keepsPlace: { attribute: false },
    column: { attribute: false },
    edited: { state: true },
  };
  static override styles = [sharedStyles, stateMarkStyles, runRowStyles];

  declare session: Session;
  /** Folders and runs as they are listed, in order. */
  declare rows: readonly TreeRow<RunInfo>[];
  /** Whether the row at the top stays there when rows come and go above it. */
  declare keepsPlace: boolean;
  /** Whose values stand beside the names; undefined for none. */
  declare column: RunColumn | undefined;
  /** The runs whose details are open. */
  declare protected edited: readonly RunInfo[] | undefined;

  /** Key of the row that the arrow keys are on. */
  #activeKey: string | undefined;
  /** Of the row under the pointer. */
  #hoveredKey: string | undefined;
  #rowHeight = 28;
  /** What the update that is being made scrolls by. */
  #shiftPx = 0;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.rows = [];
    new ObserveController(
      this,
      () => this.session.selection,
      () => this.session.status,
      () => this.session.values,
      () => this.session.views,
    );
    new TickController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.#unfocus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#rowHeight = Number.parseFloat(tokenValue('--rl-row')) || this.#rowHeight;
    const before = changed.get('rows');
    this.#shiftPx = 0;
    if (!before || !this.keepsPlace) return;
    const top = Math.ceil((this.#tree?.scrollTop ?? 0) / this.#rowHeight);
    if (top > 0) this.#shiftPx = findShift(before, this.rows, top) * this.#rowHeight;
  }

  protected override updated(): void {
    if (this.#shiftPx !== 0 && this.#tree) this.#tree.scrollTop += this.#shiftPx;
    this.#shiftPx = 0;
  }

  protected override render(): unknown {
    const { rows } = this;
    const activeIndex = this.#activeIndex;
    const [first, end] = visibleRange(
      this.#tree?.scrollTop ?? 0,
      this.clientHeight,
      this.#rowHeight,
      rows.length,
    );
    const height = `${rows.length * this.#rowHeight}px`;
    // The focus stays on the tree; the active descendant tells a screen reader which row is meant.
    return html`<div
        class="tree"
        role="tree"
        aria-label="Runs"
        aria-multiselectable="true"
        aria-activedescendant=${ifDefined(activeIndex < 0 ? undefined : `row-${activeIndex}`)}
        tabindex="0"
        @scroll=${{ handleEvent: () => this.requestUpdate(), passive: true }}
        @keydown=${this.#onKeyDown}
        @pointerleave=${() => this.#enter(undefined)}
        @blur=${this.#unfocus}
      >
        <div class="space" role="presentation" ${styleProperties({ height })}>
          <div
            class="window"
            role="presentation"
            ${styleProperties({ transform: `translateY(${first * this.#rowHeight}px)` })}
          >
            ${rows
              .slice(first, end)
              .map((row, index) =>
                row.kind === 'run' ? this.#run(row, first + index) : this.#folder(row, first + index),
              )}
          </div>
        </div>
      </div>
      <rl-menu floating label="What to do with it"></rl-menu>
      ${
        this.edited
          ? html`<rl-run-details
              .session=${this.session}
              .runs=${this.edited}
              @closed=${() => (this.edited = undefined)}
            ></rl-run-details>`
          : nothing
      }`;
  }

  #run(row: RunRow<RunInfo>, index: number): unknown {
    const { run, level, label } = row;
    const { selection } = this.session;
    const isDrawn = selection.isDrawn(run);
    const { alias, note, labels } = this.session.views.wordsOf(run.name);
    const [head, tail] = splitName(alias ?? label);
    const title = [run.name, ...(labels ?? []), ...(note ? ['', note] : [])].join('\n');
    const classes = [
      isDrawn ? '' : 'off',
      selection.focused === run.id ? 'focused' : '',
      this.#activeKey === keyOf(row) ? 'active' : '',
    ];
    return html`<div
      id="row-${index}"
      class="row ${classes.join(' ')}"
      role="treeitem"
      aria-level=${level}
      aria-checked=${isDrawn}
      aria-selected=${this.#activeKey === keyOf(row)}
      aria-label=${run.name}
      ${styleProperties({ '--level': String(level - 1) })}
      @pointerenter=${() => this.#enter(row)}
      @pointerdown=${() => this.#activate(row)}
      @dblclick=${() => selection.isolate(run)}
      @contextmenu=${(event: MouseEvent) => this.#openMenu(event, row)}
    >
      <button
        type="button"
        class="check"
        role="checkbox"
        tabindex="-1"
        aria-checked=${isDrawn}
        aria-label="Show ${run.name}"
        @click=${() => selection.setDrawn(run, !isDrawn)}
        @dblclick=${(event: Event) => event.stopPropagation()}
      >
        <rl-swatch .colour=${selection.colourToken(run)} state=${isDrawn ? 'on' : 'off'}></rl-swatch>
      </button>
      <span class="name" title=${title}><span>${head}</span><span>${tail}</span></span>
      ${note ? html`<rl-icon class="note" name="note" title=${note}></rl-icon>` : nothing}
      ${labels?.map((name) => html`<span class="badge label" title="Label: ${name}">${name}</span>`)}
      ${this.#renderButtons(row, 'Only this run (O)', () => selection.isolate(run))}
      ${renderValue(this.session, this.column, [run])}
      <span class="age"> ${renderActivity(this.session, [run])} </span>
    </div>`;
  }

  #folder(row: FolderRow<RunInfo>, index: number): unknown {
    const { path, label, level, isOpen, isFold, runs } = row;
    const { selection } = this.session;
    const [first] = runs;
    const colour = isFold && first ? selection.colourToken(first) : '--rl-text-2';
    const [head, tail] = isFold ? splitName(label) : [label, ''];
    const drawn = runs.filter((run) => selection.isDrawn(run)).length;
    const state = drawn === 0 ? 'off' : drawn === runs.length ? 'on' : 'some';
    const checked = state === 'some' ? 'mixed' : state === 'on';
    const isActive = this.#activeKey === keyOf(row);
    return html`<div
      id="row-${index}"
      class="row folder ${state === 'off' ? 'off' : ''} ${isActive ? 'active' : ''}"
      role="treeitem"
      aria-level=${level}
      aria-expanded=${isOpen}
      aria-checked=${checked}
      aria-selected=${isActive}
      aria-label="${path}, ${runs.length} runs"
      ${styleProperties({ '--level': String(level - 1) })}
      @pointerenter=${() => this.#enter(row)}
      @pointerdown=${() => this.#activate(row)}
      @click=${() => this.#toggle(row)}
      @contextmenu=${(event: MouseEvent) => this.#openMenu(event, row)}
    >
      <button
        type="button"
        class="check"
        role="checkbox"
        tabindex="-1"
        aria-checked=${checked}
        aria-label="Show all runs in ${path}"
        @click=${(event: Event) => {
          event.stopPropagation();
          selection.setFolder(path, state !== 'on');
        }}
      >
        <rl-swatch .colour=${colour} .state=${state}></rl-swatch>
      </button>
      <rl-icon name=${isOpen ? 'chevron-down' : 'chevron-right'}></rl-icon>
      <span class="name" title=${path}><span>${head}</span><span>${tail}</span></span>
      ${
        isFold
          ? html`<span
              class="badge"
              title=${formatPlural(runs.length, 'part') + ' of one run: click to see them'}
              >${formatInteger(runs.length)}</span
            >`
          : nothing
      }
      ${this.#renderButtons(row, 'Only the runs in this folder (O)', () => selection.isolateFolder(path))}
      ${isFold ? renderValue(this.session, this.column, runs) : nothing}
      <span class="age">${isFold ? renderActivity(this.session, runs) : formatInteger(runs.length)}</span>
    </div>`;
  }

  /** Only on the row under the pointer and the one that the keys are on: on each of them they would be most of the work. */
  #renderButtons(row: TreeRow<RunInfo>, label: string, drawOnly: () => void): unknown {
    const key = keyOf(row);
    if (key !== this.#hoveredKey && key !== this.#activeKey) return nothing;
    return html`${renderRowButton('solo', label, drawOnly)}
    ${renderRowButton('more', 'More (M)', (event) => this.#openMenu(event, row))}`;
  }

  /** The pointer is on a row, or on none. */
  #enter(row: TreeRow<RunInfo> | undefined): void {
    this.#hoveredKey = row && keyOf(row);
    this.session.selection.focus(row?.kind === 'run' ? row.run.id : undefined);
    this.requestUpdate();
  }

  /** At the pointer, or below the row when a key asks for it. */
  #openMenu(event: Event, row: TreeRow<RunInfo>): void {
    event.preventDefault();
    this.#activate(row);
    const runs = row.kind === 'run' ? [row.run] : row.runs;
    const target = { runs, path: row.kind === 'run' ? undefined : row.path };
    const items = listRunMenuItems(this.session, target, () => (this.edited = runs));
    const place = this.renderRoot.querySelector(`#row-${this.rows.indexOf(row)}`)?.getBoundingClientRect();
    const isAtPointer = event instanceof MouseEvent && event.clientY > 0;
    const left = isAtPointer ? event.clientX : (place?.left ?? 0) + 24;
    const top = isAtPointer ? event.clientY : (place?.bottom ?? 0);
    void this.renderRoot.querySelector('rl-menu')?.openAt(left, top, items);
  }

  get #activeIndex(): number {
    const key = this.#activeKey;
    return key === undefined ? -1 : this.rows.findIndex((row) => keyOf(row) === key);
  }

  #activate(row: TreeRow<RunInfo> | undefined): void {
    this.#activeKey = row && keyOf(row);
    this.requestUpdate();
  }

  #toggle({ path, isOpen }: FolderRow<RunInfo>): void {
    this.dispatchEvent(new FolderToggled(path, !isOpen));
  }

  #onKeyDown(event: KeyboardEvent): void {
    const index = this.#activeIndex;
    const row = this.rows[index];
    const page = Math.max(1, Math.floor(this.clientHeight / this.#rowHeight) - 1);
    const target = {
      ArrowDown: index + 1,
      ArrowUp: Math.max(index, 1) - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: this.rows.length - 1,
    }[event.key];
    if (target !== undefined) this.#moveTo(target);
    else if (row && (event.key === 'm' || event.key === 'ContextMenu')) this.#openMenu(event, row);
    else if (row && event.key === 'e') this.edited = row.kind === 'run' ? [row.run] : row.runs;
    else if (!row || !this.#act(row, index, event.key)) return;
    event.preventDefault();
  }

  /** Does what a key means for a row; false when it means nothing. */
  #act(row: TreeRow<RunInfo>, index: number, key: string): boolean {
    if (key === 'ArrowLeft' && !(row.kind === 'folder' && row.isOpen)) {
      const parent = this.rows.findLastIndex(({ level }, at) => at < index && level < row.level);
      if (parent >= 0) this.#moveTo(parent);
      return true;
    }
    if (chooseByKey(this.session.selection, row, key)) return true;
    if (row.kind === 'run') return false;
    if (key === 'ArrowLeft' || key === 'Enter' || (key === 'ArrowRight' && !row.isOpen)) this.#toggle(row);
    else if (key === 'ArrowRight') this.#moveTo(index + 1);
    else return false;
    return true;
  }

  #moveTo(target: number): void {
    const index = Math.min(this.rows.length - 1, Math.max(0, target));
    const row = this.rows[index];
    this.#activate(row);
    this.session.selection.focus(row?.kind === 'run' ? row.run.id : undefined);
    if (this.#tree) {
      this.#tree.scrollTop = scrollTopToShow(index, this.#tree.scrollTop, this.clientHeight, this.#rowHeight);
    }
  }

  #unfocus(): void {
    this.session.selection.focus(undefined);
  }

  get #tree(): HTMLElement | null {
    return this.renderRoot.querySelector('.tree');
  }
}
customElements.define('rl-run-rows', RlRunRows);

declare global {
  interface HTMLElementTagNameMap {
    'rl-run-rows': RlRunRows;
  }
}

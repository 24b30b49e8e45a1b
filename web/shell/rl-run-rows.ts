import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { formatAge, formatInteger, formatPlural, formatValue } from '../base/format.ts';
import type { FolderRow, RunRow, TreeRow } from '../base/run-tree.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { computeActivity, type RunActivity } from '../data/run-activity.ts';
import type { RunColumn } from '../data/run-column.ts';
import type { RunInfo, Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import { tokenValue } from '../theme/theme.ts';
import '../widgets/rl-icon-button.ts';
import '../widgets/rl-icon.ts';
import '../widgets/rl-swatch.ts';
import { styleProperties } from '../widgets/style-properties.ts';
import { FolderToggled } from './folder-toggled.ts';
import { runRowStyles } from './run-row-styles.ts';
import { splitName } from '../base/split-name.ts';
import { stateMarkStyles } from './state-mark-styles.ts';
import { TickController } from './tick-controller.ts';
import { scrollTopToShow, visibleRange } from '../base/visible-range.ts';

const STATE_NAMES: Readonly<Record<RunActivity['state'], string>> = {
  live: 'live: grew in the last minute',
  idle: 'idle: grew in the last half hour',
  done: 'finished',
};

/**
 * The rows of the run list: a tree with one tab stop, of which only what is in sight exists, so that thousands of
 * runs cost no more than forty. Arrow keys move, open and close, Space draws or hides, O shows only this run or folder.
 */
export class RlRunRows extends LitElement {
  static override properties = {
    session: { attribute: false },
    rows: { attribute: false },
    column: { attribute: false },
  };
  static override styles = [sharedStyles, stateMarkStyles, runRowStyles];

  declare session: Session;
  /** Folders and runs as they are listed, in order. */
  declare rows: readonly TreeRow<RunInfo>[];
  /** Whose values stand beside the names; undefined for none. */
  declare column: RunColumn | undefined;

  /** Key of the row that the arrow keys are on. */
  #activeKey: string | undefined;
  #rowHeight = 28;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.rows = [];
    new ObserveController(
      this,
      () => this.session.selection,
      () => this.session.status,
      () => this.session.values,
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

  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.#rowHeight = Number.parseFloat(tokenValue('--rl-row')) || this.#rowHeight;
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
      @pointerleave=${this.#unfocus}
      @blur=${this.#unfocus}
    >
      <div class="space" role="presentation" ${styleProperties({ height })}>
        ${rows
          .slice(first, end)
          .map((row, index) =>
            row.kind === 'run' ? this.#run(row, first + index) : this.#folder(row, first + index),
          )}
      </div>
    </div>`;
  }

  #run(row: RunRow<RunInfo>, index: number): unknown {
    const { run, level, label } = row;
    const { selection } = this.session;
    const isDrawn = selection.isDrawn(run);
    const [head, tail] = splitName(label);
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
      ${styleProperties(this.#place(index, level))}
      @pointerenter=${() => selection.focus(run.id)}
      @pointerdown=${() => this.#activate(row)}
      @dblclick=${() => selection.isolate(run)}
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
      <span class="name" title=${run.name}><span>${head}</span><span>${tail}</span></span>
      ${this.#only('Only this run (O)', () => selection.isolate(run))} ${this.#value([run])}
      <span class="age"> ${this.#activity([run])} </span>
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
      ${styleProperties(this.#place(index, level))}
      @pointerenter=${this.#unfocus}
      @pointerdown=${() => this.#activate(row)}
      @click=${() => this.#toggle(row)}
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
      ${this.#only('Only the runs in this folder (O)', () => selection.isolateFolder(path))}
      ${isFold ? this.#value(runs) : nothing}
      <span class="age">${isFold ? this.#activity(runs) : formatInteger(runs.length)}</span>
    </div>`;
  }

  /** The value in the column: of parts of one run that of the first which has it. */
  #value(runs: readonly RunInfo[]): unknown {
    const { column } = this;
    if (!column) return nothing;
    for (const { name } of runs) {
      const value = this.session.values.of(name, column.tag, column.statistic);
      if (value !== undefined)
        return html`<span class="value" title=${String(value)}>${formatValue(value)}</span>`;
    }
    return html`<span class="value"></span>`;
  }

  /** Age and state of the newest data of these runs. */
  #activity(runs: readonly RunInfo[]): unknown {
    const { status } = this.session;
    const nowSec = status.nowSec ?? 0;
    let newest: RunActivity | undefined;
    for (const { id } of runs) {
      const activity = computeActivity(status.lastGrowthSec(id), nowSec);
      if ((activity.ageSec ?? Infinity) < (newest?.ageSec ?? Infinity)) newest = activity;
    }
    const { ageSec, state } = newest ?? { ageSec: undefined, state: 'done' };
    return html`${ageSec === undefined ? nothing : formatAge(ageSec)}
      <i class="mark ${state}" title=${STATE_NAMES[state]}></i>`;
  }

  #only(label: string, act: () => void): unknown {
    return html`<rl-icon-button
      class="only"
      small
      tabindex="-1"
      icon="solo"
      label=${label}
      @click=${(event: Event) => {
        event.stopPropagation();
        act();
      }}
      @dblclick=${(event: Event) => event.stopPropagation()}
    ></rl-icon-button>`;
  }

  #place(index: number, level: number): Record<string, string> {
    return { transform: `translateY(${index * this.#rowHeight}px)`, '--level': String(level - 1) };
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
    else if (!row || !this.#act(row, index, event.key)) return;
    event.preventDefault();
  }

  /** Does what a key means for a row; false when it means nothing. */
  #act(row: TreeRow<RunInfo>, index: number, key: string): boolean {
    const { selection } = this.session;
    if (key === 'ArrowLeft' && !(row.kind === 'folder' && row.isOpen)) {
      const parent = this.rows.findLastIndex(({ level }, at) => at < index && level < row.level);
      if (parent >= 0) this.#moveTo(parent);
      return true;
    }
    if (row.kind === 'run') {
      if (key === ' ') selection.setDrawn(row.run, !selection.isDrawn(row.run));
      else if (key === 'o') selection.isolate(row.run);
      else return false;
      return true;
    }
    if (key === 'ArrowLeft' || key === 'Enter' || (key === 'ArrowRight' && !row.isOpen)) this.#toggle(row);
    else if (key === 'ArrowRight') this.#moveTo(index + 1);
    else if (key === ' ') selection.setFolder(row.path, !row.runs.every((run) => selection.isDrawn(run)));
    else if (key === 'o') selection.isolateFolder(row.path);
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
/** Tells rows apart, also after others have come and gone. */
function keyOf(row: TreeRow<RunInfo>): string {
  return row.kind === 'run' ? `run ${row.run.id}` : `folder ${row.path}`;
}
customElements.define('rl-run-rows', RlRunRows);

declare global {
  interface HTMLElementTagNameMap {
    'rl-run-rows': RlRunRows;
  }
}

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatAge } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { computeActivity } from '../data/run-activity.ts';
import type { RunInfo, Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import { tokenValue } from '../theme/theme.ts';
import '../widgets/rl-icon-button.ts';
import '../widgets/rl-swatch.ts';
import { styleProperties } from '../widgets/style-properties.ts';
import { runRowStyles } from './run-row-styles.ts';
import { splitName } from '../base/split-name.ts';
import { stateMarkStyles } from './state-mark-styles.ts';
import { TickController } from './tick-controller.ts';
import { scrollTopToShow, visibleRange } from './visible-range.ts';

/**
 * The rows of the run list: a tree with one tab stop, of which only what is in sight exists, so that thousands of
 * runs cost no more than forty. Arrow keys move, Space draws or hides, O shows only this run.
 */
export class RlRunRows extends LitElement {
  static override properties = { session: { attribute: false }, runs: { attribute: false } };
  static override styles = [sharedStyles, stateMarkStyles, runRowStyles];

  declare session: Session;
  /** What passes the filter, in order. */
  declare runs: readonly RunInfo[];

  /** Run that the arrow keys are on. */
  #activeId: number | undefined;
  #rowHeight = 28;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.runs = [];
    new ObserveController(
      this,
      () => this.session.selection,
      () => this.session.status,
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
    const { runs } = this;
    const [first, end] = visibleRange(
      this.#tree?.scrollTop ?? 0,
      this.clientHeight,
      this.#rowHeight,
      runs.length,
    );
    const height = `${runs.length * this.#rowHeight}px`;
    // The focus stays on the tree; the active descendant tells a screen reader which row is meant.
    return html`<div
      class="tree"
      role="tree"
      aria-label="Runs"
      aria-multiselectable="true"
      aria-activedescendant=${ifDefined(this.#activeId === undefined ? undefined : `run-${this.#activeId}`)}
      tabindex="0"
      @scroll=${{ handleEvent: () => this.requestUpdate(), passive: true }}
      @keydown=${this.#onKeyDown}
      @pointerleave=${this.#unfocus}
      @blur=${this.#unfocus}
    >
      <div class="space" role="presentation" ${styleProperties({ height })}>
        ${repeat(
          runs.slice(first, end),
          (run) => run.id,
          (run, index) => this.#row(run, first + index),
        )}
      </div>
    </div>`;
  }

  #row(run: RunInfo, index: number): unknown {
    const { selection, status } = this.session;
    const activity = computeActivity(status.lastGrowthSec(run.id), status.nowSec ?? 0);
    const isDrawn = selection.isDrawn(run);
    const [head, tail] = splitName(run.name);
    const classes = [
      isDrawn ? '' : 'off',
      selection.focused === run.id ? 'focused' : '',
      this.#activeId === run.id ? 'active' : '',
    ];
    return html`<div
      id="run-${run.id}"
      class="row ${classes.join(' ')}"
      role="treeitem"
      aria-level="1"
      aria-setsize=${this.runs.length}
      aria-posinset=${index + 1}
      aria-checked=${isDrawn}
      aria-selected=${this.#activeId === run.id}
      aria-label=${run.name}
      ${styleProperties({ transform: `translateY(${index * this.#rowHeight}px)` })}
      @pointerenter=${() => selection.focus(run.id)}
      @pointerdown=${() => this.#activate(run)}
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
      <rl-icon-button
        class="only"
        small
        tabindex="-1"
        icon="solo"
        label="Only this run (O)"
        @click=${() => selection.isolate(run)}
        @dblclick=${(event: Event) => event.stopPropagation()}
      ></rl-icon-button>
      <span class="age">
        ${activity.ageSec === undefined ? nothing : formatAge(activity.ageSec)}
        <i class="mark ${activity.state}" title=${activity.state}></i>
      </span>
    </div>`;
  }

  #activate(run: RunInfo | undefined): void {
    this.#activeId = run?.id;
    this.requestUpdate();
  }

  #onKeyDown(event: KeyboardEvent): void {
    const { runs } = this;
    const { selection } = this.session;
    const index = runs.findIndex(({ id }) => id === this.#activeId);
    const page = Math.max(1, Math.floor(this.clientHeight / this.#rowHeight) - 1);
    const target = {
      ArrowDown: index + 1,
      ArrowUp: Math.max(index, 1) - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: runs.length - 1,
    }[event.key];
    const run = runs[index];
    if (target !== undefined) this.#moveTo(target);
    else if (run && event.key === ' ') selection.setDrawn(run, !selection.isDrawn(run));
    else if (run && event.key === 'o') selection.isolate(run);
    else return;
    event.preventDefault();
  }

  #moveTo(target: number): void {
    const index = Math.min(this.runs.length - 1, Math.max(0, target));
    const run = this.runs[index];
    this.#activate(run);
    this.session.selection.focus(run?.id);
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

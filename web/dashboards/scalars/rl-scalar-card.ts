import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { formatPlural } from '../../base/format.ts';
import { splitTag } from '../../base/tag-groups.ts';
import type { AxisKind } from '../../charts/axis-ticks.ts';
import type { LineChosen, PointHovered, PlotResized, RangeSelected } from '../../charts/chart-events.ts';
import type { LineSeries, Range } from '../../charts/line-series.ts';
import { plotWidth } from '../../charts/plot-frame.ts';
import type { RlLineChart } from '../../charts/rl-line-chart.ts';
import '../../charts/rl-line-chart.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-card.ts';
import '../../widgets/rl-card-message.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import type { CrossHair } from './cross-hair.ts';
import { describeKept, formatKept, type KeptCount } from './kept-note.ts';
import { buildNotFiniteBadge } from './not-finite-badge.ts';
import { ScalarFeed } from './scalar-feed.ts';
import { buildScalarTip, type ScalarTip } from './scalar-tip.ts';
import './rl-scalar-tip.ts';

/** Widths are asked for in these steps, so that a window that is being resized does not ask at every pixel. */
const COLUMN_STEP = 64;
/** Points that a card asks for in all; with many runs each gets fewer columns, more would not be told apart. */
const MAX_POINTS = 200_000;
const POINTS_PER_COLUMN = 4;
const MIN_COLUMNS = 32;

/**
 * One tag over all drawn runs that have it. While it is far from the visible part it is only its frame: chart and
 * subscription come when it comes near.
 */
export class RlScalarCard extends LitElement {
  static override properties = {
    session: { attribute: false },
    watcher: { attribute: false },
    crossHair: { attribute: false },
    tag: {},
    runs: { attribute: false },
    liveRuns: { attribute: false },
    axis: {},
    smoothing: { type: Number },
    isReading: { attribute: false },
    isNear: { state: true },
    isDrawn: { state: true },
    range: { state: true },
    tip: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
    `,
  ];

  declare session: Session;
  declare watcher: ViewportWatcher;
  declare crossHair: CrossHair;
  declare tag: string;
  /** The drawn runs that have the tag. */
  declare runs: readonly RunInfo[];
  /** Ids of the runs whose newest point is lit. */
  declare liveRuns: ReadonlySet<number>;
  declare axis: AxisKind;
  declare smoothing: number;
  /** Whether the server has not read everything yet. */
  declare isReading: boolean;
  declare protected isNear: boolean;
  /** Whether the chart has drawn since the card came near. */
  declare protected isDrawn: boolean;
  /** The part of the axis that a person has zoomed to. */
  declare protected range: Range | undefined;
  declare protected tip:
    { readonly content: ScalarTip; readonly place: { x: number; y: number } } | undefined;

  #feed: ScalarFeed | undefined;
  #plotWidth = 0;
  #series: readonly LineSeries[] = [];
  /** Columns have changed since `#series` was built. */
  #isStale = false;
  #endWatching: (() => void) | undefined;
  /** Ends what the card listens to while it is near. */
  #ends: (() => void)[] = [];

  constructor() {
    super();
    this.isNear = false;
    this.isDrawn = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endWatching = this.watcher.watch(this, (isNear, width) => {
      this.#plotWidth = plotWidth(width);
      if (isNear && !this.isNear) this.#arrive();
      if (!isNear) this.#leave();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endWatching?.();
    this.#leave();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('axis')) this.range = undefined;
    if (!this.#feed) return;
    this.#feed.request({
      tag: this.tag,
      runs: this.runs.map(({ id }) => id),
      axis: this.axis,
      columns: this.#computeColumns(),
      from: this.range?.from,
      to: this.range?.to,
      smoothing: this.smoothing,
    });
    if (this.#isStale || changed.has('runs') || changed.has('axis') || changed.has('liveRuns')) {
      this.#isStale = false;
      this.#series = this.#buildSeries(this.#feed);
    }
    // Other runs may have been chosen, of which nothing has come yet.
    if (this.#series.length === 0) this.isDrawn = false;
  }

  protected override render(): unknown {
    const { scope, leaf } = splitTag(this.tag);
    const kept = this.#countKept();
    const hasPoints = this.#series.length > 0;
    return html`<rl-card
      .label=${`${this.tag}, ${formatPlural(this.runs.length, 'run')}`}
      .busy=${!this.#isSettled}
      .scope=${scope}
      .heading=${leaf}
      .kept=${hasPoints ? formatKept(kept, this.isReading) : ''}
      .keptTitle=${describeKept(kept)}
      @keydown=${this.#onKeyDown}
      @focusout=${() => this.#chart?.leave()}
    >
      ${hasPoints ? this.#renderBadges() : nothing} ${this.isNear ? this.#renderPlot(hasPoints) : nothing}
    </rl-card>`;
  }

  protected override updated(): void {
    this.#showPointer();
  }

  #renderPlot(hasPoints: boolean): unknown {
    const error = this.#feed?.error;
    if (error) {
      const { code, message } = error;
      return html`<rl-card-message .code=${code} @retry=${() => this.#feed?.retry()}
        >${message}</rl-card-message
      >`;
    }
    if (!hasPoints) {
      return this.#feed?.hasAnswered ? html`<rl-card-message>No points yet</rl-card-message>` : nothing;
    }
    return html`<rl-line-chart
        .series=${this.#series}
        .axis=${this.axis}
        .range=${this.range}
        @chart-drawn=${() => (this.isDrawn = true)}
        @plot-resized=${this.#onPlotResized}
        @point-hovered=${this.#onPointHovered}
        @point-left=${this.#onPointLeft}
        @range-selected=${(event: RangeSelected) => (this.range = event.range)}
        @line-chosen=${this.#onLineChosen}
      ></rl-line-chart>
      ${
        this.tip
          ? html`<rl-scalar-tip
              .content=${this.tip.content}
              .place=${this.tip.place}
              .runs=${this.runs}
              .selection=${this.session.selection}
            ></rl-scalar-tip>`
          : nothing
      }`;
  }

  #renderBadges(): unknown {
    const held = this.runs.flatMap((run) => {
      const columns = this.#feed?.columnsOf(run.id);
      return columns ? [{ run: run.name, columns }] : [];
    });
    const notFinite = buildNotFiniteBadge(
      held.map(({ run, columns }) => ({ run, counts: columns.notFinite })),
    );
    const rounded = held.filter(({ columns }) => columns.areStepsRounded).map(({ run }) => run);
    return html`${
      notFinite
        ? html`<span slot="badges" class="badge warning" title=${notFinite.title}>${notFinite.text}</span>`
        : nothing
    }
    ${
      rounded.length > 0
        ? html`<span
            slot="badges"
            class="badge"
            title="Steps beyond 2⁵³ lost digits in ${rounded.join(', ')}"
          >
            steps rounded
          </span>`
        : nothing
    }`;
  }

  #arrive(): void {
    const { live, selection } = this.session;
    this.isNear = true;
    this.isDrawn = false;
    this.#feed = new ScalarFeed(live, () => {
      this.#isStale = true;
      this.requestUpdate();
    });
    this.#ends = [selection.subscribe(this.#showPointer), this.crossHair.subscribe(this.#showPointer)];
  }

  #leave(): void {
    this.isNear = false;
    this.#feed?.close();
    this.#feed = undefined;
    this.#series = [];
    this.tip = undefined;
    for (const end of this.#ends) end();
    this.#ends = [];
  }

  /** Drawn, or nothing to be drawn. */
  get #isSettled(): boolean {
    const isEmpty = this.#feed?.hasAnswered === true && this.#series.length === 0;
    return this.isDrawn || isEmpty || this.#feed?.error !== undefined;
  }

  get #chart(): RlLineChart | null {
    return this.renderRoot.querySelector('rl-line-chart');
  }

  #computeColumns(): number {
    const width = Math.ceil(this.#plotWidth / COLUMN_STEP) * COLUMN_STEP;
    const affordable = Math.floor(MAX_POINTS / POINTS_PER_COLUMN / this.runs.length);
    return Math.max(MIN_COLUMNS, Math.min(width, affordable));
  }

  #buildSeries(feed: ScalarFeed): LineSeries[] {
    const { selection } = this.session;
    return this.runs.flatMap((run) => {
      const columns = feed.columnsOf(run.id);
      if (!columns || columns.length === 0) return [];
      const look = { id: run.id, colourToken: selection.colourToken(run), dash: selection.dash(run) };
      return [columns.buildLine({ ...look, isLive: this.liveRuns.has(run.id) }, this.axis)];
    });
  }

  #countKept(): KeptCount {
    let drawn = 0;
    let kept = 0;
    for (const { id } of this.runs) {
      const columns = this.#feed?.columnsOf(id);
      if (!columns) continue;
      const keptInSight = this.range ? columns.keptInRange : columns.kept;
      kept += keptInSight;
      // With a range the nearest points outside it come along.
      drawn += Math.min(columns.length, keptInSight);
    }
    return { drawn, kept };
  }

  /**
   * Hands the shared state on without rendering: it changes with every movement of the pointer. Charts that are near
   * but out of sight would only cost.
   */
  readonly #showPointer = (): void => {
    const chart = this.#chart;
    if (!chart) return;
    const isInSight = chart.isInSight();
    chart.focusedId = isInSight ? this.session.selection.focused : undefined;
    chart.crossX = isInSight ? this.crossHair.x : undefined;
  };

  readonly #onPointHovered = (event: PointHovered): void => {
    const content = buildScalarTip(event.points, (run) => this.#feed?.columnsOf(run));
    this.tip = content && { content, place: { x: event.clientX, y: event.clientY } };
    this.session.selection.focus(event.id);
    this.crossHair.move(event.crossX);
  };

  readonly #onPointLeft = (): void => {
    this.tip = undefined;
    this.session.selection.focus(undefined);
    this.crossHair.move(undefined);
  };

  readonly #onPlotResized = (event: PlotResized): void => {
    this.#plotWidth = event.width;
    this.requestUpdate();
  };

  readonly #onLineChosen = (event: LineChosen): void => {
    const run = this.session.catalogue.runById(event.id);
    if (run) this.session.selection.isolate(run);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    this.#chart?.handleKey(event);
  };
}
customElements.define('rl-scalar-card', RlScalarCard);

declare global {
  interface HTMLElementTagNameMap {
    'rl-scalar-card': RlScalarCard;
  }
}

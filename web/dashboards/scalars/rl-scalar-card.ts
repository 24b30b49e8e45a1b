import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { formatPlural } from '../../base/format.ts';
import { splitTag } from '../../base/tag-groups.ts';
import { cardHostStyles } from '../../cards/card-host-styles.ts';
import type { CrossHair } from '../../cards/cross-hair.ts';
import { NearController } from '../../cards/near-controller.ts';
import { StepSelection } from '../../cards/step-selection.ts';
import type {
  LineChosen,
  PlotResized,
  PointHovered,
  PointPinned,
  RangeSelected,
  XSelected,
} from '../../charts/chart-events.ts';
import {
  computeXRange,
  computeYRange,
  type ChosenLimits,
  type LineSeries,
} from '../../charts/line-series.ts';
import { plotWidth } from '../../charts/plot-frame.ts';
import type { TipRow } from '../../charts/point-tip.ts';
import type { RlLineChart } from '../../charts/rl-line-chart.ts';
import '../../charts/rl-line-chart.ts';
import type { CardChoice } from '../../data/card-choice.ts';
import { SETTINGS, type ValueScale } from '../../data/setting-list.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import { CARD_DRAG_TYPE } from '../../widgets/rl-card.ts';
import '../../widgets/rl-card.ts';
import '../../widgets/rl-card-message.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import { buildTipRows } from './build-tip-rows.ts';
import { CardTips } from './card-tips.ts';
import { CardLines, type CardTag, type LineOptions } from './card-lines.ts';
import { chooseTags, withTag } from './choose-tags.ts';
import { readLineOptions, toLineAxis } from './line-options.ts';
import { resolveLimits } from './resolve-limits.ts';
import { renderBadges } from './render-badges.ts';
import './rl-card-actions.ts';
import './rl-card-legend.ts';
import './rl-run-table.ts';
import './rl-step-table.ts';
import { scalarCardStyles } from './scalar-card-styles.ts';
import { countKept, describeKept, formatKept } from './kept-note.ts';

const NO_LINES: CardLines['lines'] = new Map();
const EVERYTHING = { from: -Infinity, to: Infinity };

/**
 * One tag, or several, over all drawn runs that have it. While it is far from the visible part it is only its frame:
 * chart and subscription come when it comes near.
 */
export class RlScalarCard extends LitElement {
  static override properties = {
    session: { attribute: false },
    watcher: { attribute: false },
    crossHair: { attribute: false },
    tag: {},
    name: {},
    hasPrefix: { attribute: false },
    choice: { attribute: false },
    runsByTag: { attribute: false },
    liveRuns: { attribute: false },
    settingsText: { attribute: false },
    isPinned: { attribute: false },
    isReading: { attribute: false },
    isDrawn: { state: true },
    isDropTarget: { state: true },
    zoom: { state: true },
  };
  static override styles = [sharedStyles, cardHostStyles, scalarCardStyles];

  declare session: Session;
  declare watcher: ViewportWatcher;
  declare crossHair: CrossHair;
  /** The tag that the card stands for; others may have been added. */
  declare tag: string;
  /** What it is called instead of its tag; empty = its tag. */
  declare name: string;
  /** Whether the title keeps the prefix of the tag. */
  declare hasPrefix: boolean;
  /** What was chosen for this card. */
  declare choice: CardChoice;
  /** The drawn runs that have each tag. */
  declare runsByTag: ReadonlyMap<string, readonly RunInfo[]>;
  /** Ids of the runs whose newest point is lit. */
  declare liveRuns: ReadonlySet<number>;
  /** Changes with every setting that cards depend on. */
  declare settingsText: string;
  declare isPinned: boolean;
  /** Whether the server has not read everything yet. */
  declare isReading: boolean;
  /** Whether the chart has drawn since the card came near. */
  declare protected isDrawn: boolean;
  /** Whether another card is held over it. */
  declare protected isDropTarget: boolean;
  /** The parts of the axes that a person has zoomed to. */
  declare protected zoom: ChosenLimits;

  readonly #near: NearController;
  readonly #tips = new CardTips(this);
  #lines: CardLines | undefined;
  #tags: readonly CardTag[] = [];
  #options: LineOptions | undefined;
  #steps: StepSelection | undefined;
  #plotWidth = 0;
  #series: readonly LineSeries[] = [];
  /** Columns have changed since `#series` was built. */
  #isStale = false;
  /** Ends what the card listens to while it is near. */
  #ends: (() => void)[] = [];

  constructor() {
    super();
    this.name = '';
    this.isDrawn = false;
    this.zoom = {};
    this.#near = new NearController(this, {
      arrive: () => this.#arrive(),
      leave: () => this.#leave(),
      measure: (width) => (this.#plotWidth = plotWidth(width)),
    });
    this.addEventListener('dragover', this.#onDragOver);
    this.addEventListener('dragleave', () => (this.isDropTarget = false));
    this.addEventListener('drop', this.#onDrop);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#steps ??= new StepSelection(this.session);
    this.classList.toggle('wide', this.choice.isWide === true);
    const axisBefore = this.#options?.axis;
    this.#tags = chooseTags(this.tag, this.choice, this.runsByTag);
    this.#options = readLineOptions(this.session.settings, this.choice, this.zoom.range);
    if (axisBefore !== undefined && axisBefore !== this.#options.axis) {
      // The numbers of one axis mean nothing on another.
      this.zoom = { ...this.zoom, range: undefined };
      this.#options = { ...this.#options, from: undefined, to: undefined };
    }
    if (!this.#lines) return;
    this.#lines.request(this.#tags, this.#options, this.#plotWidth);
    const isAffected =
      changed.has('runsByTag') ||
      changed.has('settingsText') ||
      changed.has('liveRuns') ||
      changed.has('choice');
    if (this.#isStale || isAffected) {
      this.#isStale = false;
      const { selection, settings } = this.session;
      const hasRawLine = settings.get(SETTINGS.rawLine);
      this.#series = this.#lines.build(selection, this.liveRuns, this.#options.axis, hasRawLine);
    }
    // Other runs may have been chosen, of which nothing has come yet.
    if (this.#series.length === 0) this.isDrawn = false;
  }

  protected override render(): unknown {
    const runCount = this.runsByTag.get(this.tag)?.length ?? 0;
    const lines = this.#lines?.lines;
    const kept = countKept(lines?.values() ?? [], (this.zoom.range ?? this.choice.x) !== undefined);
    const hasPoints = this.#series.length > 0;
    const { scope, leaf } = this.name ? { scope: '', leaf: this.name } : splitTag(this.tag, this.hasPrefix);
    return html`<rl-card
      class=${this.isDropTarget ? 'target' : ''}
      .label=${`${this.tag}, ${formatPlural(runCount, 'run')}`}
      .busy=${!this.#isSettled}
      .scope=${scope}
      .heading=${leaf}
      .dragText=${this.tag}
      .kept=${hasPoints ? formatKept(kept, this.isReading) : ''}
      .keptTitle=${describeKept(kept)}
      @keydown=${this.#onKeyDown}
      @focusout=${() => this.#chart?.leave()}
    >
      ${hasPoints ? renderBadges(lines ?? NO_LINES, this.#scale, this.choice) : nothing}
      <rl-card-actions
        slot="actions"
        .session=${this.session}
        .tag=${this.tag}
        .tags=${this.#tags}
        .choice=${this.choice}
        .isPinned=${this.isPinned}
        .isZoomed=${this.#isZoomed}
        .knownTags=${this.runsByTag}
        .chart=${() => this.#chart}
        @fit=${() => (this.zoom = {})}
      ></rl-card-actions>
      ${this.#near.isNear ? this.#renderContent(hasPoints) : nothing}
    </rl-card>`;
  }

  protected override updated(): void {
    this.#showPointer();
  }

  #renderContent(hasPoints: boolean): unknown {
    const error = this.#lines?.error;
    if (error) {
      const { code, message } = error;
      return html`<rl-card-message .code=${code} @retry=${() => this.#lines?.retry()}
        >${message}</rl-card-message
      >`;
    }
    if (!hasPoints) {
      return this.#lines?.hasAnswered ? html`<rl-card-message>No points yet</rl-card-message>` : nothing;
    }
    if (this.choice.isTable) {
      return html`<rl-run-table
        .session=${this.session}
        .lines=${this.#lines?.lines}
        .series=${this.#series}
        @table-drawn=${() => (this.isDrawn = true)}
      ></rl-run-table>`;
    }
    return html`${this.#renderChart()} ${this.#renderLegend()} ${this.#renderStepTable()}
    ${this.#tips.render(this.session, this.#lines?.lines ?? NO_LINES)}`;
  }

  #renderChart(): unknown {
    const { settings } = this.session;
    const limits = this.#limits;
    return html`<rl-line-chart
      .series=${this.#series}
      .axis=${toLineAxis(this.#options?.axis ?? 'step')}
      .xScale=${this.#options?.logX ? 'log' : 'linear'}
      .yScale=${this.#scale}
      .range=${limits.range}
      .yRange=${limits.yRange}
      .rightYRange=${limits.rightYRange}
      .ignoresOutliers=${settings.get(SETTINGS.ignoreOutliers)}
      .lastStretchWins=${settings.get(SETTINGS.partition) === 'last'}
      .selectMode=${this.#steps?.mode ?? 'none'}
      .selection=${this.#steps?.of(this.tag)}
      @chart-drawn=${() => (this.isDrawn = true)}
      @plot-resized=${this.#onPlotResized}
      @point-hovered=${this.#onPointHovered}
      @point-left=${this.#onPointLeft}
      @point-pinned=${(event: PointPinned) => this.#tips.pin(this.#buildTipRows(event.points), event)}
      @range-selected=${this.#onRangeSelected}
      @x-selected=${(event: XSelected) => this.#steps?.select(this.tag, event.selection)}
      @line-chosen=${this.#onLineChosen}
    ></rl-line-chart>`;
  }

  #renderLegend(): unknown {
    if (this.#tags.length < 2) return nothing;
    return html`<rl-card-legend
      .cards=${this.session.cards}
      .tag=${this.tag}
      .tags=${this.#tags}
      .choice=${this.choice}
    ></rl-card-legend>`;
  }

  #renderStepTable(): unknown {
    const steps = this.#steps?.of(this.tag);
    if (!steps) return nothing;
    return html`<rl-step-table
      slot="below"
      .session=${this.session}
      .lines=${this.#lines?.lines}
      .series=${this.#series}
      .tags=${this.#tags}
      .options=${this.#options}
      .steps=${steps}
      @cleared=${() => this.#steps?.select(this.tag, undefined)}
    ></rl-step-table>`;
  }

  #buildTipRows(points: PointHovered['points']): TipRow[] {
    return buildTipRows(points, this.#lines?.lines ?? NO_LINES, this.#series, this.#tags.length > 1);
  }

  #arrive(): void {
    const { live, selection } = this.session;
    this.isDrawn = false;
    this.#lines = new CardLines(live, () => {
      this.#isStale = true;
      this.requestUpdate();
    });
    this.#ends = [selection.subscribe(this.#showPointer), this.crossHair.subscribe(this.#showPointer)];
  }

  #leave(): void {
    this.#lines?.close();
    this.#lines = undefined;
    this.#series = [];
    this.#tips.close();
    for (const end of this.#ends) end();
    this.#ends = [];
  }

  /** Drawn, or nothing to be drawn. */
  get #isSettled(): boolean {
    const isEmpty = this.#lines?.hasAnswered === true && this.#series.length === 0;
    return this.isDrawn || isEmpty || this.#lines?.error !== undefined;
  }

  get #chart(): RlLineChart | null {
    return this.renderRoot.querySelector('rl-line-chart');
  }

  get #scale(): ValueScale {
    return this.choice.scale ?? this.session.settings.get(SETTINGS.yScale);
  }

  get #isZoomed(): boolean {
    return Object.values(this.zoom).some((range) => range !== undefined);
  }

  /** What of the axes shows: what was zoomed to, else what was typed in, with open ends from the data. */
  get #limits(): ChosenLimits {
    const { range, yRange, rightYRange } = this.zoom;
    return {
      range: range ?? resolveLimits(this.choice.x, () => computeXRange(this.#series)),
      yRange: yRange ?? resolveLimits(this.choice.y, () => computeYRange(this.#series, EVERYTHING)),
      rightYRange,
    };
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
    this.#tips.hover(this.#buildTipRows(event.points), event);
    this.session.selection.focus(event.id);
    this.crossHair.move(event.crossX);
  };

  readonly #onPointLeft = (): void => {
    this.#tips.leave();
    this.session.selection.focus(undefined);
    this.crossHair.move(undefined);
  };

  readonly #onRangeSelected = ({ range, yRange, rightYRange }: RangeSelected): void => {
    this.zoom = { range, yRange, rightYRange };
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

  readonly #onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes(CARD_DRAG_TYPE)) return;
    event.preventDefault();
    this.isDropTarget = true;
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.isDropTarget = false;
    const dragged = event.dataTransfer?.getData(CARD_DRAG_TYPE);
    if (!dragged || dragged === this.tag) return;
    event.preventDefault();
    this.session.cards.change(this.tag, withTag(this.tag, this.choice, dragged));
  };
}
customElements.define('rl-scalar-card', RlScalarCard);

declare global {
  interface HTMLElementTagNameMap {
    'rl-scalar-card': RlScalarCard;
  }
}

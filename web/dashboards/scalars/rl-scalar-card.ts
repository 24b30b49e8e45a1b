import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { formatPlural } from '../../base/format.ts';
import type { RunGroup } from '../../base/group-runs.ts';
import { splitTag } from '../../base/tag-groups.ts';
import { cardHostStyles } from '../../cards/card-host-styles.ts';
import type { CrossHair } from '../../cards/cross-hair.ts';
import { DropController } from '../../cards/drop-controller.ts';
import { NearController } from '../../cards/near-controller.ts';
import { StepSelection } from '../../cards/step-selection.ts';
import type { LineChosen, PlotResized, RangeSelected, XSelected } from '../../charts/chart-events.ts';
import type { ChosenLimits, LineSeries } from '../../charts/line-series.ts';
import { plotWidth } from '../../charts/plot-frame.ts';
import type { RlLineChart } from '../../charts/rl-line-chart.ts';
import '../../charts/rl-line-chart.ts';
import type { CardChoice } from '../../data/card-choice.ts';
import { SETTINGS, type ValueScale } from '../../data/setting-list.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-card.ts';
import '../../widgets/rl-card-message.ts';
import '../../widgets/rl-info.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import { CardPointer } from './card-pointer.ts';
import { CardLines, findGroupId, type CardGrouping, type CardTag, type LineOptions } from './card-lines.ts';
import { chooseTags, withTag } from './choose-tags.ts';
import { readLineOptions, toLineAxis } from './line-options.ts';
import { computeLimits } from './resolve-limits.ts';
import { renderBadges } from './render-badges.ts';
import './rl-card-actions.ts';
import './rl-card-legend.ts';
import './rl-run-table.ts';
import './rl-step-table.ts';
import { scalarCardStyles } from './scalar-card-styles.ts';
import { countKept, describeKept, formatKept } from './kept-note.ts';

const NO_LINES: CardLines['lines'] = new Map();

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
    description: { attribute: false },
    hasPrefix: { attribute: false },
    choice: { attribute: false },
    runsByTag: { attribute: false },
    liveRuns: { attribute: false },
    groups: { attribute: false },
    settingsText: { attribute: false },
    isPinned: { attribute: false },
    isReading: { attribute: false },
    isDrawn: { state: true },
    isFull: { state: true },
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
  /** What was logged with the tag, as HTML that is not trusted; empty for nothing. */
  declare description: string;
  /** Whether the title keeps the prefix of the tag. */
  declare hasPrefix: boolean;
  /** What was chosen for this card. */
  declare choice: CardChoice;
  /** The drawn runs that have each tag. */
  declare runsByTag: ReadonlyMap<string, readonly RunInfo[]>;
  /** Ids of the runs whose newest point is lit. */
  declare liveRuns: ReadonlySet<number>;
  /** The drawn runs in groups, which are drawn instead of them; none while runs are not grouped. */
  declare groups: readonly RunGroup<RunInfo>[];
  /** Changes with every setting that cards depend on. */
  declare settingsText: string;
  declare isPinned: boolean;
  /** Whether the server has not read everything yet. */
  declare isReading: boolean;
  /** Whether the chart has drawn since the card came near. */
  declare protected isDrawn: boolean;
  /** Whether the card fills the window. */
  declare protected isFull: boolean;
  /** The parts of the axes that a person has zoomed to. */
  declare protected zoom: ChosenLimits;

  readonly #near: NearController;
  readonly #pointer = new CardPointer(this);
  readonly #drop = new DropController(this, (dragged) => this.#add(dragged));
  #lines: CardLines | undefined;
  #tags: readonly CardTag[] = [];
  #options: LineOptions | undefined;
  #steps: StepSelection | undefined;
  #plotWidth = 0;
  series: readonly LineSeries[] = [];
  /** Columns have changed since `series` was built. */
  #isStale = false;
  /** Whether `series` was built with the line of the values as they are. */
  #hadRawLine: boolean | undefined;
  /** What was under the pointer when `series` was built: of a group the single runs show. */
  #openId: number | undefined;

  constructor() {
    super();
    this.name = '';
    this.isDrawn = false;
    this.isFull = false;
    this.zoom = {};
    this.#near = new NearController(this, {
      arrive: () => this.#arrive(),
      leave: () => this.#leave(),
      stays: () => this.isFull,
      measure: (width) => (this.#plotWidth = plotWidth(width)),
    });
  }

  /** A frame shows nothing that settings change; when the card comes near it reads them anew. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    return this.#near.isNear || changed.size !== 1 || !changed.has('settingsText');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#steps ??= new StepSelection(this.session);
    this.classList.toggle('wide', this.choice.isWide === true);
    this.classList.toggle('full', this.isFull);
    const axisBefore = this.#options?.axis;
    this.#tags = chooseTags(this.tag, this.choice, this.runsByTag);
    this.#options = readLineOptions(this.session.settings, this.choice, this.zoom.range);
    if (axisBefore !== undefined && axisBefore !== this.#options.axis) {
      // The numbers of one axis mean nothing on another.
      this.zoom = { ...this.zoom, range: undefined };
      this.#options = { ...this.#options, from: undefined, to: undefined };
    }
    if (!this.#lines) return;
    this.#lines.request(this.#tags, this.#options, this.#plotWidth, this.#grouping);
    const { selection, settings } = this.session;
    const hasRawLine = settings.get(SETTINGS.rawLine);
    // Most settings change what is asked for; the lines are built when it has come.
    const isAffected =
      changed.has('runsByTag') ||
      changed.has('liveRuns') ||
      changed.has('groups') ||
      (this.groups.length > 0 && this.#pointer.hoveredId !== this.#openId) ||
      changed.has('choice') ||
      axisBefore !== this.#options.axis ||
      this.#hadRawLine !== hasRawLine;
    if (this.#isStale || isAffected) {
      this.#isStale = false;
      this.#hadRawLine = hasRawLine;
      this.#openId = this.#pointer.hoveredId;
      this.series = this.#lines.build(selection, this.liveRuns, this.#options.axis, hasRawLine);
    }
    // Other runs may have been chosen, of which nothing has come yet.
    if (this.series.length === 0) this.isDrawn = false;
  }

  protected override render(): unknown {
    const runCount = this.runsByTag.get(this.tag)?.length ?? 0;
    const kept = countKept(this.lines.values(), (this.zoom.range ?? this.choice.x) !== undefined);
    const hasPoints = this.series.length > 0;
    const { scope, leaf } = this.name ? { scope: '', leaf: this.name } : splitTag(this.tag, this.hasPrefix);
    return html`<rl-card
      class=${this.#drop.isTarget ? 'target' : ''}
      .label=${`${this.tag}, ${formatPlural(runCount, 'run')}`}
      .busy=${!this.#isSettled}
      .scope=${scope}
      .heading=${leaf}
      .dragText=${this.tag}
      .kept=${hasPoints ? formatKept(kept, this.isReading) : ''}
      .keptTitle=${describeKept(kept)}
      @keydown=${this.#onKeyDown}
      @focusout=${() => this.chart?.leave()}
    >
      ${hasPoints ? renderBadges(this.lines, this.#scale, this.choice) : nothing}
      ${this.description ? renderInfo(this.tag, this.description) : nothing}
      <rl-card-actions
        slot="actions"
        .session=${this.session}
        .tag=${this.tag}
        .tags=${this.#tags}
        .choice=${this.choice}
        .isPinned=${this.isPinned}
        .isFull=${this.isFull}
        .isZoomed=${this.#isZoomed}
        .knownTags=${this.runsByTag}
        .chart=${() => this.chart}
        @fit=${() => (this.zoom = {})}
        @full-toggled=${() => (this.isFull = !this.isFull)}
      ></rl-card-actions>
      ${this.#near.isNear ? this.#renderContent(hasPoints) : nothing}
    </rl-card>`;
  }

  protected override updated(): void {
    this.#pointer.showShared();
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
        .lines=${this.lines}
        .series=${this.series}
        @table-drawn=${() => (this.isDrawn = true)}
      ></rl-run-table>`;
    }
    return html`${this.#renderChart()} ${this.#renderLegend()} ${this.#renderStepTable()}
    ${this.#pointer.render()}`;
  }

  #renderChart(): unknown {
    const { settings } = this.session;
    const limits = computeLimits(this.zoom, this.choice, this.series);
    return html`<rl-line-chart
      .series=${this.series}
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
      @point-hovered=${this.#pointer.hover}
      @point-left=${this.#pointer.leave}
      @point-pinned=${this.#pointer.pin}
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
      .lines=${this.lines}
      .series=${this.series}
      .tags=${this.#tags}
      .options=${this.#options}
      .steps=${steps}
      @cleared=${() => this.#steps?.select(this.tag, undefined)}
    ></rl-step-table>`;
  }

  get #grouping(): CardGrouping | undefined {
    const { groups } = this;
    if (groups.length === 0) return undefined;
    const { settings } = this.session;
    return {
      groups,
      openId: findGroupId(groups, this.#pointer.hoveredId ?? -1),
      centre: settings.get(SETTINGS.groupCentre),
      band: settings.get(SETTINGS.groupBand),
      align: settings.get(SETTINGS.groupAlign),
    };
  }

  #arrive(): void {
    this.isDrawn = false;
    this.#lines = new CardLines(this.session.live, (hasNews) => {
      this.#isStale ||= hasNews;
      this.requestUpdate();
    });
    this.#pointer.start();
  }

  #leave(): void {
    this.#lines?.close();
    this.#lines = undefined;
    this.series = [];
    this.#pointer.stop();
  }

  /** Drawn, or nothing to be drawn. */
  get #isSettled(): boolean {
    const isEmpty = this.#lines?.hasAnswered === true && this.series.length === 0;
    return this.isDrawn || isEmpty || this.#lines?.error !== undefined;
  }

  /** Whose each line is; empty until something has come. */
  get lines(): CardLines['lines'] {
    return this.#lines?.lines ?? NO_LINES;
  }

  get chart(): RlLineChart | null {
    return this.renderRoot.querySelector('rl-line-chart');
  }

  get #scale(): ValueScale {
    return this.choice.scale ?? this.session.settings.get(SETTINGS.yScale);
  }

  get #isZoomed(): boolean {
    return Object.values(this.zoom).some((range) => range !== undefined);
  }

  #add(tag: string): void {
    if (tag !== this.tag) this.session.cards.change(this.tag, withTag(this.tag, this.choice, tag));
  }

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
    this.chart?.handleKey(event);
    if (!this.isFull || event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.isFull = false;
  };
}
customElements.define('rl-scalar-card', RlScalarCard);

/** The (i) behind a title. */
function renderInfo(tag: string, description: string): unknown {
  return html`<rl-info slot="badges" label="Description of ${tag}" .content=${description}></rl-info>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rl-scalar-card': RlScalarCard;
  }
}

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { splitTag } from '../../base/tag-groups.ts';
import { cardHostStyles } from '../../cards/card-host-styles.ts';
import { NearController } from '../../cards/near-controller.ts';
import type { PlotClicked, PlotHovered, PlotZoomed } from '../../charts/plot-events.ts';
import type { PlotLimits } from '../../charts/plot.ts';
import type { RlPlot } from '../../charts/rl-plot.ts';
import '../../charts/rl-plot.ts';
import type { CardChoice } from '../../data/card-choice.ts';
import type { Pins } from '../../data/pins.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-card.ts';
import '../../widgets/rl-card-message.ts';
import '../../widgets/rl-info.ts';
import '../../widgets/rl-swatch.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import { describeSteps, renderBadges } from './card-notes.ts';
import { VIEW_LABELS } from './view-labels.ts';
import { histogramCardStyles } from './histogram-card-styles.ts';
import { HistogramFeed, type FeedRequest } from './histogram-feed.ts';
import { findSelectedSteps, selectStep } from './linked-step.ts';
import { measuresOf } from './percentiles.ts';
import { readDepthKind, readLimits, readValueView, toChoice } from './read-view.ts';
import './rl-histogram-actions.ts';
import type { TipContent } from './rl-plot-tip.ts';
import './rl-plot-tip.ts';
import { buildSeriesPlot, describeHit, type CardView, type SeriesPlot } from './series-plot.ts';
import type { StepExtent } from './step-extent.ts';

/** Steps that ridges are chosen from: about twice what fits, so that there is a choice as more come. */
const RIDGE_STEPS = 60;
/** Steps along x: about one a pixel. */
const NO_MEASURES: readonly string[] = [];
const COLUMN_STEPS = { usual: 400, wide: 1000 } as const;

/**
 * The histograms of one run and tag. While it is far from the visible part it is only its frame: chart and
 * subscription come when it comes near.
 */
export class RlHistogramCard extends LitElement {
  static override properties = {
    session: { attribute: false },
    watcher: { attribute: false },
    extent: { attribute: false },
    run: { attribute: false },
    tag: {},
    view: {},
    description: { attribute: false },
    hasPrefix: { attribute: false },
    cardKey: { attribute: false },
    choice: { attribute: false },
    pins: { attribute: false },
    isPinned: { attribute: false },
    settingsText: { attribute: false },
    isDrawn: { state: true },
    tip: { state: true },
  };
  static override styles = [sharedStyles, cardHostStyles, histogramCardStyles];

  declare session: Session;
  declare watcher: ViewportWatcher;
  /** Told of the steps that there are. */
  declare extent: StepExtent;
  declare run: RunInfo;
  declare tag: string;
  declare view: CardView;
  /** What was logged with the tag, as HTML that is not trusted; empty for nothing. */
  declare description: string;
  /** Whether the title keeps the prefix of the tag. */
  declare hasPrefix: boolean;
  /** What it is pinned as, and what choices are kept under. */
  declare cardKey: string;
  declare choice: CardChoice;
  declare pins: Pins;
  declare isPinned: boolean;
  /** Changes with every setting that cards depend on. */
  declare settingsText: string;
  declare protected isDrawn: boolean;
  declare protected tip:
    { readonly content: TipContent; readonly place: { x: number; y: number } } | undefined;

  #feed: HistogramFeed | undefined;
  /** The selected step itself, which may not be among those of the other. */
  #exact: HistogramFeed | undefined;
  #plot: SeriesPlot | undefined;
  #limits: PlotLimits = {};
  #runNames: readonly string[] = [];
  /** Rows have changed since `#plot` was built. */
  #isStale = false;
  readonly #near: NearController;

  constructor() {
    super();
    this.isDrawn = false;
    this.#near = new NearController(this, { arrive: () => this.#arrive(), leave: () => this.#leave() });
  }

  /** Far away it is the same whatever is chosen for all. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    return (
      this.#near.isNear || [...changed.keys()].some((name) => name !== 'settingsText' && name !== 'view')
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.classList.toggle('wide', this.choice.isWide === true);
    if (changed.has('run')) this.#runNames = [this.run.name];
    if (changed.has('choice')) this.#limits = readLimits(this.choice);
    if (!this.#feed) return;
    this.#feed.request(this.#request);
    this.#requestExact();
    const isAffected = (['view', 'choice', 'settingsText', 'run'] as const).some((name) => changed.has(name));
    if (!this.#isStale && !isAffected) return;
    this.#isStale = false;
    this.#plot = buildSeriesPlot({ ...this.#shown, ...this.#selection, ...this.#look });
  }

  protected override render(): unknown {
    const { scope, leaf } = splitTag(this.tag, this.hasPrefix);
    const rows = this.#feed?.rows;
    const plot = this.#chart?.plot;
    // A person who has zoomed knows that there is more.
    const isClipped = plot?.isClipped === true && !this.choice.y;
    const note = rows && plot && this.isDrawn ? describeSteps(plot, rows) : undefined;
    return html`<rl-card
      .label=${`${this.tag}, ${this.run.name}`}
      .busy=${!this.#isSettled}
      .scope=${scope}
      .heading=${leaf}
      .run=${this.session.selection.labelOf(this.run)}
      .kept=${note?.text ?? ''}
      .keptTitle=${note?.title ?? ''}
      @keydown=${(event: KeyboardEvent) => this.#chart?.handleKey(event)}
      @focusout=${() => this.#chart?.leave()}
    >
      <rl-swatch slot="lead" small .colour=${this.session.selection.colourToken(this.run)}></rl-swatch>
      ${
        this.description
          ? html`<rl-info
              slot="badges"
              label="Description of ${this.tag}"
              .content=${this.description}
            ></rl-info>`
          : nothing
      }
      ${rows ? renderBadges(rows, this.#plot?.ridges ?? [], isClipped) : nothing}
      ${
        this.choice.view && this.view !== 'bands'
          ? html`<span slot="badges" class="badge">${VIEW_LABELS[this.choice.view].toLowerCase()}</span>`
          : nothing
      }
      ${this.#near.isNear ? this.#renderActions() : nothing}
      ${this.#near.isNear ? this.#renderContent() : nothing}
    </rl-card>`;
  }

  #renderActions(): unknown {
    return html`<rl-histogram-actions
      slot="actions"
      .session=${this.session}
      .tag=${this.tag}
      .runs=${this.#runNames}
      .pinKey=${this.cardKey}
      .cardKey=${this.cardKey}
      .choice=${this.choice}
      .pins=${this.pins}
      .isPinned=${this.isPinned}
      .measures=${this.view === 'bands' ? measuresOf(this.session.settings.get(SETTINGS.bands)) : NO_MEASURES}
      .view=${this.view === 'bands' ? undefined : this.view}
      .plot=${this.#findChart}
    ></rl-histogram-actions>`;
  }

  #renderContent(): unknown {
    if (this.#feed?.error) {
      const { code, message } = this.#feed.error;
      return html`<rl-card-message .code=${code} @retry=${() => this.#feed?.retry()}
        >${message}</rl-card-message
      >`;
    }
    const rows = this.#feed?.rows;
    if (!rows || !this.#plot) return nothing;
    if (rows.rows.length === 0) {
      if (!this.#feed?.hasAnswered) return nothing;
      const broken = rows.brokenSteps.length;
      const message = broken > 0 ? `None of its ${broken} steps can be read` : 'No histograms in these steps';
      return html`<rl-card-message>${rows.kept > 0 ? message : 'No histograms yet'}</rl-card-message>`;
    }
    return html`<rl-plot
        .build=${this.#plot.build}
        .limits=${this.#limits}
        @chart-drawn=${this.#onDrawn}
        @plot-hovered=${this.#onHovered}
        @plot-clicked=${this.#onClicked}
        @plot-zoomed=${this.#onZoomed}
        @point-left=${this.#onLeft}
      ></rl-plot>
      ${
        this.tip
          ? html`<rl-plot-tip .content=${this.tip.content} .place=${this.tip.place}></rl-plot-tip>`
          : nothing
      }`;
  }

  #arrive(): void {
    this.isDrawn = false;
    this.#feed = new HistogramFeed(this.session.live, this.run.id, this.tag, this.#request, () => {
      if (this.#feed) this.extent.update(this, this.#feed.rows);
      this.#update();
    });
  }

  #leave(): void {
    this.#feed?.close();
    this.#exact?.close();
    this.#feed = undefined;
    this.#exact = undefined;
    this.#plot = undefined;
    this.tip = undefined;
    this.extent.remove(this);
  }

  readonly #update = (): void => {
    this.#isStale = true;
    this.requestUpdate();
  };

  get #request(): FeedRequest {
    const { from, to } = this.choice.x ?? {};
    const { view, choice, session } = this;
    const columns = choice.isWide ? COLUMN_STEPS.wide : COLUMN_STEPS.usual;
    const maxSteps = view === 'ridges' || view === 'overlay' ? RIDGE_STEPS : columns;
    const measures = view === 'bands' ? measuresOf(session.settings.get(SETTINGS.bands)) : undefined;
    return { maxSteps, from, to, measures };
  }

  /** Ridges show the selected step itself; on an axis of steps a line does. */
  #requestExact(): void {
    const selected = findSelectedSteps(this.session, this.cardKey);
    const isShown = this.view === 'ridges' || this.view === 'overlay';
    if (!isShown || !selected || selected.to !== undefined) {
      this.#exact?.close();
      this.#exact = undefined;
      return;
    }
    const { from, to } = this.choice.x ?? {};
    const request = { maxSteps: 0, from, to, atSteps: [selected.from] };
    if (this.#exact) this.#exact.request(request);
    else this.#exact = new HistogramFeed(this.session.live, this.run.id, this.tag, request, this.#update);
  }

  get #shown() {
    const rows = (this.#feed as HistogramFeed).rows;
    return { view: this.view, rows, extra: this.#exact?.rows.rows[0] };
  }

  get #selection() {
    return { selected: findSelectedSteps(this.session, this.cardKey) };
  }

  get #look() {
    const { settings, selection } = this.session;
    return {
      depthKind: readDepthKind(settings),
      values: readValueView(settings, this.choice),
      bands: settings.get(SETTINGS.bands),
      colourToken: selection.colourToken(this.run),
    };
  }

  /** Drawn, or nothing to be drawn. */
  get #isSettled(): boolean {
    const isEmpty = this.#feed?.hasAnswered === true && this.#feed.rows.rows.length === 0;
    return this.isDrawn || isEmpty || this.#feed?.error !== undefined;
  }

  readonly #findChart = (): RlPlot | null => this.#chart;

  get #chart(): RlPlot | null {
    return this.renderRoot.querySelector('rl-plot');
  }

  readonly #onDrawn = (): void => {
    this.isDrawn = true;
    // How many steps fit is known by now.
    this.requestUpdate();
  };

  readonly #onHovered = ({ hit, clientX, clientY }: PlotHovered): void => {
    const content =
      this.#plot && this.#feed && describeHit(this.#plot, { ...this.#shown, ...this.#look }, hit);
    this.tip = content && { content, place: { x: clientX, y: clientY } };
    this.session.selection.focus(this.run.id);
  };

  readonly #onLeft = (): void => {
    this.tip = undefined;
    this.session.selection.focus(undefined);
  };

  readonly #onClicked = ({ hit }: PlotClicked): void => {
    const row = this.#plot?.steps[hit.row];
    if (row) selectStep(this.session, this.cardKey, row.step);
  };

  readonly #onZoomed = ({ limits, isFinal }: PlotZoomed): void => {
    if (!isFinal || !this.#feed) return;
    const kind = readDepthKind(this.session.settings);
    const { x, y } = toChoice(limits, this.#feed.rows, kind);
    const isAll = limits.depth === undefined && limits.values === undefined;
    this.session.cards.change(this.cardKey, { y, x: isAll ? undefined : (x ?? this.choice.x) });
  };
}
customElements.define('rl-histogram-card', RlHistogramCard);

declare global {
  interface HTMLElementTagNameMap {
    'rl-histogram-card': RlHistogramCard;
  }
}

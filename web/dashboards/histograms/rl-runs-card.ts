import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { formatPlural } from '../../base/format.ts';
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
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import { renderOutside } from './card-notes.ts';
import { CURVE_LABELS } from './view-labels.ts';
import { histogramCardStyles } from './histogram-card-styles.ts';
import { HistogramFeed, type FeedRequest } from './histogram-feed.ts';
import { findSelectedSteps, selectStep } from './linked-step.ts';
import { readDepthKind, readLimits, readReference, readValueView, toChoice } from './read-view.ts';
import './rl-histogram-actions.ts';
import type { TipContent } from './rl-plot-tip.ts';
import './rl-plot-tip.ts';
import { buildRunsCompare, buildRunsCurves, type RunRows, type RunsPlot } from './runs-plot.ts';
import type { StepExtent } from './step-extent.ts';

/** More are not told apart. */
const MAX_RUNS = 24;
const CURVE_STEPS = { usual: 400, wide: 1000 } as const;

/** What a card of several runs shows: their histograms at one step, or a number of each step as curves. */
export type RunsView = 'compare' | 'curves';

/** The histograms of one tag over all drawn runs. While it is far from the visible part it is only its frame. */
export class RlRunsCard extends LitElement {
  static override properties = {
    session: { attribute: false },
    watcher: { attribute: false },
    extent: { attribute: false },
    runs: { attribute: false },
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
    isClipped: { state: true },
    tip: { state: true },
  };
  static override styles = [sharedStyles, cardHostStyles, histogramCardStyles];

  declare session: Session;
  declare watcher: ViewportWatcher;
  /** Told of the steps that there are. */
  declare extent: StepExtent;
  /** The drawn runs that have the tag. */
  declare runs: readonly RunInfo[];
  declare tag: string;
  declare view: RunsView;
  /** What was logged with the tag, as HTML that is not trusted; empty for nothing. */
  declare description: string;
  declare hasPrefix: boolean;
  /** What choices are kept under; it is pinned as its tag. */
  declare cardKey: string;
  declare choice: CardChoice;
  declare pins: Pins;
  declare isPinned: boolean;
  /** Changes with every setting that cards depend on. */
  declare settingsText: string;
  declare protected isDrawn: boolean;
  /** Whether some of it lies beyond the axis. */
  declare protected isClipped: boolean;
  declare protected tip:
    { readonly content: TipContent; readonly place: { x: number; y: number } } | undefined;

  /** By the id of their run. */
  #feeds: ReadonlyMap<number, HistogramFeed> | undefined;
  #plot: RunsPlot | undefined;
  #limits: PlotLimits = {};
  #runNames: readonly string[] = [];
  #measures: readonly string[] = [];
  #isStale = false;
  readonly #near: NearController;

  constructor() {
    super();
    this.isDrawn = false;
    this.isClipped = false;
    this.#near = new NearController(this, { arrive: () => this.#arrive(), leave: () => this.#leave() });
  }

  /** Far away it is the same whatever is chosen for all. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    return this.#near.isNear || [...changed.keys()].some((name) => name !== 'settingsText');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.classList.toggle('wide', this.choice.isWide === true);
    if (changed.has('runs')) this.#runNames = this.runs.map(({ name }) => name);
    const measure = this.view === 'curves' ? this.#curve : undefined;
    if (this.#measures[0] !== measure) this.#measures = measure ? [measure] : [];
    if (changed.has('choice')) this.#limits = readLimits(this.choice);
    if (!this.#feeds) return;
    this.#subscribe();
    const isAffected = (['view', 'choice', 'settingsText', 'runs'] as const).some((name) =>
      changed.has(name),
    );
    if (!this.#isStale && !isAffected) return;
    this.#isStale = false;
    this.#plot = this.#buildPlot();
  }

  protected override render(): unknown {
    const { scope, leaf } = splitTag(this.tag, this.hasPrefix);
    const hidden = this.runs.length - MAX_RUNS;
    return html`<rl-card
      .label=${`${this.tag}, ${formatPlural(this.runs.length, 'run')}`}
      .busy=${!this.#isSettled}
      .scope=${scope}
      .heading=${leaf}
      .kept=${this.#plot?.note ?? ''}
      .keptTitle=${this.view === 'curves' ? 'Computed from the buckets: a value counts as the middle of its bucket' : 'Nearest step of each run'}
      @keydown=${(event: KeyboardEvent) => this.#chart?.handleKey(event)}
      @focusout=${() => this.#chart?.leave()}
    >
      ${
        this.description
          ? html`<rl-info
              slot="badges"
              label="Description of ${this.tag}"
              .content=${this.description}
            ></rl-info>`
          : nothing
      }
      ${
        hidden > 0
          ? html`<span slot="badges" class="badge warning"
              >first ${MAX_RUNS} of ${this.runs.length} runs</span
            >`
          : nothing
      }
      ${this.isClipped ? renderOutside() : nothing} ${this.#near.isNear ? this.#renderActions() : nothing}
      ${this.#near.isNear ? this.#renderContent() : nothing}
    </rl-card>`;
  }

  #renderActions(): unknown {
    return html`<rl-histogram-actions
      slot="actions"
      .session=${this.session}
      .tag=${this.tag}
      .runs=${this.#runNames}
      .pinKey=${this.tag}
      .cardKey=${this.cardKey}
      .choice=${this.choice}
      .pins=${this.pins}
      .isPinned=${this.isPinned}
      .measures=${this.#measures}
      .plot=${this.#findChart}
    ></rl-histogram-actions>`;
  }

  #renderContent(): unknown {
    const feeds = [...(this.#feeds?.values() ?? [])];
    const failed = feeds.find(({ error }) => error);
    if (failed?.error && feeds.every(({ error }) => error)) {
      const { code, message } = failed.error;
      return html`<rl-card-message .code=${code} @retry=${() => failed.retry()}>${message}</rl-card-message>`;
    }
    if (!this.#plot || feeds.some(({ hasAnswered, error }) => !hasAnswered && !error)) return nothing;
    if (this.#plot.isEmpty) return html`<rl-card-message>${this.#sayWhyEmpty()}</rl-card-message>`;
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

  #sayWhyEmpty(): string {
    const isAlone = this.view === 'compare' && this.runs.length < 2;
    const isDifference = this.session.settings.get(SETTINGS.histogramDifference);
    if (isAlone && isDifference) return 'A difference needs a second run, or another step';
    const hasBroken = this.#listRuns().some(({ rows }) => rows.brokenSteps.length > 0);
    return hasBroken ? 'None can be read there' : 'No histograms yet';
  }

  #arrive(): void {
    this.isDrawn = false;
    this.#feeds = new Map();
    this.#isStale = true;
  }

  #leave(): void {
    for (const feed of this.#feeds?.values() ?? []) feed.close();
    this.#feeds = undefined;
    this.#plot = undefined;
    this.tip = undefined;
    this.extent.remove(this);
  }

  /** A feed for each run, asking for what is shown; those of other runs are closed. */
  #subscribe(): void {
    const before = this.#feeds ?? new Map<number, HistogramFeed>();
    const request = this.#request;
    const feeds = new Map<number, HistogramFeed>();
    for (const { id } of this.runs.slice(0, MAX_RUNS)) {
      const known = before.get(id);
      known?.request(request);
      feeds.set(
        id,
        known ?? new HistogramFeed(this.session.live, id, this.tag, request, () => this.#onRows(id)),
      );
    }
    for (const [id, feed] of before) if (!feeds.has(id)) feed.close();
    this.#feeds = feeds;
  }

  #onRows(id: number): void {
    const feed = this.#feeds?.get(id);
    if (feed) this.extent.update(this, feed.rows);
    this.#isStale = true;
    this.requestUpdate();
  }

  get #request(): FeedRequest {
    const { settings } = this.session;
    const reference = readReference(settings);
    if (this.view === 'compare') {
      const atSteps = reference === undefined ? [this.#step] : [this.#step, reference];
      return { maxSteps: 0, atSteps };
    }
    const { from, to } = this.choice.x ?? {};
    const maxSteps = this.choice.isWide ? CURVE_STEPS.wide : CURVE_STEPS.usual;
    const against = this.#curve === 'drift' ? reference : undefined;
    return { maxSteps, from, to, measures: [this.#curve], against };
  }

  #buildPlot(): RunsPlot {
    const { settings } = this.session;
    const values = readValueView(settings, this.choice);
    const reference = readReference(settings);
    if (this.view === 'compare') {
      const isDifference = settings.get(SETTINGS.histogramDifference);
      return buildRunsCompare(this.#listRuns(), { step: this.#step, reference, isDifference, values });
    }
    return buildRunsCurves(this.#listRuns(), {
      name: this.#curve === 'count' ? CURVE_LABELS.count : `${CURVE_LABELS[this.#curve]}, estimate`,
      depthKind: readDepthKind(settings),
      values,
      selected: findSelectedSteps(this.session, this.cardKey),
    });
  }

  #listRuns(): RunRows[] {
    const { selection } = this.session;
    return this.runs.flatMap((run) => {
      const rows = this.#feeds?.get(run.id)?.rows;
      return rows
        ? [
            {
              run,
              label: selection.labelOf(run),
              rows,
              colourToken: selection.colourToken(run),
              dash: selection.dash(run),
            },
          ]
        : [];
    });
  }

  /** The selected step; ∞ = the newest. */
  get #step(): number {
    const selected = findSelectedSteps(this.session, this.cardKey);
    return selected?.to ?? selected?.from ?? Infinity;
  }

  get #curve() {
    return this.session.settings.get(SETTINGS.histogramCurve);
  }

  get #isSettled(): boolean {
    const feeds = [...(this.#feeds?.values() ?? [])];
    const hasAnswered = feeds.length > 0 && feeds.every((feed) => feed.hasAnswered || feed.error);
    return this.isDrawn || (hasAnswered && this.#plot?.isEmpty === true);
  }

  readonly #findChart = (): RlPlot | null => this.#chart;

  get #chart(): RlPlot | null {
    return this.renderRoot.querySelector('rl-plot');
  }

  readonly #onDrawn = (): void => {
    this.isDrawn = true;
    this.isClipped = this.#chart?.plot?.isClipped === true && !this.choice.y;
  };

  readonly #onHovered = ({ hit, clientX, clientY }: PlotHovered): void => {
    const content = this.#plot?.describe(hit);
    this.tip = content && { content, place: { x: clientX, y: clientY } };
    this.session.selection.focus(this.#plot?.runOf(hit)?.id);
  };

  readonly #onLeft = (): void => {
    this.tip = undefined;
    this.session.selection.focus(undefined);
  };

  readonly #onClicked = ({ hit }: PlotClicked): void => {
    const step = this.#plot?.stepOf(hit);
    if (step !== undefined) selectStep(this.session, this.cardKey, step);
  };

  readonly #onZoomed = ({ limits, isFinal }: PlotZoomed): void => {
    const rows = this.#listRuns()[0]?.rows;
    if (!isFinal || !rows) return;
    const { x, y } = toChoice(limits, rows, readDepthKind(this.session.settings));
    const isAll = limits.depth === undefined && limits.values === undefined;
    this.session.cards.change(this.cardKey, { y, x: isAll ? undefined : (x ?? this.choice.x) });
  };
}
customElements.define('rl-runs-card', RlRunsCard);

declare global {
  interface HTMLElementTagNameMap {
    'rl-runs-card': RlRunsCard;
  }
}

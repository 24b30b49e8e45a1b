import { html, nothing, type PropertyValues } from 'lit';
import { formatPlural } from '../base/format.ts';
import { splitTag } from '../base/tag-groups.ts';
import type { PlotHit } from '../charts/plot.ts';
import { SETTINGS, type RunsView } from '../data/setting-list.ts';
import type { RunInfo } from '../data/types.ts';
import '../widgets/rl-card.ts';
import '../widgets/rl-card-message.ts';
import { renderOutside } from './card-notes.ts';
import { CURVE_LABELS } from './view-labels.ts';
import { HistogramFeed, type FeedRequest } from './histogram-feed.ts';
import type { HistogramRows } from './histogram-rows.ts';
import { findSelectedSteps } from './linked-step.ts';
import { PlotCard } from './plot-card.ts';
import { readDepthKind, readReference, readValueView } from './read-view.ts';
import type { TipContent } from './rl-plot-tip.ts';
import { buildRunsCompare, buildRunsCurves, type RunRows, type RunsPlot } from './runs-plot.ts';

/** More are not told apart. */
const MAX_RUNS = 24;
const CURVE_STEPS = { usual: 400, wide: 1000 } as const;

/** The histograms of one tag over all drawn runs; pinned as its tag. */
export class RlRunsCard extends PlotCard {
  static override properties = {
    runs: { attribute: false },
    view: {},
    isClipped: { state: true },
  };

  /** The drawn runs that have the tag. */
  declare runs: readonly RunInfo[];
  declare view: RunsView;
  /** Whether some of it lies beyond the axis. */
  declare protected isClipped: boolean;

  /** By the id of their run. */
  #feeds: ReadonlyMap<number, HistogramFeed> | undefined;
  #plot: RunsPlot | undefined;
  #runNames: readonly string[] = [];
  #measures: readonly string[] = [];
  #isStale = false;

  constructor() {
    super();
    this.isClipped = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('runs')) this.#runNames = this.runs.map(({ name }) => name);
    const measure = this.view === 'curves' ? this.#curve : undefined;
    if (this.#measures[0] !== measure) this.#measures = measure ? [measure] : [];
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
      @keydown=${this.passKey}
      @focusout=${this.leaveChart}
    >
      ${this.renderDescription()}
      ${
        hidden > 0
          ? html`<span slot="badges" class="badge warning"
              >first ${MAX_RUNS} of ${this.runs.length} runs</span
            >`
          : nothing
      }
      ${this.isClipped ? renderOutside() : nothing}
      ${this.renderActions({ runs: this.#runNames, pinKey: this.tag, measures: this.#measures, view: undefined })}
      ${this.near.isNear ? this.#renderContent() : nothing}
    </rl-card>`;
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
    return this.renderPlot(this.#plot.build);
  }

  #sayWhyEmpty(): string {
    const isAlone = this.view === 'compare' && this.runs.length < 2;
    const isDifference = this.session.settings.get(SETTINGS.histogramDifference);
    if (isAlone && isDifference) return 'A difference needs a second run, or another step';
    const hasBroken = this.#listRuns().some(({ rows }) => rows.brokenSteps.length > 0);
    return hasBroken ? 'None can be read there' : 'No histograms yet';
  }

  protected override arrive(): void {
    this.#feeds = new Map();
    this.#isStale = true;
  }

  protected override leave(): void {
    for (const feed of this.#feeds?.values() ?? []) feed.close();
    this.#feeds = undefined;
    this.#plot = undefined;
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
    const maxSteps = this.isLarge ? CURVE_STEPS.wide : CURVE_STEPS.usual;
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

  protected override noteDrawn(): void {
    super.noteDrawn();
    this.isClipped = this.chart?.plot?.isClipped === true && !this.choice.y;
  }

  protected override describe(hit: PlotHit): TipContent | undefined {
    return this.#plot?.describe(hit);
  }

  protected override runOf(hit: PlotHit): number | undefined {
    return this.#plot?.runOf(hit)?.id;
  }

  protected override stepOf(hit: PlotHit): number | undefined {
    return this.#plot?.stepOf(hit);
  }

  protected override get zoomedRows(): HistogramRows | undefined {
    return this.#listRuns()[0]?.rows;
  }
}
customElements.define('rl-runs-card', RlRunsCard);

declare global {
  interface HTMLElementTagNameMap {
    'rl-runs-card': RlRunsCard;
  }
}

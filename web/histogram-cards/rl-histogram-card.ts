import { html, nothing, type PropertyValues } from 'lit';
import { splitTag } from '../base/tag-groups.ts';
import type { PlotHit } from '../charts/plot.ts';
import { SETTINGS } from '../data/setting-list.ts';
import type { RunInfo } from '../data/types.ts';
import '../widgets/rl-card.ts';
import '../widgets/rl-card-message.ts';
import '../widgets/rl-swatch.ts';
import { describeSteps, renderBadges } from './card-notes.ts';
import { VIEW_LABELS } from './view-labels.ts';
import { HistogramFeed, type FeedRequest } from './histogram-feed.ts';
import type { HistogramRows } from './histogram-rows.ts';
import { findSelectedSteps } from './linked-step.ts';
import { measuresOf } from './percentiles.ts';
import { PlotCard } from './plot-card.ts';
import { readDepthKind, readValueView } from './read-view.ts';
import type { TipContent } from './rl-plot-tip.ts';
import { buildSeriesPlot, describeHit, type CardView, type SeriesPlot } from './series-plot.ts';

/** Steps that ridges are chosen from: about twice what fits, so that there is a choice as more come. */
const RIDGE_STEPS = { usual: 60, full: 300 } as const;
/** Steps along x: about one a pixel. */
const COLUMN_STEPS = { usual: 400, wide: 1000 } as const;
const NO_MEASURES: readonly string[] = [];

/** The histograms of one run and tag; pinned as what its choices are kept under. */
export class RlHistogramCard extends PlotCard {
  static override properties = {
    run: { attribute: false },
    view: {},
  };

  declare run: RunInfo;
  declare view: CardView;

  #feed: HistogramFeed | undefined;
  /** The selected step itself, which may not be among those of the other. */
  #exact: HistogramFeed | undefined;
  #plot: SeriesPlot | undefined;
  #runNames: readonly string[] = [];
  /** Rows have changed since `#plot` was built. */
  #isStale = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('run')) this.#runNames = [this.run.name];
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
    const plot = this.chart?.plot;
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
      @keydown=${this.passKey}
      @focusout=${this.leaveChart}
    >
      <rl-swatch slot="lead" small .colour=${this.session.selection.colourToken(this.run)}></rl-swatch>
      ${this.renderDescription()} ${rows ? renderBadges(rows, this.#plot?.ridges ?? [], isClipped) : nothing}
      ${
        this.choice.view && this.view !== 'bands'
          ? html`<span slot="badges" class="badge">${VIEW_LABELS[this.choice.view].toLowerCase()}</span>`
          : nothing
      }
      ${this.#renderActions()} ${this.near.isNear ? this.#renderContent() : nothing}
    </rl-card>`;
  }

  #renderActions(): unknown {
    const { view, cardKey: pinKey, session } = this;
    const runs = this.#runNames;
    if (view !== 'bands') return this.renderActions({ runs, pinKey, measures: NO_MEASURES, view });
    const measures = measuresOf(session.settings.get(SETTINGS.bands));
    return this.renderActions({ runs, pinKey, measures, view: undefined });
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
    return this.renderPlot(this.#plot.build);
  }

  protected override arrive(): void {
    this.#feed = new HistogramFeed(this.session.live, this.run.id, this.tag, this.#request, () => {
      if (this.#feed) this.extent.update(this, this.#feed.rows);
      this.#update();
    });
  }

  protected override leave(): void {
    this.#feed?.close();
    this.#exact?.close();
    this.#feed = undefined;
    this.#exact = undefined;
    this.#plot = undefined;
  }

  readonly #update = (): void => {
    this.#isStale = true;
    this.requestUpdate();
  };

  get #request(): FeedRequest {
    const { from, to } = this.choice.x ?? {};
    const { view, session } = this;
    const columns = this.isLarge ? COLUMN_STEPS.wide : COLUMN_STEPS.usual;
    const ridges = this.isFull ? RIDGE_STEPS.full : RIDGE_STEPS.usual;
    const maxSteps = view === 'ridges' || view === 'overlay' ? ridges : columns;
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

  protected override noteDrawn(): void {
    super.noteDrawn();
    // How many steps fit is known by now.
    this.requestUpdate();
  }

  protected override describe(hit: PlotHit): TipContent | undefined {
    return this.#plot && this.#feed && describeHit(this.#plot, { ...this.#shown, ...this.#look }, hit);
  }

  protected override runOf(): number {
    return this.run.id;
  }

  protected override stepOf(hit: PlotHit): number | undefined {
    return this.#plot?.steps[hit.row]?.step;
  }

  protected override get zoomedRows(): HistogramRows | undefined {
    return this.#feed?.rows;
  }
}
customElements.define('rl-histogram-card', RlHistogramCard);

declare global {
  interface HTMLElementTagNameMap {
    'rl-histogram-card': RlHistogramCard;
  }
}

import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { cardHostStyles } from '../cards/card-host-styles.ts';
import { NearController } from '../cards/near-controller.ts';
import type { PlotClicked, PlotHovered, PlotZoomed } from '../charts/plot-events.ts';
import type { PlotBuilder, PlotHit, PlotLimits } from '../charts/plot.ts';
import type { RlPlot } from '../charts/rl-plot.ts';
import '../charts/rl-plot.ts';
import type { CardChoice } from '../data/card-choice.ts';
import type { Pins } from '../data/pins.ts';
import type { SeriesView } from '../data/setting-list.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-info.ts';
import type { ViewportWatcher } from '../widgets/viewport-watcher.ts';
import type { HistogramRows } from './histogram-rows.ts';
import { selectStep } from './linked-step.ts';
import { readDepthKind, readLimits, toChoice } from './read-view.ts';
import './rl-histogram-actions.ts';
import type { TipContent } from './rl-plot-tip.ts';
import './rl-plot-tip.ts';
import type { StepExtent } from './step-extent.ts';

const CHOSEN_FOR_ALL: ReadonlySet<PropertyKey> = new Set(['settingsText', 'view']);

/**
 * What the cards of one run and of several have in common: a plot with its pointer, keys and zoom, and what stands around it.
 * While a card is far from the visible part it is only its frame.
 */
export abstract class PlotCard extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    watcher: { attribute: false },
    extent: { attribute: false },
    tag: {},
    description: { attribute: false },
    hasPrefix: { attribute: false },
    cardKey: { attribute: false },
    choice: { attribute: false },
    pins: { attribute: false },
    isPinned: { attribute: false },
    settingsText: { attribute: false },
    isDrawn: { state: true },
    isFull: { state: true },
    tip: { state: true },
  };
  static override styles = [sharedStyles, cardHostStyles];

  declare session: Session;
  declare watcher: ViewportWatcher;
  /** Told of the steps that there are. */
  declare extent: StepExtent;
  declare tag: string;
  /** What was logged with the tag, as HTML that is not trusted; empty for nothing. */
  declare description: string;
  /** Whether the title keeps the prefix of the tag. */
  declare hasPrefix: boolean;
  /** What choices are kept under. */
  declare cardKey: string;
  declare choice: CardChoice;
  declare pins: Pins;
  declare isPinned: boolean;
  /** Changes with every setting that cards depend on. */
  declare settingsText: string;
  declare protected isDrawn: boolean;
  /** Whether the card fills the window. */
  declare protected isFull: boolean;
  declare protected tip:
    { readonly content: TipContent; readonly place: { x: number; y: number } } | undefined;

  protected readonly near: NearController;
  #limits: PlotLimits = {};
  #wasNear = false;

  constructor() {
    super();
    this.isDrawn = false;
    this.isFull = false;
    this.near = new NearController(this, {
      arrive: () => {
        this.isDrawn = false;
        this.arrive();
      },
      leave: () => {
        this.leave();
        this.tip = undefined;
        this.extent.remove(this);
      },
      stays: () => this.isFull,
    });
  }

  /** Subscribes. */
  protected abstract arrive(): void;
  /** Lets go of what it has subscribed to, and of the plot. */
  protected abstract leave(): void;
  protected abstract describe(hit: PlotHit): TipContent | undefined;
  /** Id of the run that something belongs to. */
  protected abstract runOf(hit: PlotHit): number | undefined;
  protected abstract stepOf(hit: PlotHit): number | undefined;
  /** Rows by which places along the axis are steps; undefined while there are none. */
  protected abstract get zoomedRows(): HistogramRows | undefined;

  protected get chart(): RlPlot | null {
    return this.renderRoot.querySelector('rl-plot');
  }

  /** Far away a card is the same whatever is chosen for all; once it is far it still has to become so. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const wasNear = this.#wasNear;
    this.#wasNear = this.near.isNear;
    return wasNear || this.#wasNear || [...changed.keys()].some((name) => !CHOSEN_FOR_ALL.has(name));
  }

  protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    this.classList.toggle('wide', this.choice.isWide === true);
    this.classList.toggle('full', this.isFull);
    if (changed.has('choice')) this.#limits = readLimits(this.choice);
  }

  /** Whether there is room for more steps than on others. */
  protected get isLarge(): boolean {
    return this.isFull || this.choice.isWide === true;
  }

  protected renderDescription(): unknown {
    if (!this.description) return nothing;
    return html`<rl-info
      slot="badges"
      label="Description of ${this.tag}"
      .content=${this.description}
    ></rl-info>`;
  }

  /** The buttons of the head; nothing far away. */
  protected renderActions({ runs, pinKey, measures, view }: ActionsOf): unknown {
    if (!this.near.isNear) return nothing;
    return html`<rl-histogram-actions
      slot="actions"
      .session=${this.session}
      .tag=${this.tag}
      .runs=${runs}
      .pinKey=${pinKey}
      .cardKey=${this.cardKey}
      .choice=${this.choice}
      .pins=${this.pins}
      .isPinned=${this.isPinned}
      .isFull=${this.isFull}
      .measures=${measures}
      .view=${view}
      .plot=${this.#findChart}
      @full-toggled=${() => (this.isFull = !this.isFull)}
    ></rl-histogram-actions>`;
  }

  protected renderPlot(build: PlotBuilder): unknown {
    return html`<rl-plot
        .build=${build}
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

  protected readonly passKey = (event: KeyboardEvent): void => {
    this.chart?.handleKey(event);
    if (!this.isFull || event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.isFull = false;
  };

  protected readonly leaveChart = (): void => this.chart?.leave();

  /** The plot has been drawn. */
  protected noteDrawn(): void {
    this.isDrawn = true;
  }

  readonly #findChart = (): RlPlot | null => this.chart;

  readonly #onDrawn = (): void => this.noteDrawn();

  readonly #onHovered = ({ hit, clientX, clientY }: PlotHovered): void => {
    const content = this.describe(hit);
    this.tip = content && { content, place: { x: clientX, y: clientY } };
    this.session.selection.focus(this.runOf(hit));
  };

  readonly #onLeft = (): void => {
    this.tip = undefined;
    this.session.selection.focus(undefined);
  };

  readonly #onClicked = ({ hit }: PlotClicked): void => {
    const step = this.stepOf(hit);
    if (step !== undefined) selectStep(this.session, this.cardKey, step);
  };

  readonly #onZoomed = ({ limits, isFinal }: PlotZoomed): void => {
    const rows = this.zoomedRows;
    if (!isFinal || !rows) return;
    const { x, y } = toChoice(limits, rows, readDepthKind(this.session.settings));
    const isAll = limits.depth === undefined && limits.values === undefined;
    this.session.cards.change(this.cardKey, { y, x: isAll ? undefined : (x ?? this.choice.x) });
  };
}

/** What the buttons are to know of a card. */
interface ActionsOf {
  /** Names of the runs that it shows. */
  readonly runs: readonly string[];
  readonly pinKey: string;
  /** Names of the numbers that it draws instead of buckets. */
  readonly measures: readonly string[];
  /** How it shows the histograms of one run; undefined on cards that show something else. */
  readonly view: SeriesView | undefined;
}

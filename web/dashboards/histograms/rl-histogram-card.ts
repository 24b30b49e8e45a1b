import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { formatCount, formatPlural } from '../../base/format.ts';
import { splitTag } from '../../base/tag-groups.ts';
import { cardHostStyles } from '../../cards/card-host-styles.ts';
import { NearController } from '../../cards/near-controller.ts';
import type { AxisKind } from '../../charts/axis-ticks.ts';
import type { BucketHovered } from '../../charts/chart-events.ts';
import { findSingles, type RidgeRow } from '../../charts/ridge-row.ts';
import type { RlRidgeChart } from '../../charts/rl-ridge-chart.ts';
import '../../charts/rl-ridge-chart.ts';
import { parseStepRange } from '../../data/card-choice.ts';
import { Pins } from '../../data/pins.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-card.ts';
import '../../widgets/rl-card-message.ts';
import '../../widgets/rl-icon-button.ts';
import '../../widgets/rl-info.ts';
import '../../widgets/rl-swatch.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import { buildBucketTip, type BucketTip } from './bucket-tip.ts';
import { HistogramFeed } from './histogram-feed.ts';
import './rl-bucket-tip.ts';

const NO_ROWS: ReadonlySet<RidgeRow> = new Set();

/**
 * The histograms of one run and tag. While it is far from the visible part it is only its frame: chart and
 * subscription come when it comes near.
 */
export class RlHistogramCard extends LitElement {
  static override properties = {
    session: { attribute: false },
    watcher: { attribute: false },
    run: { attribute: false },
    tag: {},
    depth: {},
    description: { attribute: false },
    hasPrefix: { attribute: false },
    pinKey: { attribute: false },
    isPinned: { attribute: false },
    linkedSteps: { attribute: false },
    drawnCount: { state: true },
    tip: { state: true },
  };
  static override styles = [sharedStyles, cardHostStyles];

  declare session: Session;
  declare watcher: ViewportWatcher;
  declare run: RunInfo;
  declare tag: string;
  /** What the labels of the rows say. */
  declare depth: AxisKind;
  /** What was logged with the tag, as HTML that is not trusted; empty for nothing. */
  declare description: string;
  /** Whether the title keeps the prefix of the tag. */
  declare hasPrefix: boolean;
  /** What it is pinned as. */
  declare pinKey: string;
  declare isPinned: boolean;
  /** The step, or range of steps, that is selected on all cards: "100", "100..200"; empty for none. */
  declare linkedSteps: string;
  /** Rows that the chart shows; undefined until it has drawn. */
  declare protected drawnCount: number | undefined;
  declare protected tip:
    { readonly content: BucketTip; readonly place: { x: number; y: number } } | undefined;

  #feed: HistogramFeed | undefined;
  #ridges: readonly RidgeRow[] = [];
  #brokenDepths: readonly number[] = [];
  /** Rows have changed since `#ridges` was built. */
  #isStale = false;
  readonly #near: NearController;

  constructor() {
    super();
    this.#near = new NearController(this, { arrive: () => this.#arrive(), leave: () => this.#leave() });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#feed || !(this.#isStale || changed.has('depth'))) return;
    this.#isStale = false;
    this.#ridges = this.#feed.rows.buildRidges(this.depth);
    this.#brokenDepths = this.#feed.rows.buildBrokenDepths(this.depth);
  }

  protected override render(): unknown {
    const { scope, leaf } = splitTag(this.tag, this.hasPrefix);
    return html`<rl-card
      .label=${`${this.tag}, ${this.run.name}`}
      .busy=${!this.#isSettled}
      .scope=${scope}
      .heading=${leaf}
      .run=${this.session.selection.labelOf(this.run)}
      .kept=${this.#formatKept()}
      keptTitle="Steps drawn of steps kept"
      @keydown=${this.#onKeyDown}
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
      ${this.#renderBadge()}
      <rl-icon-button
        slot="actions"
        small
        icon="pin"
        label=${this.isPinned ? 'Take the pin out' : 'Pin to the top'}
        .pressed=${this.isPinned}
        @click=${() => new Pins(this.session.view, 'histogramPins').toggle(this.pinKey)}
      ></rl-icon-button>
      ${this.#near.isNear ? this.#renderPlot() : nothing}
    </rl-card>`;
  }

  #renderBadge(): unknown {
    const broken = this.#feed?.rows.brokenSteps.length ?? 0;
    const partial = this.#ridges.filter(({ isPartial }) => isPartial).length;
    if (broken > 0)
      return renderWarning(`${formatPlural(broken, 'step')} not readable`, 'Marked at the right edge');
    if (partial > 0) {
      const title = 'Buckets with an edge that is not finite are left out';
      return renderWarning(`${formatPlural(partial, 'step')} not finite`, title);
    }
    return findSingles(this.#ridges)
      ? html`<span slot="badges" class="badge">one value a step</span>`
      : nothing;
  }

  #renderPlot(): unknown {
    if (this.#feed?.error) {
      const { code, message } = this.#feed.error;
      return html`<rl-card-message .code=${code} @retry=${() => this.#feed?.retry()}
        >${message}</rl-card-message
      >`;
    }
    if (this.#ridges.length === 0) {
      if (!this.#feed?.hasAnswered) return nothing;
      const broken = this.#feed.rows.brokenSteps.length;
      const message =
        broken > 0 ? `None of its ${formatPlural(broken, 'step')} can be read` : 'No histograms yet';
      return html`<rl-card-message>${message}</rl-card-message>`;
    }
    return html`<rl-ridge-chart
        .rows=${this.#ridges}
        .brokenDepths=${this.#brokenDepths}
        .depthKind=${this.depth}
        .selectedRows=${this.#findSelectedRows()}
        .colourToken=${this.session.selection.colourToken(this.run)}
        @chart-drawn=${() => (this.drawnCount = this.#chart?.drawnCount)}
        @bucket-hovered=${this.#onBucketHovered}
        @point-left=${this.#onPointLeft}
      ></rl-ridge-chart>
      ${
        this.tip
          ? html`<rl-bucket-tip .content=${this.tip.content} .place=${this.tip.place}></rl-bucket-tip>`
          : nothing
      }`;
  }

  /** The rows at the linked step, or in the linked range; of a single step the nearest. */
  #findSelectedRows(): ReadonlySet<RidgeRow> {
    const steps = parseStepRange(this.linkedSteps);
    const written = this.#feed?.rows.rows ?? [];
    if (!steps) return NO_ROWS;
    const { from, to } = steps;
    const nearest = Math.min(...written.map(({ step }) => Math.abs(step - from)));
    return new Set(
      this.#ridges.filter((_, index) => {
        const step = written[index]?.step ?? NaN;
        return to === undefined ? Math.abs(step - from) === nearest : step >= from && step <= to;
      }),
    );
  }

  #arrive(): void {
    this.drawnCount = undefined;
    this.#feed = new HistogramFeed(this.session.live, this.run.id, this.tag, () => {
      this.#isStale = true;
      this.requestUpdate();
    });
  }

  #leave(): void {
    this.#feed?.close();
    this.#feed = undefined;
    this.#ridges = [];
    this.tip = undefined;
  }

  /** Drawn, or nothing to be drawn. */
  get #isSettled(): boolean {
    const isEmpty = this.#feed?.hasAnswered === true && this.#ridges.length === 0;
    return this.drawnCount !== undefined || isEmpty || this.#feed?.error !== undefined;
  }

  get #chart(): RlRidgeChart | null {
    return this.renderRoot.querySelector('rl-ridge-chart');
  }

  /** "26 of 482 steps", "all 12 steps". */
  #formatKept(): string {
    const kept = this.#feed?.rows.kept ?? 0;
    if (!this.#feed || this.drawnCount === undefined) return '';
    const steps = `${formatCount(kept)} ${kept === 1 ? 'step' : 'steps'}`;
    if (kept === 1) return steps;
    return this.drawnCount < kept ? `${this.drawnCount} of ${steps}` : `all ${steps}`;
  }

  readonly #onBucketHovered = ({ row, bucket, clientX, clientY }: BucketHovered): void => {
    const rows = this.#feed?.rows.rows ?? [];
    const written = rows[this.#ridges.indexOf(row)];
    if (!written) return;
    const content = buildBucketTip(written, row, bucket, rows[0]?.wallTime ?? 0);
    this.tip = { content, place: { x: clientX, y: clientY } };
    this.session.selection.focus(this.run.id);
  };

  readonly #onPointLeft = (): void => {
    this.tip = undefined;
    this.session.selection.focus(undefined);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    this.#chart?.handleKey(event);
  };
}
customElements.define('rl-histogram-card', RlHistogramCard);

function renderWarning(text: string, title: string): unknown {
  return html`<span slot="badges" class="badge warning" title=${title}>${text}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rl-histogram-card': RlHistogramCard;
  }
}

import { css, html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import type { GraphInstrument } from '../../../proto/api/graph-costs.ts';
import { formatInteger, formatPlural, formatValue } from '../../base/format.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import { floatStyles } from './float-styles.ts';
import {
  valueAt,
  type InstrumentClient,
  type SmallHistogram,
  type SparkPoints,
} from './instrument-client.ts';
import { lastPart } from './path-parts.ts';

const WIDTH = 276;
const HEIGHT = 40;
/** As many tags as are drawn at once. */
const MAX_SHOWN = 6;

/** What was read of a tag. */
type Reading =
  | { readonly kind: 'scalars'; readonly points: SparkPoints }
  | {
      readonly kind: 'histograms';
      /** Their means. */
      readonly points: SparkPoints;
      readonly histogram: SmallHistogram | undefined;
    };

/** The run's numbers of a node: last value and spark line, of histograms their mean's and a small one, and links. */
export class RlGraphInstruments extends LitElement {
  static override properties = {
    client: { attribute: false },
    run: {},
    instruments: { attribute: false },
    step: { attribute: false },
    linkTo: { attribute: false },
    readings: { state: true },
  };
  static override styles = [
    sharedStyles,
    floatStyles,
    css`
      :host {
        overflow: visible;
        border-top: 1px solid var(--rl-border);
        border-bottom: 1px solid var(--rl-border);
        border-radius: 0;
        background: none;
        box-shadow: none;
        padding: 8px 12px 10px;
      }
      h3 {
        display: flex;
        justify-content: space-between;
        color: var(--rl-text-2);
        font-weight: var(--rl-w-strong);
      }
      h3 span {
        color: var(--rl-text-3);
        font-weight: 400;
      }
      svg {
        display: block;
        width: 100%;
        height: ${HEIGHT}px;
        fill: none;
        stroke: var(--rl-run-2);
        stroke-width: 1.5;
      }
      .next {
        margin-left: 10px;
      }
      .bars {
        fill: var(--rl-run-2);
        stroke: none;
      }
    `,
  ];

  declare client: InstrumentClient;
  declare run: string;
  /** Those of the node. */
  declare instruments: readonly GraphInstrument[];
  /** Step that is looked at; undefined for the last. */
  declare step: number | undefined;
  /** Address of a dashboard. */
  declare linkTo: (dashboard: string) => string;
  declare protected readings: ReadonlyMap<string, Reading>;

  #reading: AbortController | undefined;

  constructor() {
    super();
    this.readings = new Map();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reading?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('instruments') || changed.has('step') || changed.has('run')) void this.#read();
  }

  protected override render(): unknown {
    const { instruments } = this;
    return html`<section aria-label="Numbers of this node">
      <h3>Numbers of this node <span>${formatPlural(instruments.length, 'tag')}</span></h3>
      ${instruments.slice(0, MAX_SHOWN).map((one) => this.#renderOne(one))}
      ${
        instruments.length > MAX_SHOWN
          ? html`<div class="row faint">
              and ${formatInteger(instruments.length - MAX_SHOWN)} more inside
            </div>`
          : nothing
      }
    </section>`;
  }

  #renderOne({ tag, kind, lastStep = 0 }: GraphInstrument): unknown {
    const reading = this.readings.get(tag);
    const value = reading && valueAt(reading.points, this.step);
    const step = reading?.kind === 'histograms' ? (reading.histogram?.step ?? lastStep) : lastStep;
    return html`<div class="row">
        <span class="cut" title=${tag}>${lastPart(tag)}</span>
        <span class="end"
          >${value === undefined ? nothing : html`${kind === 'histograms' ? 'mean ' : nothing}<b>${formatValue(value)}</b>`}</span
        >
      </div>
      ${reading ? sparkLine(reading.points) : nothing}
      ${reading?.kind === 'histograms' ? bars(reading.histogram) : nothing}
      <div class="row faint">
        <span>${kind === 'scalars' ? 'to ' : 'at '}step ${formatInteger(step)}</span>
        <span class="end">
          <a class="link" href=${this.linkTo(kind)}>${kind === 'scalars' ? 'Scalars' : 'Histograms'}</a>
          ${kind === 'histograms' ? html`<a class="link next" href=${this.linkTo('distributions')}>Distributions</a>` : nothing}
        </span>
      </div>`;
  }

  async #read(): Promise<void> {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    const { client, run, step } = this;
    const shown = this.instruments.slice(0, MAX_SHOWN);
    try {
      const readings = await Promise.all(
        shown.map(async ({ tag, kind, lastStep = 0 }): Promise<[string, Reading]> => {
          if (kind === 'scalars') return [tag, { kind, points: await client.scalars(run, tag, signal) }];
          const [points, histogram] = await Promise.all([
            client.measure(run, tag, 'mean', signal),
            client.histogram(run, tag, step ?? lastStep, signal),
          ]);
          return [tag, { kind, points, histogram }];
        }),
      );
      this.readings = new Map(readings);
    } catch {
      // Gone with its run, or given up: names and steps stay.
      if (!signal.aborted) this.readings = new Map();
    }
  }
}

function sparkLine({ steps, values }: SparkPoints): unknown {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const first = steps[0] ?? 0;
  const length = (steps.at(-1) ?? 0) - first || 1;
  const parts = values.map((value, index) => {
    if (!Number.isFinite(value)) return '';
    const x = (((steps[index] ?? 0) - first) / length) * WIDTH;
    const y = HEIGHT - 3 - ((value - low) / (high - low || 1)) * (HEIGHT - 6);
    const isStart = index === 0 || !Number.isFinite(values[index - 1]);
    return `${isStart ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return html`<svg
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    role="img"
    aria-label="from ${formatValue(low)} to ${formatValue(high)}"
  >
    ${svg`<path d=${parts.join('')}></path>`}
  </svg>`;
}

function bars(histogram: SmallHistogram | undefined): unknown {
  if (histogram === undefined || histogram.buckets.length === 0)
    return html`<div class="row faint">empty</div>`;
  // Old writers close with buckets that reach to the largest numbers there are.
  const isFilled = (bucket: readonly number[]): boolean => (bucket[2] ?? 0) > 0;
  const first = histogram.buckets.findIndex(isFilled);
  const buckets = histogram.buckets.slice(Math.max(0, first), histogram.buckets.findLastIndex(isFilled) + 1);
  const low = buckets[0]?.[0] ?? 0;
  const high = buckets.at(-1)?.[1] ?? 1;
  // By density, as buckets may be of different widths.
  const densities = buckets.map(([left = 0, right = 0, count = 0]) => count / (right - left || 1));
  const max = Math.max(...densities);
  // All values alike: one bar in the middle.
  const scale = (value: number): number => (high > low ? ((value - low) / (high - low)) * WIDTH : WIDTH / 2);
  return html`<svg
    class="bars"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    role="img"
    aria-label="values from ${formatValue(low)} to ${formatValue(high)}"
  >
    ${buckets.map(([left = 0, right = 0], index) => {
      const height = ((densities[index] ?? 0) / (max || 1)) * (HEIGHT - 2);
      return svg`<rect x=${scale(left)} y=${HEIGHT - height} width=${Math.max(high > low ? 0.5 : 6, scale(right) - scale(left))} height=${height}></rect>`;
    })}
  </svg>`;
}

customElements.define('rl-graph-instruments', RlGraphInstruments);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-instruments': RlGraphInstruments;
  }
}

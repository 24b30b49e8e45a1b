import { css, html, LitElement, nothing, svg } from 'lit';
import type { GraphEdge } from '../../../proto/api/graphs.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import { floatStyles } from './float-styles.ts';
import { SearchAsked } from './graph-events.ts';
import { heatColour, type Painter } from './node-paint.ts';
import { shortLabel } from './node-label.ts';

const EDGE_NAMES: Readonly<Record<GraphEdge['kind'], string>> = {
  data: 'data, width by size',
  control: 'control',
  reference: 'reference',
};

/** As many colours as are explained. */
const MAX_ENTRIES = 9;
const MAX_ROWS = 3;

/** What lines and colours in the picture mean; only of what is in it. Fires SearchAsked for a colour's nodes. */
export class RlGraphLegend extends LitElement {
  static override properties = {
    painter: { attribute: false },
    edges: { attribute: false },
    isFolded: { state: true },
  };
  static override styles = [
    sharedStyles,
    floatStyles,
    css`
      :host {
        display: flex;
        gap: 20px;
        padding: 8px 12px;
        color: var(--rl-text-2);
      }
      rl-icon-button {
        align-self: start;
        margin: -4px -8px -4px -12px;
      }
      ul {
        display: grid;
        grid-auto-flow: column;
        grid-template-rows: repeat(var(--rows), 18px);
        gap: 0 16px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      svg {
        flex: none;
        width: 26px;
        height: 10px;
        fill: none;
        stroke: var(--rl-control-border);
        stroke-width: 1.25;
      }
      .control path:first-child {
        stroke-dasharray: 2 4;
      }
      .reference {
        stroke: var(--rl-idle);
      }
      .scale span {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      .scale i {
        width: 90px;
        border: 1px solid var(--rl-border-strong);
        border-radius: 2px;
        background: linear-gradient(90deg, var(--low), var(--high));
      }
      i {
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--c);
      }
    `,
  ];

  declare painter: Painter;
  declare edges: readonly GraphEdge[];
  /** Whether only its name is to be seen. */
  declare protected isFolded: boolean;

  constructor() {
    super();
    this.isFolded = false;
  }

  protected override render(): unknown {
    const { entries: all, scale } = this.painter;
    this.hidden = this.edges.length === 0 && all.length === 0 && scale === undefined;
    if (this.isFolded) return html`Legend ${this.#renderFold()}`;
    const kinds = (['data', 'control', 'reference'] as const).filter((kind) =>
      this.edges.some((edge) => edge.kind === kind),
    );
    const entries = all.slice(0, MAX_ENTRIES);
    const rows = {
      '--rows': String(Math.max(1, Math.min(MAX_ROWS, Math.max(kinds.length, entries.length)))),
    };
    return html`<ul aria-label="Lines" ${styleProperties(rows)}>
        ${kinds.map((kind) => html`<li>${line(kind)}${EDGE_NAMES[kind]}</li>`)}
      </ul>
      <ul aria-label="Colours" ${styleProperties(rows)}>
        ${entries.map(
          ({ colour, name, query }) =>
            html`<li>
              <i ${styleProperties({ '--c': colour })}></i>${
                query === undefined
                  ? shortLabel(name)
                  : html`<button
                      type="button"
                      class="link"
                      title="Find these nodes"
                      @click=${() => this.dispatchEvent(new SearchAsked(query))}
                    >
                      ${shortLabel(name)}
                    </button>`
              }
            </li>`,
        )}
      </ul>
      ${scale ? renderScale(scale) : nothing} ${this.#renderFold()}`;
  }

  #renderFold(): unknown {
    return html`<rl-icon-button
      small
      icon=${this.isFolded ? 'chevron-right' : 'chevron-down'}
      label=${this.isFolded ? 'Show the legend' : 'Hide the legend'}
      @click=${() => {
        this.isFolded = !this.isFolded;
      }}
    ></rl-icon-button>`;
  }
}

function renderScale({ low, high, title }: NonNullable<Painter['scale']>): unknown {
  const ends = { '--low': heatColour(0), '--high': heatColour(1) };
  return html`<div class="scale" role="img" aria-label="${title}, from ${low} to ${high}">
    ${title}
    <span>${low}<i ${styleProperties(ends)}></i>${high}</span>
  </div>`;
}

function line(kind: GraphEdge['kind']): unknown {
  const [from, to] = kind === 'reference' ? [24, 1] : [1, 24];
  const back = from < to ? -5 : 5;
  return html`<svg class=${kind} viewBox="0 0 26 10" aria-hidden="true">
    ${svg`<path d="M${from} 5H${to}"></path><path d="m${to + back} 2 ${-back} 3 ${back} 3"></path>`}
  </svg>`;
}
customElements.define('rl-graph-legend', RlGraphLegend);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-legend': RlGraphLegend;
  }
}

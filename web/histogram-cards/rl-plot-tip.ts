import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import { styleProperties } from '../widgets/style-properties.ts';
import type { RlTip } from '../widgets/rl-tip.ts';
import '../widgets/rl-tip.ts';

/** A line of a tooltip: what, and how much. */
export interface TipLine {
  readonly label: string;
  readonly text: string;
  /** Name of a colour's token, for what is drawn in it. */
  readonly colourToken?: string;
  /** Whether it is the one that is pointed at. */
  readonly isNearest?: boolean;
}

/** What a tooltip says: a head of which the first word is strong, and lines. */
export interface TipContent {
  readonly head: readonly string[];
  readonly lines: readonly TipLine[];
}

/** More are counted. */
const MAX_LINES = 16;

/** What a plot of histograms has at the pointer, beside it. */
export class RlPlotTip extends LitElement {
  static override properties = { content: { attribute: false }, place: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      .secondary {
        max-width: 220px;
        font-weight: var(--rl-w-normal);
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        margin: 0 -10px;
        color: var(--rl-text-2);
      }
      dl > div {
        display: grid;
        grid-template-columns: subgrid;
        grid-column: 1 / -1;
        column-gap: 8px;
        padding: 1px 10px;
      }
      .nearest {
        background: var(--rl-selected);
      }
      i {
        align-self: center;
        width: 10px;
        height: 3px;
        border-radius: 2px;
        background: var(--colour);
      }
      i.none {
        width: 0;
      }
      dt {
        min-width: 0;
        max-width: 240px;
      }
      dd {
        margin: 0 0 0 8px;
        color: var(--rl-text);
        text-align: right;
        white-space: nowrap;
      }
    `,
  ];

  declare content: TipContent;
  /** Of the pointer in the window, in px. */
  declare place: { readonly x: number; readonly y: number };

  protected override render(): unknown {
    const { head, lines } = this.content;
    const shown = lines.slice(0, MAX_LINES);
    return html`<rl-tip>
      ${head.map((text, at) => html`<span slot="head" class=${at > 0 ? 'secondary cut' : ''}>${text}</span>`)}
      <dl>
        ${shown.map((line) => this.#renderLine(line))}
        ${
          lines.length > MAX_LINES
            ? this.#renderLine({ label: `and ${lines.length - MAX_LINES} more`, text: '' })
            : nothing
        }
      </dl>
    </rl-tip>`;
  }

  #renderLine({ label, text, colourToken, isNearest }: TipLine): unknown {
    const colour = { '--colour': colourToken ? `var(${colourToken})` : undefined };
    return html`<div class=${isNearest ? 'nearest' : ''}>
      <i class=${colourToken ? '' : 'none'} ${styleProperties(colour)}></i>
      <dt class="cut">${label}</dt>
      <dd>${text}</dd>
    </div>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector<RlTip>('rl-tip')?.showBeside(this.place.x, this.place.y);
  }
}
customElements.define('rl-plot-tip', RlPlotTip);

declare global {
  interface HTMLElementTagNameMap {
    'rl-plot-tip': RlPlotTip;
  }
}

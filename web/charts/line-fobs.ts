import { html, nothing } from 'lit';
import type { LineAxisKind } from './axis-ticks.ts';
import { XSelected } from './chart-events.ts';
import type { LineSeries, XSelection } from './line-series.ts';
import { formatAxisValue, parseAxisValue } from './parse-axis-value.ts';
import { fromPixelX, toPixelX, type PlotFrame } from './plot-frame.ts';
import type { FobMoved, RlChartFob } from './rl-chart-fob.ts';
import './rl-chart-fob.ts';
import { findNextX, moveEnd, removeEnd, snapX, type SelectionEnd } from './x-selection.ts';

/** What handles need of their chart. */
export interface FobOwner {
  readonly chart: HTMLElement & {
    readonly axis: LineAxisKind;
    readonly selection: XSelection | undefined;
  };
  frame(): PlotFrame | undefined;
  series(): readonly LineSeries[];
}

/** The handles of a chart's selection on its x axis; what is done to them becomes XSelected of the chart. */
export class LineFobs {
  readonly #owner: FobOwner;

  constructor(owner: FobOwner) {
    this.#owner = owner;
  }

  render(): unknown {
    const { selection } = this.#owner.chart;
    if (!selection) return nothing;
    if (selection.to === undefined) return this.#renderFob('from', selection.from, 'Selected place');
    return html`${this.#renderFob('from', selection.from, 'Start of the selected range')}
    ${this.#renderFob('to', selection.to, 'End of the selected range')}`;
  }

  /** Moves the handles below their places; those out of sight are hidden. */
  place(root: HTMLElement | DocumentFragment): void {
    const frame = this.#owner.frame();
    if (!frame) return;
    for (const fob of root.querySelectorAll('rl-chart-fob')) {
      const px = toPixelX(frame, fob.value);
      fob.hidden = !(px >= frame.left - 1 && px <= frame.left + frame.width + 1);
      fob.style.left = `${px}px`;
    }
  }

  #renderFob(end: SelectionEnd, value: number, label: string): unknown {
    return html`<rl-chart-fob
      .value=${value}
      .text=${formatAxisValue(this.#owner.chart.axis, value)}
      .label=${label}
      @fob-moved=${(event: FobMoved) => this.#onMoved(end, event)}
      @fob-removed=${() => this.#onRemoved(end)}
    ></rl-chart-fob>`;
  }

  #onMoved(end: SelectionEnd, event: FobMoved): void {
    const { axis, selection } = this.#owner.chart;
    const value = this.#findTarget(event, (event.currentTarget as RlChartFob).value);
    if (value === undefined || !selection) return;
    this.#tell(moveEnd(selection, end, snapX(axis, value)), event.isFinal);
  }

  #findTarget({ clientX, direction, text }: FobMoved, from: number): number | undefined {
    const { chart } = this.#owner;
    const frame = this.#owner.frame();
    if (direction !== undefined) return findNextX(this.#owner.series(), from, direction);
    if (text !== undefined) return parseAxisValue(chart.axis, text);
    if (clientX === undefined || !frame) return undefined;
    return fromPixelX(frame, clientX - chart.getBoundingClientRect().left);
  }

  #onRemoved(end: SelectionEnd): void {
    const { selection } = this.#owner.chart;
    if (selection) this.#tell(removeEnd(selection, end), true);
  }

  #tell(selection: XSelection | undefined, isFinal: boolean): void {
    this.#owner.chart.dispatchEvent(new XSelected(selection, isFinal));
  }
}

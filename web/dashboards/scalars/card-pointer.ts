import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { CrossHair } from '../../cards/cross-hair.ts';
import type { PointDetails, PointHovered, PointPinned } from '../../charts/chart-events.ts';
import type { LineSeries } from '../../charts/line-series.ts';
import type { TipRow } from '../../charts/point-tip.ts';
import type { RlLineChart } from '../../charts/rl-line-chart.ts';
import '../../charts/rl-point-tip.ts';
import type { BytesAsked } from '../../charts/tip-events.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import type { Session } from '../../data/types.ts';
import { buildTipRows } from './build-tip-rows.ts';
import { findGroupId, type CardLine } from './card-lines.ts';
import './rl-point-source.ts';
import type { PointPlace } from './rl-point-source.ts';

/** A line stands out on other cards once it has been pointed at for so long. */
const FOCUS_DELAY_MS = 60;

interface Tip {
  readonly rows: readonly TipRow[];
  /** Of the pointer in the window, in px. */
  readonly place: { readonly x: number; readonly y: number };
}

/** The card, as its pointer needs it. */
export interface PointerHost extends ReactiveControllerHost {
  readonly session: Session;
  readonly crossHair: CrossHair;
  readonly chart: RlLineChart | null;
  /** What its chart shows, and whose each line is. */
  readonly series: readonly LineSeries[];
  readonly lines: ReadonlyMap<number, CardLine>;
}

/**
 * What one card does with the pointer: it shares the run in focus and the cross-hair with all other cards, and shows
 * tooltips: the one that follows the pointer, a pinned one, and what is opened from that.
 */
export class CardPointer {
  readonly #host: PointerHost;
  #ends: (() => void)[] = [];
  #hovered: Tip | undefined;
  #hoveredId: number | undefined;
  #pinned: Tip | undefined;
  #source: PointPlace | undefined;
  #focusTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: PointerHost) {
    this.#host = host;
  }

  /** Begins to follow what other cards and the run list point at. */
  start(): void {
    const { selection } = this.#host.session;
    this.#ends = [selection.subscribe(this.showShared), this.#host.crossHair.subscribe(this.showShared)];
  }

  /** Nothing shows any more, and nothing is followed. */
  stop(): void {
    clearTimeout(this.#focusTimer);
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#hovered = undefined;
    this.#pinned = undefined;
    this.#source = undefined;
  }

  /**
   * Hands the shared state on without rendering: it changes with every movement of the pointer. Charts that are near
   * but out of sight would only cost.
   */
  readonly showShared = (): void => {
    const { chart, crossHair } = this.#host;
    if (!chart) return;
    chart.crossX = chart.isInSight() ? crossHair.x : undefined;
    // On its way to a line the pointer passes others: only this card shows each of them.
    clearTimeout(this.#focusTimer);
    if (this.#hovered) this.#showFocus();
    else this.#focusTimer = setTimeout(this.#showFocus, FOCUS_DELAY_MS);
  };

  readonly #showFocus = (): void => {
    const { chart, session } = this.#host;
    if (!chart) return;
    const { focused, groups } = session.selection;
    const focusedId = focused === undefined || groups.length === 0 ? focused : findGroupId(groups, focused);
    chart.focusedId = chart.isInSight() ? focusedId : undefined;
  };

  /** The run or group under the pointer on this card. */
  get hoveredId(): number | undefined {
    return this.#hoveredId;
  }

  readonly hover = (event: PointHovered): void => {
    this.#hovered = this.#buildTip(event);
    this.#hoveredId = event.id;
    this.#host.session.selection.focus(event.id);
    this.#host.crossHair.move(event.crossX);
    this.#host.requestUpdate();
  };

  readonly leave = (): void => {
    this.#hovered = undefined;
    this.#hoveredId = undefined;
    this.#host.session.selection.focus(undefined);
    this.#host.crossHair.move(undefined);
    this.#host.requestUpdate();
  };

  readonly pin = (event: PointPinned): void => {
    this.#pinned = this.#buildTip(event);
    this.#host.requestUpdate();
  };

  render(): unknown {
    const { settings, base } = this.#host.session;
    const tip = this.#pinned ?? this.#hovered;
    return html`${
      tip
        ? html`<rl-point-tip
            .rows=${tip.rows}
            .order=${settings.get(SETTINGS.tipOrder)}
            .limit=${settings.get(SETTINGS.tipRows)}
            .place=${tip.place}
            .isPinned=${tip === this.#pinned}
            @tip-closed=${() => this.#unpin()}
            @bytes-asked=${({ row }: BytesAsked) => this.#openSource(row)}
          ></rl-point-tip>`
        : nothing
    }
    ${
      this.#source
        ? html`<rl-point-source
            .base=${base}
            .place=${this.#source}
            @closed=${() => this.#closeSource()}
          ></rl-point-source>`
        : nothing
    }`;
  }

  #openSource({ id, step, wallTime }: TipRow): void {
    const line = this.#host.lines.get(id);
    if (!line) return;
    this.#source = { run: line.run.name, tag: line.tag, step, wallTime };
    this.#host.requestUpdate();
  }

  #unpin(): void {
    this.#pinned = undefined;
    this.#host.requestUpdate();
  }

  #closeSource(): void {
    this.#source = undefined;
    this.#host.requestUpdate();
  }

  #buildTip({ points, clientX, clientY }: PointDetails): Tip | undefined {
    const rows = buildTipRows(points, this.#host.lines, this.#host.series);
    return rows.length > 0 ? { rows, place: { x: clientX, y: clientY } } : undefined;
  }
}

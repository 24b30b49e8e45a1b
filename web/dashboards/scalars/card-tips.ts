import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { PointDetails } from '../../charts/chart-events.ts';
import type { TipRow } from '../../charts/point-tip.ts';
import '../../charts/rl-point-tip.ts';
import type { BytesAsked } from '../../charts/tip-events.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import type { Session } from '../../data/types.ts';
import type { CardLine } from './card-lines.ts';
import './rl-point-source.ts';
import type { PointPlace } from './rl-point-source.ts';

interface Tip {
  readonly rows: readonly TipRow[];
  /** Of the pointer in the window, in px. */
  readonly place: { readonly x: number; readonly y: number };
}

/** The tooltips of one card: the one that follows the pointer, a pinned one, and what is opened from that. */
export class CardTips {
  readonly #host: ReactiveControllerHost;
  #hovered: Tip | undefined;
  #pinned: Tip | undefined;
  #source: PointPlace | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** What is pointed at; nothing when there are no rows. */
  hover(rows: readonly TipRow[], details: PointDetails): void {
    this.#hovered = toTip(rows, details);
    this.#host.requestUpdate();
  }

  leave(): void {
    if (!this.#hovered) return;
    this.#hovered = undefined;
    this.#host.requestUpdate();
  }

  pin(rows: readonly TipRow[], details: PointDetails): void {
    this.#pinned = toTip(rows, details);
    this.#hovered = undefined;
    this.#host.requestUpdate();
  }

  /** Nothing shows any more. */
  close(): void {
    this.#hovered = undefined;
    this.#pinned = undefined;
    this.#source = undefined;
    this.#host.requestUpdate();
  }

  render({ settings, base }: Session, lines: ReadonlyMap<number, CardLine>): unknown {
    const tip = this.#pinned ?? this.#hovered;
    return html`${
      tip
        ? html`<rl-point-tip
            .rows=${tip.rows}
            .order=${settings.get(SETTINGS.tipOrder)}
            .limit=${settings.get(SETTINGS.tipRows)}
            .place=${tip.place}
            .isPinned=${tip === this.#pinned}
            @tip-closed=${() => this.close()}
            @bytes-asked=${({ row }: BytesAsked) => this.#openSource(row, lines)}
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

  #openSource({ id, step, wallTime }: TipRow, lines: ReadonlyMap<number, CardLine>): void {
    const line = lines.get(id);
    if (!line) return;
    this.#source = { run: line.run.name, tag: line.tag, step, wallTime };
    this.#host.requestUpdate();
  }

  #closeSource(): void {
    this.#source = undefined;
    this.#host.requestUpdate();
  }
}

function toTip(rows: readonly TipRow[], { clientX, clientY }: PointDetails): Tip | undefined {
  return rows.length > 0 ? { rows, place: { x: clientX, y: clientY } } : undefined;
}

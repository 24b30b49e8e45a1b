import { css, html, LitElement, type PropertyValues } from 'lit';
import { CanvasController, prepareCanvas, type Size } from './canvas-controller.ts';
import { ChartDrawn, PointLeft } from './chart-events.ts';
import { drawQueue } from './draw-queue.ts';
import { LimitsDraft } from './limits-draft.ts';
import { LineGestures } from './line-gestures.ts';
import type { Export } from './line-export.ts';
import type { ChosenLimits, Range } from './line-series.ts';
import type { Pixel } from './nearest-point.ts';
import { paintShape } from './paint-shape.ts';
import { readPalette } from './palette.ts';
import { layOutPlotExport } from './plot-export.ts';
import { PlotClicked, PlotHovered, PlotZoomed } from './plot-events.ts';
import type { Plot, PlotBuilder, PlotHit, PlotLimits } from './plot.ts';
import { traceShape } from './shape.ts';

const NOTHING: PlotLimits = {};

/**
 * Any picture that a PlotBuilder lays out, with what a pointer and keys do on it. Fills its parent; knows nothing of runs
 * or tags. The picture is drawn when its builder, its limits or its size change; what follows the pointer has a canvas of
 * its own above it, which is only there while something does: each canvas costs the browser a layer in every frame.
 *
 * Fires ChartDrawn, PlotHovered, PointLeft, PlotClicked and PlotZoomed (drag, pan, wheel, double click): its owner takes
 * `limits` over from that. It takes no focus itself: its owner hands it the keys by `handleKey`.
 */
export class RlPlot extends LitElement {
  static override properties = { build: { attribute: false }, limits: { attribute: false } };
  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      overflow: hidden;
      touch-action: pan-y;
    }
    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }
  `;

  /** Draws anew whenever it is another one. */
  declare build: PlotBuilder;
  declare limits: PlotLimits;

  readonly #canvas = new CanvasController(this, (size, isStale) => this.#draw(size, isStale));
  readonly #draft = new LimitsDraft((limits, isFinal) =>
    this.dispatchEvent(new PlotZoomed(this.#toPlotLimits(limits), isFinal)),
  );
  readonly #gestures: LineGestures;
  #size: Size = { width: 0, height: 0 };
  #plot: Plot | undefined;
  #isStale = true;
  #pointer: Pixel | undefined;
  #keyHit: PlotHit | undefined;
  #hit: PlotHit | undefined;
  #overlay: HTMLCanvasElement | undefined;

  constructor() {
    super();
    this.build = () => undefined;
    this.limits = NOTHING;
    this.#gestures = new LineGestures(this, {
      frame: () => this.#plot?.frame,
      limits: () => this.#draft.limits ?? this.#toChosen(this.limits),
      choose: (limits, isFinal) => this.#choose(limits, isFinal),
      hover: (place) => this.#hover(place),
      leave: () => this.leave(),
      click: (place) => this.#click(place),
      repaint: () => this.#canvas.request(),
      hint: () => undefined,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    drawQueue.remove(this.#drawPlot);
    this.#gestures.cancel();
    this.#draft.drop();
    this.#isStale = true;
    this.leave();
  }

  /** What is drawn; undefined until it has been. */
  get plot(): Plot | undefined {
    return this.#plot;
  }

  /** Points at nothing any more. */
  leave(): void {
    this.#pointer = undefined;
    this.#keyHit = undefined;
    if (!this.#hit) return;
    this.#hit = undefined;
    this.#canvas.request();
    this.dispatchEvent(new PointLeft());
  }

  /** Moves through what is drawn, chooses the step (Enter) or leaves, if it is a key for that; then the event is used up. */
  handleKey(event: KeyboardEvent): void {
    if (!this.#plot || event.ctrlKey || event.metaKey || event.altKey) return;
    const [rows, across] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [];
    if (rows !== undefined && across !== undefined) {
      this.#keyHit = this.#plot.move(this.#keyHit, rows, across);
      this.#pointAt(this.#keyHit);
    } else if (event.key === '0') {
      this.#choose({}, true);
    } else if (event.key === 'Enter' && this.#hit) {
      this.dispatchEvent(new PlotClicked(this.#hit));
    } else if (event.key === 'Escape' && this.#hit) {
      this.leave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** The picture as it is on the screen, with a title. Undefined without room to draw. */
  layOutExport(title: string): Export | undefined {
    const palette = readPalette();
    const plot = this.build(this.#size, palette, this.limits);
    return plot && layOutPlotExport(plot.shapes, this.#size, title, palette);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('build') || changed.has('limits')) this.#isStale = true;
  }

  protected override render(): unknown {
    return html`<canvas class="picture"></canvas>`;
  }

  protected override updated(): void {
    this.#canvas.request();
  }

  #draw(size: Size, isEverythingStale: boolean): void {
    this.#size = size;
    if (isEverythingStale || this.#isStale) drawQueue.add(this.#drawPlot);
    this.#drawOverlay();
  }

  readonly #drawPlot = (): void => {
    const draft = this.#draft.limits;
    const limits = draft ? this.#toPlotLimits(draft) : this.limits;
    const plot = this.build(this.#size, readPalette(), limits);
    this.#plot = plot;
    this.#isStale = false;
    const context = prepareCanvas(this.renderRoot.querySelector('.picture') as HTMLCanvasElement, this.#size);
    if (!plot || !context) return;
    paintShape(context, plot.shapes);
    // Rows may have moved under the pointer.
    if (this.#pointer) this.#pointAt(plot.find(this.#pointer));
    else if (this.#keyHit) this.#pointAt(this.#keyHit);
    this.dispatchEvent(new ChartDrawn());
    this.#drawOverlay();
  };

  #drawOverlay(): void {
    const { box } = this.#gestures;
    if (!this.#plot || !(this.#hit || box)) {
      this.#overlay?.remove();
      this.#overlay = undefined;
      return;
    }
    this.#overlay ??= this.renderRoot.appendChild(document.createElement('canvas'));
    const context = prepareCanvas(this.#overlay, this.#size);
    if (!context) return;
    if (this.#hit) paintShape(context, this.#plot.mark(this.#hit));
    if (!box) return;
    const palette = readPalette();
    const trace = traceShape(
      (path) => {
        path.moveTo(box.x, box.y);
        path.lineTo(box.x + box.width, box.y);
        path.lineTo(box.x + box.width, box.y + box.height);
        path.lineTo(box.x, box.y + box.height);
        path.lineTo(box.x, box.y);
      },
      { fill: palette.accent, opacity: 0.15 },
    );
    paintShape(context, trace);
  }

  #hover(place: Pixel): void {
    this.#keyHit = undefined;
    this.#pointer = place;
    this.#pointAt(this.#plot?.find(place));
  }

  #pointAt(hit: PlotHit | undefined): void {
    this.#canvas.request();
    if (!hit) {
      if (this.#hit) this.dispatchEvent(new PointLeft());
      this.#hit = undefined;
      return;
    }
    this.#hit = hit;
    const { left, top } = this.getBoundingClientRect();
    const place = this.#pointer ?? hit.place;
    this.dispatchEvent(new PlotHovered(hit, left + place.x, top + place.y));
  }

  #click(place: Pixel): void {
    const hit = this.#plot?.find(place);
    if (hit) this.dispatchEvent(new PlotClicked(hit));
  }

  #choose(limits: ChosenLimits, isFinal: boolean): void {
    this.#draft.choose(limits, isFinal);
    this.#isStale = true;
    this.#canvas.request();
  }

  /** Limits of the frame's axes as limits of what lies along them, the lower end first. */
  #toPlotLimits({ range, yRange }: ChosenLimits): PlotLimits {
    const { x, y } = this.#plot?.axes ?? { x: 'values', y: 'none' };
    return {
      ...(range && { [x]: sortEnds(range) }),
      ...(yRange && y !== 'none' && { [y]: sortEnds(yRange) }),
    };
  }

  #toChosen(limits: PlotLimits): ChosenLimits {
    const { x, y } = this.#plot?.axes ?? { x: 'values', y: 'none' };
    return { range: limits[x], yRange: y === 'none' ? undefined : limits[y] };
  }
}
customElements.define('rl-plot', RlPlot);

function sortEnds({ from, to }: Range): Range {
  return from <= to ? { from, to } : { from: to, to: from };
}

declare global {
  interface HTMLElementTagNameMap {
    'rl-plot': RlPlot;
  }
}

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { computeXScale } from './axis-limits.ts';
import type { ScaleKind } from './axis-scale.ts';
import type { LineAxisKind } from './axis-ticks.ts';
import { CanvasController, prepareCanvas, type Size } from './canvas-controller.ts';
import { ChartDrawn, LineChosen, PlotResized, RangeSelected, XSelected } from './chart-events.ts';
import { describePoint } from './describe-point.ts';
import { drawQueue } from './draw-queue.ts';
import { LimitsDraft } from './limits-draft.ts';
import { lineChartStyles } from './line-chart-styles.ts';
import { layOutExport, type Export, type ExportText } from './line-export.ts';
import { LineFobs } from './line-fobs.ts';
import { isInPlot, LineGestures } from './line-gestures.ts';
import { LineHover } from './line-hover.ts';
import { movePoint, zoomByKey } from './line-keyboard.ts';
import { LineCross } from './line-cross.ts';
import { isEmptyOverlay, isSameOverlay, paintLineOverlay, type LineOverlay } from './line-overlay.ts';
import { buildLinePicture, VIEW_KEYS, type LinePicture, type LineView } from './line-picture.ts';
import { LinePlot } from './line-plot.ts';
import { groupOf, type ChosenLimits, type LineSeries, type Range, type XSelection } from './line-series.ts';
import type { Pixel } from './nearest-point.ts';
import { readPalette } from './palette.ts';
import { fromPixelX, type PlotFrame } from './plot-frame.ts';
import { SightController } from './sight-controller.ts';
import { hideOverwritten } from './stretches.ts';
import { selectByClick, snapX } from './x-selection.ts';

/** How long the hint stays. */
const HINT_MS = 2_400;

/**
 * Lines over an axis, with a cross-hair. Fills its parent; knows nothing of what the lines are.
 *
 * Three layers, a canvas each: axes, and lines, drawn when the data, the range or the size changes; above them the overlay,
 * drawn when another line is hovered, and the cross-hair, which moves with the pointer. Hovering a line dims the line layer as a whole by CSS and draws the one
 * line again above it, so that it costs the same with a thousand lines as with one.
 *
 * Fires ChartDrawn, PlotResized, PointHovered, PointLeft, PointPinned (click), RangeSelected (drag, pan, wheel, double
 * click, keys), XSelected (click on the x axis, handles) and LineChosen (Alt and click). It changes none of its
 * properties: its owner takes `range`, `yRange`, `rightYRange` and `selection` over from the events. It takes no focus itself: its owner hands it the keys by `handleKey`.
 */
export class RlLineChart extends LitElement {
  static override properties = {
    series: { attribute: false },
    axis: {},
    xScale: {},
    yScale: {},
    range: { attribute: false },
    yRange: { attribute: false },
    rightYRange: { attribute: false },
    ignoresOutliers: { attribute: false },
    lastStretchWins: { attribute: false },
    selectMode: {},
    selection: { attribute: false },
    focusedId: { attribute: false },
    crossX: { attribute: false },
    isHinting: { state: true },
    announced: { state: true },
  };
  static override styles = lineChartStyles;

  declare series: readonly LineSeries[];
  declare axis: LineAxisKind;
  /** The points of a logarithmic x axis that are not positive are not drawn. */
  declare xScale: 'linear' | 'log';
  declare yScale: ScaleKind;
  /** Part of the x axis to show; undefined = all of it, as it follows the data. */
  declare range: Range | undefined;
  /** Part of the y axis on the left to show; undefined = what the data needs. */
  declare yRange: Range | undefined;
  /** The same for the y axis on the right. */
  declare rightYRange: Range | undefined;
  /** Whether y axes that follow the data leave out the lowest and the highest 5 % of it. */
  declare ignoresOutliers: boolean;
  /** Where x steps back: whether what was there before is hidden, rather than drawn as a stretch of its own. */
  declare lastStretchWins: boolean;
  /** What a click on the x axis selects, and how many handles stand there. */
  declare selectMode: 'none' | 'step' | 'range';
  declare selection: XSelection | undefined;
  /** The group of lines that stand out (`groupOf`), here or on another chart. */
  declare focusedId: number | undefined;
  /** x of the cross-hair, here or on another chart. */
  declare crossX: number | undefined;
  /** Whether it says how to zoom. */
  declare protected isHinting: boolean;
  /** The point that the keys have led to, for those who listen. */
  declare protected announced: string;

  readonly #canvas = new CanvasController(this, (size, isStale) => this.#draw(size, isStale));
  readonly #sight = new SightController(this, () => drawQueue.wake());
  readonly #draft = new LimitsDraft((limits, isFinal) =>
    this.dispatchEvent(new RangeSelected(limits, isFinal)),
  );
  readonly #hover = new LineHover(this, () => ({ series: this.#shown, frame: this.#frame }));
  readonly #gestures: LineGestures;
  readonly #fobs = new LineFobs({
    chart: this,
    frame: () => this.#frame,
    series: () => this.#shown,
  });
  #size: Size = { width: 0, height: 0 };
  #plot: LinePlot | undefined;
  /** What was drawn last. */
  #picture: LinePicture | undefined;
  /** The lines without what is hidden. */
  #shown: readonly LineSeries[] = [];
  #cross: LineCross | undefined;
  /** What the overlay shows. */
  #overlay: LineOverlay | undefined;
  #areLinesStale = true;
  #hasHinted = false;

  constructor() {
    super();
    this.series = [];
    this.axis = 'step';
    this.xScale = 'linear';
    this.yScale = 'linear';
    this.ignoresOutliers = false;
    this.lastStretchWins = false;
    this.selectMode = 'none';
    this.isHinting = false;
    this.announced = '';
    this.#gestures = new LineGestures(this, {
      frame: () => this.#frame,
      limits: () => this.#limits,
      choose: (limits, isFinal) => this.#choose(limits, isFinal),
      hover: (place) => this.#hover.hover(place),
      leave: () => this.#hover.leave(),
      click: (place, event) => this.#click(place, event),
      repaint: () => this.#canvas.request(),
      hint: () => this.#hint(),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    drawQueue.remove(this.#drawLines);
    this.#plot?.dispose();
    this.#areLinesStale = true;
    this.#gestures.cancel();
    this.#draft.drop();
    this.leave();
  }

  /** Whether some of it lies in the window. */
  isInSight(): boolean {
    return this.#sight.isInSight;
  }

  /** The chart as it is on the screen, in a picture with a title, labels and a key. Undefined without room to draw. */
  layOutExport(text: ExportText): Export | undefined {
    const picture = buildLinePicture(this.#shown, this.#view, this.#size, readPalette());
    return picture && layOutExport(picture, this.#size, text);
  }

  /** Points at nothing any more. */
  leave(): void {
    this.#hover.leave();
  }

  /** Moves along the lines, zooms, pins or leaves, if it is a key for that; then the event is used up. */
  handleKey(event: KeyboardEvent): void {
    if (!this.#frame || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#useKey(event, this.#frame)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('series') || changed.has('lastStretchWins')) {
      this.#shown = this.lastStretchWins ? this.series.map(hideOverwritten) : this.series;
      this.#areLinesStale = true;
    }
    this.#areLinesStale ||= VIEW_KEYS.some((name) => changed.has(name));
  }

  protected override render(): unknown {
    const isDimmed = this.series.some((line) => groupOf(line) === this.focusedId);
    return html`<canvas class="axes"></canvas>
      <canvas class="lines ${isDimmed ? 'dimmed' : ''}"></canvas>
      <canvas class="overlay" hidden></canvas>
      <div class="cross" hidden></div>
      <div class="rings"></div>
      ${this.selectMode === 'none' ? nothing : this.#fobs.render()}
      ${this.isHinting ? html`<div class="hint">Alt + wheel zooms</div>` : nothing}
      <div class="announced" aria-live="polite">${this.announced}</div>`;
  }

  protected override updated(): void {
    this.#redraw();
  }

  get #frame(): PlotFrame | undefined {
    return this.#picture?.frame;
  }

  get #limits(): ChosenLimits {
    const { range, yRange, rightYRange } = this;
    return this.#draft.limits ?? { range, yRange, rightYRange };
  }

  get #view(): LineView {
    const { axis, xScale, yScale, ignoresOutliers } = this;
    return { axis, xScale, yScale, ignoresOutliers, ...this.#limits };
  }

  /** The lines in the next frame; where only the overlay has changed, that. */
  #redraw(): void {
    if (this.#areLinesStale && this.#size.width > 0) this.#queueLines();
    else this.#canvas.request();
  }

  #queueLines(): void {
    drawQueue.add(this.#drawLines, { isDue: this.#isDue, isRedraw: this.#picture !== undefined });
  }

  /** Drawn for the first time while it comes near, so that it can be scrolled to; then while it is in sight. */
  readonly #isDue = (): boolean => !this.#picture || this.isInSight();

  #draw(size: Size, isEverythingStale: boolean): void {
    this.#size = size;
    if (isEverythingStale || this.#areLinesStale) this.#queueLines();
    this.#drawOverlay();
  }

  readonly #drawLines = (): void => {
    const picture = buildLinePicture(this.#shown, this.#view, this.#size, readPalette());
    if (!picture) return;
    const hasResized = picture.frame.width !== this.#frame?.width;
    this.#picture = picture;
    this.#plot ??= new LinePlot(this.#find('.axes'), this.#find('.lines'));
    this.#plot.draw(picture, this.#size);
    this.#areLinesStale = false;
    if (hasResized) this.dispatchEvent(new PlotResized(picture.frame.width));
    this.dispatchEvent(new ChartDrawn(picture.hidden));
    this.#hover.refresh();
    this.#drawOverlay();
  };

  #drawOverlay(): void {
    const picture = this.#picture;
    if (!picture) return;
    const overlay = {
      picture,
      focused: this.#shown.filter((line) => groupOf(line) === this.focusedId),
      dragged: this.#gestures.box,
      selection: this.selectMode === 'none' ? undefined : this.selection,
    };
    this.#cross ??= new LineCross(this.#find('.cross'), this.#find('.rings'));
    this.#cross.place(overlay.dragged ? undefined : this.crossX, overlay.focused, picture);
    this.#fobs.place(this.renderRoot);
    if (isSameOverlay(overlay, this.#overlay)) return;
    this.#overlay = overlay;
    const canvas = this.#find<HTMLCanvasElement>('canvas.overlay');
    // A canvas costs in every frame of the page, also where nothing is on it.
    canvas.hidden = isEmptyOverlay(overlay);
    const context = canvas.hidden ? undefined : prepareCanvas(canvas, this.#size);
    if (context) paintLineOverlay(context, overlay);
  }

  #find<Found extends HTMLElement>(selector: string): Found {
    return this.renderRoot.querySelector(selector) as Found;
  }

  #choose(limits: ChosenLimits, isFinal: boolean): void {
    this.#draft.choose(limits, isFinal);
    this.#areLinesStale = true;
    this.#redraw();
  }

  #click(place: Pixel, event: MouseEvent): void {
    const frame = this.#frame;
    if (!frame) return;
    if (event.altKey) {
      if (this.focusedId !== undefined) this.dispatchEvent(new LineChosen(this.focusedId));
    } else if (isInPlot(frame, place)) {
      this.#hover.hover(place);
      this.#hover.pin();
    } else if (this.selectMode !== 'none' && place.y > frame.top + frame.height) {
      const value = snapX(this.axis, fromPixelX(frame, place.x));
      this.dispatchEvent(new XSelected(selectByClick(this.selection, this.selectMode, value, frame.x), true));
    }
  }

  /** Whether the key did something. */
  #useKey(event: KeyboardEvent, frame: PlotFrame): boolean {
    if (event.key === 'Escape') {
      const { keyPoint } = this.#hover;
      this.#hover.leave();
      return keyPoint !== undefined;
    }
    if (event.key === 'Enter' && this.#hover.keyPoint) {
      this.#hover.pin();
      return true;
    }
    const point = movePoint(this.#shown, frame, event, this.#hover.keyPoint, this.focusedId);
    if (point) {
      this.#hover.pointAt(point);
      this.announced = describePoint(this.#shown, point, this.axis);
      return true;
    }
    const centre = this.crossX ?? fromPixelX(frame, this.clientWidth / 2);
    const whole = computeXScale(this.#shown, this.xScale, undefined);
    const zoom = zoomByKey(frame, event.key, centre, whole);
    if (!zoom) return false;
    this.#choose(event.key === '0' ? {} : { ...this.#limits, range: zoom.range }, true);
    return true;
  }

  /** Says once how to zoom: the wheel alone scrolls the page. */
  #hint(): void {
    if (this.#hasHinted) return;
    this.#hasHinted = true;
    this.isHinting = true;
    setTimeout(() => (this.isHinting = false), HINT_MS);
  }
}
customElements.define('rl-line-chart', RlLineChart);

declare global {
  interface HTMLElementTagNameMap {
    'rl-line-chart': RlLineChart;
  }
}

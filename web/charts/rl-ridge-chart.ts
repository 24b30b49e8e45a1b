import { css, html, LitElement } from 'lit';
import type { AxisKind } from './axis-ticks.ts';
import { CanvasController, prepareCanvas, type Size } from './canvas-controller.ts';
import { BucketHovered, ChartDrawn, PointLeft } from './chart-events.ts';
import type { Pixel } from './nearest-point.ts';
import { readPalette } from './palette.ts';
import { clampToBucket, findBucket, findRow, valueAt } from './ridge-lookup.ts';
import { paintRidges, type RidgeMark } from './ridge-paint.ts';
import { buildRidgePicture, toBaseline, toRidgeX, type RidgePicture } from './ridge-picture.ts';
import { BUCKET_SIZE, type RidgeRow } from './ridge-row.ts';

/**
 * Histograms one behind the other, the newest in front. Fills its parent; knows nothing of runs or tags.
 *
 * On a canvas of its own, without ECharts: depth is no axis of ECharts, all that it could give is the one row of value
 * labels, and its instance and layers would cost more than the whole picture, which paints in about a millisecond.
 *
 * Fires ChartDrawn, BucketHovered and PointLeft. It takes no focus itself: its owner hands it the keys by `handleKey`.
 */
export class RlRidgeChart extends LitElement {
  static override properties = {
    rows: { attribute: false },
    brokenDepths: { attribute: false },
    selectedRows: { attribute: false },
    depthKind: {},
    colourToken: {},
  };
  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      overflow: hidden;
    }
    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }
  `;

  /** All that there are; as many as fit are drawn. */
  declare rows: readonly RidgeRow[];
  /** Depths at which a histogram could not be read. */
  declare brokenDepths: readonly number[];
  /** Those of `rows` that stand out. */
  declare selectedRows: ReadonlySet<RidgeRow>;
  declare depthKind: AxisKind;
  /** Name of the colour's token: "--rl-run-7". */
  declare colourToken: string;

  readonly #canvas = new CanvasController(this, (size) => this.#draw(size));
  #picture: RidgePicture | undefined;
  #pointer: Pixel | undefined;
  /** The row and bucket that the arrow keys are at. */
  #keyPlace: { row: number; bucket: number } | undefined;
  #mark: RidgeMark | undefined;

  constructor() {
    super();
    this.rows = [];
    this.brokenDepths = [];
    this.selectedRows = new Set();
    this.depthKind = 'step';
    this.colourToken = '--rl-text-3';
    this.addEventListener('pointermove', this.#onPointerMove);
    this.addEventListener('pointerleave', this.#leave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave();
  }

  /** Points at nothing any more. */
  leave(): void {
    if (this.#mark) this.#leave();
  }

  /** How many rows are in the picture. */
  get drawnCount(): number {
    return this.#picture?.rows.length ?? 0;
  }

  /** Moves through rows (up, down) and buckets (left, right) or leaves; then the event is used up. */
  handleKey(event: KeyboardEvent): void {
    if (!this.#picture || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      if (!this.#mark) return;
      this.#leave();
    } else if (!this.#move(event.key, this.#picture)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  protected override render(): unknown {
    return html`<canvas></canvas>`;
  }

  protected override updated(): void {
    this.#canvas.request();
  }

  #draw(size: Size): void {
    const context = prepareCanvas(this.renderRoot.querySelector('canvas') as HTMLCanvasElement, size);
    this.#picture = buildRidgePicture(this.rows, size, this.depthKind);
    if (!context || !this.#picture) return;
    // Rows may have moved under the pointer.
    if (this.#keyPlace) this.#pointAtBucket(this.#keyPlace, this.#picture);
    else if (this.#pointer) this.#hover(this.#pointer, this.#picture);
    const { depthKind, colourToken, brokenDepths } = this;
    const selected = this.#findDrawn(this.selectedRows, this.#picture);
    const style = {
      palette: readPalette(),
      depthKind,
      colourToken,
      brokenDepths,
      mark: this.#mark,
      selected,
    };
    paintRidges(context, this.#picture, style);
    this.dispatchEvent(new ChartDrawn());
  }

  /** Of each selected row itself, or what is drawn nearest to it. */
  #findDrawn(selected: ReadonlySet<RidgeRow>, { rows }: RidgePicture): ReadonlySet<RidgeRow> {
    const drawn = new Set<RidgeRow>();
    for (const row of selected) {
      const next = rows.findIndex(({ depth }) => depth >= row.depth);
      const [before, after] = [rows[next - 1], rows[next] ?? rows.at(-1)];
      const isBefore = before && after && row.depth - before.depth < after.depth - row.depth;
      const nearest = isBefore ? before : after;
      if (nearest) drawn.add(nearest);
    }
    return drawn;
  }

  readonly #onPointerMove = (event: PointerEvent): void => {
    const box = this.getBoundingClientRect();
    this.#keyPlace = undefined;
    this.#pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
    this.#canvas.request();
  };

  readonly #leave = (): void => {
    this.#pointer = undefined;
    this.#keyPlace = undefined;
    this.#mark = undefined;
    this.#canvas.request();
    this.dispatchEvent(new PointLeft());
  };

  #hover(pixel: Pixel, picture: RidgePicture): void {
    const index = findRow(picture, pixel);
    const row = picture.rows[index];
    if (!row) return;
    const value = valueAt(picture, pixel.x);
    const bucket = findBucket(row, value);
    // Beside the histogram the nearest bucket is meant.
    this.#mark = { row: index, value: bucket < 0 ? value : clampToBucket(row, bucket, value) };
    this.#tell(row, bucket, pixel);
  }

  #move(key: string, picture: RidgePicture): boolean {
    const [rows, buckets] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key] ?? [];
    if (rows === undefined || buckets === undefined || picture.rows.length === 0) return false;
    const last = picture.rows.length - 1;
    const row = this.#keyPlace ? Math.min(last, Math.max(0, this.#keyPlace.row + rows)) : last;
    const count = (picture.rows[row]?.buckets.length ?? 0) / BUCKET_SIZE;
    const start = this.#keyPlace?.bucket ?? Math.floor(count / 2);
    this.#keyPlace = { row, bucket: Math.min(count - 1, Math.max(0, start + buckets)) };
    this.#canvas.request();
    return true;
  }

  #pointAtBucket(place: { row: number; bucket: number }, picture: RidgePicture): void {
    const index = Math.min(place.row, picture.rows.length - 1);
    const row = picture.rows[index];
    if (!row) return;
    const at = place.bucket * BUCKET_SIZE;
    const value = at in row.buckets ? (row.buckets[at]! + row.buckets[at + 1]!) / 2 : picture.x.from;
    this.#mark = { row: index, value };
    const pixel = { x: toRidgeX(picture, value), y: toBaseline(picture, index) };
    this.#tell(row, at in row.buckets ? place.bucket : -1, pixel);
  }

  #tell(row: RidgeRow, bucket: number, pixel: Pixel): void {
    const box = this.getBoundingClientRect();
    const place = { clientX: box.left + pixel.x, clientY: box.top + pixel.y };
    this.dispatchEvent(new BucketHovered({ row, bucket, ...place }));
  }
}
customElements.define('rl-ridge-chart', RlRidgeChart);

declare global {
  interface HTMLElementTagNameMap {
    'rl-ridge-chart': RlRidgeChart;
  }
}

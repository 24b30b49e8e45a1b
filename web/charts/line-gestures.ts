import { panScale, zoomScale } from './axis-zoom.ts';
import { boxLimits, findBox, MIN_BOX_PX, MIN_DRAG_PX } from './drag-box.ts';
import type { ChosenLimits } from './line-series.ts';
import type { Pixel } from './nearest-point.ts';
import type { PlotFrame } from './plot-frame.ts';
import type { Box } from './shape.ts';

/** What gestures act on: a chart. Places are in px of its element. */
export interface GestureTarget {
  /** Undefined as long as nothing is drawn. */
  frame(): PlotFrame | undefined;
  /** What is chosen now. */
  limits(): ChosenLimits;
  /** Shows these limits; `isFinal` when the gesture has ended. */
  choose(limits: ChosenLimits, isFinal: boolean): void;
  hover(place: Pixel): void;
  leave(): void;
  click(place: Pixel, event: MouseEvent): void;
  /** The dragged box has changed. */
  repaint(): void;
  /** The wheel was turned without a key that would make it zoom. */
  hint(): void;
}

/** By how much a px of the wheel changes the visible range. */
const ZOOM_PER_PX = 0.0025;
const MAX_WHEEL_PX = 240;
/** Px of a wheel that counts lines or pages: WheelEvent.deltaMode. */
const WHEEL_UNIT_PX = [1, 16, 240] as const;
/** The wheel has come to rest. */
const WHEEL_END_MS = 160;
/** Fingers nearer to one another would zoom in jumps. */
const MIN_SPREAD_PX = 10;

interface BoxDrag {
  readonly kind: 'box';
  readonly start: Pixel;
}

interface PanDrag {
  readonly kind: 'pan';
  readonly start: Pixel;
  /** As it was at the start, from which all is computed: so nothing drifts. */
  readonly frame: PlotFrame;
  movesX: boolean;
  movesY: boolean;
}

interface Pinch {
  readonly kind: 'pinch';
  readonly frame: PlotFrame;
  readonly fingers: readonly [number, number];
  readonly spread: number;
}

/**
 * Pointer, wheel and fingers on a chart: drag = box to zoom to, along one axis where the drag is; Alt or Shift and
 * drag, or the middle button = draw the plot along; Alt or Ctrl and wheel = zoom around the pointer, over a gutter only
 * its axis; two fingers = zoom x; double click = all.
 */
export class LineGestures {
  readonly #host: HTMLElement;
  readonly #target: GestureTarget;
  readonly #touches = new Map<number, Pixel>();
  #pointer: Pixel | undefined;
  #drag: BoxDrag | PanDrag | Pinch | undefined;
  #hasDragged = false;
  #wheelTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, target: GestureTarget) {
    this.#host = host;
    this.#target = target;
    host.addEventListener('pointermove', this.#onMove);
    host.addEventListener('pointerdown', this.#onDown);
    host.addEventListener('pointerup', this.#onUp);
    host.addEventListener('pointercancel', this.#onCancel);
    host.addEventListener('pointerleave', this.#onLeave);
    host.addEventListener('wheel', this.#onWheel, { passive: false });
    host.addEventListener('click', this.#onClick);
    host.addEventListener('dblclick', this.#onDoubleClick);
  }

  /** What is being dragged over, in px; undefined while that is too little to be meant. */
  get box(): Box | undefined {
    const frame = this.#target.frame();
    if (this.#drag?.kind !== 'box' || !this.#pointer || !frame) return undefined;
    return findBox(frame, this.#drag.start, this.#pointer)?.box;
  }

  /** Ends whatever goes on, without an effect. */
  cancel(): void {
    clearTimeout(this.#wheelTimer);
    this.#drag = undefined;
    this.#pointer = undefined;
    this.#touches.clear();
  }

  readonly #onDown = (event: PointerEvent): void => {
    const frame = this.#target.frame();
    const place = this.#placeOf(event);
    this.#hasDragged = false;
    if (!frame || event.button > 1) return;
    if (event.pointerType === 'touch') {
      this.#touches.set(event.pointerId, place);
      this.#beginPinch(frame);
      return;
    }
    if (!isInPlot(frame, place)) return;
    // Else the browser would scroll by itself.
    if (event.button === 1) event.preventDefault();
    this.#host.setPointerCapture(event.pointerId);
    const isPan = event.button === 1 || event.altKey || event.shiftKey;
    this.#drag = isPan
      ? { kind: 'pan', start: place, frame, movesX: false, movesY: false }
      : { kind: 'box', start: place };
  };

  readonly #onMove = (event: PointerEvent): void => {
    this.#pointer = this.#placeOf(event);
    if (this.#touches.has(event.pointerId)) this.#touches.set(event.pointerId, this.#pointer);
    if (!this.#drag) return this.#target.hover(this.#pointer);
    if (this.#drag.kind === 'pan') this.#pan(this.#drag, this.#pointer);
    else if (this.#drag.kind === 'pinch') this.#pinch(this.#drag);
    else this.#stretchBox();
  };

  readonly #onUp = (event: PointerEvent): void => {
    const drag = this.#drag;
    const frame = this.#target.frame();
    this.#touches.delete(event.pointerId);
    this.#drag = undefined;
    if (!drag || !frame) return;
    const limits = this.#target.limits();
    if (drag.kind === 'box') {
      const found = findBox(frame, drag.start, this.#placeOf(event));
      this.#target.repaint();
      if (!found) return;
      this.#hasDragged = true;
      this.#target.choose(boxLimits(frame, found, limits), true);
    } else {
      this.#hasDragged = drag.kind === 'pinch' || drag.movesX || drag.movesY;
      if (this.#hasDragged) this.#target.choose(limits, true);
    }
  };

  readonly #onCancel = (event: PointerEvent): void => {
    this.#touches.delete(event.pointerId);
    this.#drag = undefined;
    this.#onLeave();
  };

  readonly #onLeave = (): void => {
    if (this.#drag) return;
    this.#pointer = undefined;
    this.#target.leave();
  };

  readonly #onClick = (event: MouseEvent): void => {
    if (!this.#hasDragged) this.#target.click(this.#placeOf(event), event);
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    const frame = this.#target.frame();
    if (frame && isInPlot(frame, this.#placeOf(event))) this.#target.choose({}, true);
  };

  readonly #onWheel = (event: WheelEvent): void => {
    const frame = this.#target.frame();
    if (!frame) return;
    if (!event.altKey && !event.ctrlKey) return this.#target.hint();
    event.preventDefault();
    const px = event.deltaY * (WHEEL_UNIT_PX[event.deltaMode] ?? 1);
    const factor = Math.exp(Math.max(-MAX_WHEEL_PX, Math.min(MAX_WHEEL_PX, px)) * ZOOM_PER_PX);
    this.#target.choose(this.#zoom(frame, this.#placeOf(event), factor), false);
    clearTimeout(this.#wheelTimer);
    this.#wheelTimer = setTimeout(() => this.#target.choose(this.#target.limits(), true), WHEEL_END_MS);
  };

  #stretchBox(): void {
    // The values at the pointer would lie above the box.
    if (this.box) this.#target.leave();
    this.#target.repaint();
  }

  #zoom(frame: PlotFrame, place: Pixel, factor: number): ChosenLimits {
    const across = (place.x - frame.left) / frame.width;
    const up = (frame.top + frame.height - place.y) / frame.height;
    const limits = this.#target.limits();
    const range = zoomScale(frame.x, across, factor);
    const yRange = zoomScale(frame.y, up, factor);
    const rightYRange = frame.rightY && zoomScale(frame.rightY, up, factor);
    if (up < 0) return { ...limits, range };
    if (across < 0) return { ...limits, yRange };
    if (across > 1 && rightYRange) return { ...limits, rightYRange };
    return { range, yRange, rightYRange };
  }

  #pan(drag: PanDrag, { x, y }: Pixel): void {
    const { frame, start } = drag;
    drag.movesX ||= Math.abs(x - start.x) >= MIN_DRAG_PX;
    // A hand that moves along x is never quite steady.
    drag.movesY ||= Math.abs(y - start.y) >= MIN_BOX_PX;
    if (!drag.movesX && !drag.movesY) return;
    const up = (y - start.y) / frame.height;
    this.#target.choose(
      {
        ...this.#target.limits(),
        ...(drag.movesX && { range: panScale(frame.x, (start.x - x) / frame.width) }),
        ...(drag.movesY && {
          yRange: panScale(frame.y, up),
          rightYRange: frame.rightY && panScale(frame.rightY, up),
        }),
      },
      false,
    );
  }

  #beginPinch(frame: PlotFrame): void {
    const [first, second, third] = this.#touches.keys();
    if (first === undefined || second === undefined || third !== undefined) return;
    const { spread } = this.#measurePinch(first, second);
    this.#drag = { kind: 'pinch', frame, fingers: [first, second], spread };
    this.#target.leave();
  }

  #pinch({ frame, fingers, spread }: Pinch): void {
    const now = this.#measurePinch(...fingers);
    const range = zoomScale(frame.x, (now.x - frame.left) / frame.width, spread / now.spread);
    this.#target.choose({ ...this.#target.limits(), range }, false);
  }

  #measurePinch(first: number, second: number): { spread: number; x: number } {
    const a = this.#touches.get(first)?.x ?? 0;
    const b = this.#touches.get(second)?.x ?? 0;
    return { spread: Math.max(MIN_SPREAD_PX, Math.abs(a - b)), x: (a + b) / 2 };
  }

  #placeOf({ clientX, clientY }: MouseEvent): Pixel {
    const { left, top } = this.#host.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}

/** Whether the place lies between the axes. */
export function isInPlot({ left, top, width, height }: PlotFrame, { x, y }: Pixel): boolean {
  return x >= left && x <= left + width && y >= top - 2 && y <= top + height;
}

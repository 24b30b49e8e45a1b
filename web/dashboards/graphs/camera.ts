import { Observable } from '../../base/observable.ts';
import type { Box, Point } from './layout/layout-types.ts';

const MIN_SCALE = 0.02;
const MAX_SCALE = 4;
/** Space that stays free around what is fitted in. */
const FIT_MARGIN = 24;
/** Nothing is drawn larger than this to fill the window: a graph of two nodes looks silly otherwise. */
const MAX_FIT_SCALE = 1.1;
/** As much of the picture as stays in sight, however far one drags. */
const KEPT_IN_SIGHT_PX = 60;

/** What floats over the canvas covers, in pixels from each side. */
export interface Insets {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** The part of the picture that is in sight: screen = picture × scale + (x, y). Changes when that does. */
export class Camera extends Observable {
  #x = 0;
  #y = 0;
  #scale = 1;
  #view: ViewSize = { width: 0, height: 0 };
  #insets: Insets = { left: 0, top: 0, right: 0, bottom: 0 };
  #picture: ViewSize = { width: 0, height: 0 };
  #isFitted = false;

  get x(): number {
    return this.#x;
  }

  get y(): number {
    return this.#y;
  }

  get scale(): number {
    return this.#scale;
  }

  get view(): ViewSize {
    return this.#view;
  }

  get picture(): ViewSize {
    return this.#picture;
  }

  /** The part of the picture in sight, in its own pixels. */
  get visible(): Box {
    const { width, height } = this.#view;
    return {
      x: -this.#x / this.#scale,
      y: -this.#y / this.#scale,
      width: width / this.#scale,
      height: height / this.#scale,
    };
  }

  setView(view: ViewSize, insets: Insets): void {
    if (JSON.stringify([view, insets]) === JSON.stringify([this.#view, this.#insets])) return;
    this.#view = view;
    this.#insets = insets;
    this.changed();
  }

  setPicture(picture: ViewSize): void {
    this.#picture = picture;
    this.changed();
  }

  /** From the screen, relative to the canvas, to the picture. */
  toPicture({ x, y }: Point): Point {
    return { x: (x - this.#x) / this.#scale, y: (y - this.#y) / this.#scale };
  }

  toScreen({ x, y }: Point): Point {
    return { x: x * this.#scale + this.#x, y: y * this.#scale + this.#y };
  }

  /** Moves the picture by pixels of the screen. */
  pan(dx: number, dy: number): void {
    this.#set(this.#x + dx, this.#y + dy, this.#scale);
  }

  /** Zooms by a factor so that the point of the screen stays where it is; by default the middle of the free area. */
  zoom(factor: number, at: Point = this.middle): void {
    const scale = clamp(this.#scale * factor, MIN_SCALE, MAX_SCALE);
    const { x, y } = this.toPicture(at);
    this.#set(at.x - x * scale, at.y - y * scale, scale);
  }

  /** The scale at which the whole picture fits in. */
  fitScale(picture: ViewSize = this.#picture): number {
    const { width, height } = this.#free();
    const scale = Math.min(
      (width - 2 * FIT_MARGIN) / picture.width,
      (height - 2 * FIT_MARGIN) / picture.height,
    );
    return clamp(scale, MIN_SCALE, MAX_FIT_SCALE);
  }

  /** Shows the whole picture in the middle of the free area. */
  fit(): void {
    this.frame({ x: 0, y: 0, ...this.#picture }, this.fitScale());
    this.#isFitted = true;
  }

  /** Whether nobody has moved or zoomed since the whole picture was shown. */
  get isFitted(): boolean {
    return this.#isFitted;
  }

  /** Shows a box in the middle of the free area; one that is too large with its upper left corner in sight. */
  frame(box: Box, scale: number = this.#scale): void {
    const free = this.#free();
    const place = (start: number, size: number, from: number, length: number): number => {
      const room = length - size * scale;
      return from + Math.max(FIT_MARGIN, room / 2) - start * scale;
    };
    this.#set(
      place(box.x, box.width, free.x, free.width),
      place(box.y, box.height, free.y, free.height),
      scale,
    );
  }

  /** Moves as little as possible until a box is in the free area; if it is too large, its upper left part. */
  reveal(box: Box): void {
    const free = this.#free();
    const { x, y } = this.toScreen(box);
    this.pan(
      shiftInto(x, box.width * this.#scale, free.x, free.width),
      shiftInto(y, box.height * this.#scale, free.y, free.height),
    );
  }

  /** Puts a point of the picture at a point of the screen, without zooming. */
  pin(point: Point, screen: Point): void {
    this.#set(screen.x - point.x * this.#scale, screen.y - point.y * this.#scale, this.#scale);
  }

  /** Whether a part of a box is in the window, covered or not. */
  sees(box: Box): boolean {
    const { x, y, width, height } = this.visible;
    return box.x < x + width && box.y < y + height && box.x + box.width > x && box.y + box.height > y;
  }

  #free(): Box {
    const { left, top, right, bottom } = this.#insets;
    return {
      x: left,
      y: top,
      width: Math.max(1, this.#view.width - left - right),
      height: Math.max(1, this.#view.height - top - bottom),
    };
  }

  /** The middle of the free area, on the screen. */
  get middle(): Point {
    const { x, y, width, height } = this.#free();
    return { x: x + width / 2, y: y + height / 2 };
  }

  #set(x: number, y: number, scale: number): void {
    const { width, height } = this.#view;
    this.#isFitted = false;
    this.#scale = scale;
    this.#x = clamp(x, KEPT_IN_SIGHT_PX - this.#picture.width * scale, width - KEPT_IN_SIGHT_PX);
    this.#y = clamp(y, KEPT_IN_SIGHT_PX - this.#picture.height * scale, height - KEPT_IN_SIGHT_PX);
    this.changed();
  }
}

/** How far something has to move to lie within a length; of something too long the start. */
function shiftInto(start: number, size: number, from: number, length: number): number {
  const low = from + FIT_MARGIN;
  const high = from + length - FIT_MARGIN;
  if (start < low) return low - start;
  if (size > high - low) return start > high - KEPT_IN_SIGHT_PX ? low - start : 0;
  return Math.min(0, high - (start + size));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

import type { Point } from './layout/layout-types.ts';

/** What fingers and mouse mean. Points are from the upper left corner of the element that listens. */
export interface GestureHandlers {
  pan(dx: number, dy: number): void;
  zoom(factor: number, at: Point): void;
  press(target: Element): void;
  /** Two presses on the same place; each is reported as a press too. */
  doublePress(target: Element): void;
}

/** A pointer that moved no more than this was held still. */
const STILL_PX = 4;
const DOUBLE_PRESS_MS = 400;
/** Wheels count in pixels, lines or pages. */
const PX_PER_WHEEL_UNIT = [1, 16, 400] as const;
const ZOOM_PER_PX = 0.0016;
/** A trackpad reports a pinch as a wheel with Control, in small numbers. */
const PINCH_GAIN = 6;

/** Tells presses, drags, pinches and turns of the wheel apart. Use its members as listeners. */
export class PointerGestures {
  readonly #handlers: GestureHandlers;
  readonly #pointers = new Map<number, Point>();
  #target: Element | undefined;
  #hasMoved = false;
  #start: Point = { x: 0, y: 0 };
  #lastPress: { readonly target: Element; readonly time: number } | undefined;

  constructor(handlers: GestureHandlers) {
    this.#handlers = handlers;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#pointers.set(event.pointerId, pointOf(event));
    this.#target = event.target as Element;
    this.#start = pointOf(event);
    this.#hasMoved = this.#pointers.size > 1;
  };

  readonly move = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointOf(event);
    if (!this.#hasMoved) {
      if (distance(now, this.#start) <= STILL_PX) return;
      this.#hasMoved = true;
      // Only now: the element that captures a pointer takes its click from what lies under it.
      elementOf(event).setPointerCapture(event.pointerId);
      elementOf(event).classList.add('dragging');
    }
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (other === undefined) {
      this.#handlers.pan(now.x - before.x, now.y - before.y);
      return;
    }
    const factor = distance(now, other) / Math.max(1, distance(before, other));
    this.#handlers.zoom(factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  };

  readonly up = (event: PointerEvent): void => {
    const isPress = this.#pointers.has(event.pointerId) && !this.#hasMoved;
    const target = this.#target;
    this.cancel(event);
    if (!isPress || target === undefined) return;
    this.#handlers.press(target);
    const last = this.#lastPress;
    const isDouble = last?.target === target && event.timeStamp - last.time < DOUBLE_PRESS_MS;
    this.#lastPress = isDouble ? undefined : { target, time: event.timeStamp };
    if (isDouble) this.#handlers.doublePress(target);
  };

  readonly cancel = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
    elementOf(event).classList.remove('dragging');
  };

  readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = PX_PER_WHEEL_UNIT[event.deltaMode] ?? 1;
    const gain = event.ctrlKey ? PINCH_GAIN : 1;
    this.#handlers.zoom(Math.exp(-event.deltaY * unit * gain * ZOOM_PER_PX), pointOf(event));
  };
}

function elementOf(event: Event): Element {
  return event.currentTarget as Element;
}

function pointOf(event: MouseEvent): Point {
  const { left, top } = elementOf(event).getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

import type { LinePicture } from './line-picture.ts';
import type { LineSeries } from './line-series.ts';
import { findIndexAt } from './nearest-point.ts';
import { frameOf, toPixelX, toPixelY } from './plot-frame.ts';

/**
 * The cross-hair and its rings: elements rather than a picture, since they stand on every card of the page and move with
 * the pointer, and moving an element paints nothing anew.
 */
export class LineCross {
  readonly #line: HTMLElement;
  readonly #rings: HTMLElement;

  /** `line` is the cross-hair, `rings` holds a ring for each line that stands out. */
  constructor(line: HTMLElement, rings: HTMLElement) {
    this.#line = line;
    this.#rings = rings;
  }

  /** Puts them where x is, with a ring where it meets each of the lines; hides them where that is not in sight. */
  place(x: number | undefined, lines: readonly LineSeries[], picture: LinePicture): void {
    const { frame } = picture;
    const isSeen = x !== undefined && x >= frame.x.from && x <= frame.x.to;
    this.#line.hidden = !isSeen;
    if (isSeen) {
      this.#line.style.height = `${frame.height}px`;
      move(this.#line, Math.round(toPixelX(frame, x)), frame.top);
    }
    let count = 0;
    for (const line of isSeen ? lines : []) {
      if (line.isFaint) continue;
      const place = findRing(x as number, line, picture);
      if (!place) continue;
      const ring = this.#ringAt(count++);
      ring.style.borderColor = picture.palette.colour(line.colourToken);
      move(ring, place.x, place.y);
    }
    while (this.#rings.children.length > count) this.#rings.lastChild?.remove();
  }

  #ringAt(index: number): HTMLElement {
    const present = this.#rings.children[index];
    if (present instanceof HTMLElement) return present;
    const ring = document.createElement('i');
    this.#rings.append(ring);
    return ring;
  }
}

/** Where the cross-hair meets a line, in px; undefined where the line is not, or not in sight. */
function findRing(
  x: number,
  line: LineSeries,
  { frame }: LinePicture,
): { readonly x: number; readonly y: number } | undefined {
  const index = findIndexAt(line, x, frame);
  if (index === undefined || !Number.isFinite(line.y[index]!)) return undefined;
  const y = toPixelY(frameOf(line, frame), line.y[index]!);
  // Outside the range of the axis there is nothing to be ringed.
  if (!(y >= frame.top - 1 && y <= frame.top + frame.height + 1)) return undefined;
  return { x: toPixelX(frame, line.x[index]!), y };
}

function move(element: HTMLElement, x: number, y: number): void {
  element.style.transform = `translate(${x}px, ${y}px)`;
}

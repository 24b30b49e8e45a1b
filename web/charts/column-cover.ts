/** From this alpha on nothing is seen of what lies below: it would be less than rounding takes. */
export const OPAQUE = 251;
/** Columns are looked at in blocks of so many, as a power of two. */
const BLOCK_SHIFT = 4;
/** A line is hidden that stays so many pixels away from the ends of what is opaque: its width and its fading ends are too. */
const MARGIN_PX = 3;

/** Of each column of a raster a stretch of rows that nothing shows through any more, while what is below is painted. */
export class ColumnCover {
  /** First row of the stretch, and the first row after it; equal = none. To be read alone. */
  readonly top: Int32Array;
  readonly end: Int32Array;
  readonly #pixels: Int32Array;
  readonly #width: number;
  /** Between which rows a line is hidden in a block and in those beside it. */
  readonly #hiddenTop: Float32Array;
  readonly #hiddenEnd: Float32Array;

  /** `pixels` as `premultiplied.ts` has them, rows of so many. */
  constructor(pixels: Int32Array, width: number) {
    this.#pixels = pixels;
    this.#width = width;
    this.top = new Int32Array(width);
    this.end = new Int32Array(width);
    const blocks = (width >> BLOCK_SHIFT) + 1;
    this.#hiddenTop = new Float32Array(blocks).fill(Infinity);
    this.#hiddenEnd = new Float32Array(blocks).fill(-Infinity);
  }

  /** Lets the stretch of a column grow by what has become opaque in the rows [from, to), or moves it there if that is more. */
  add(column: number, from: number, to: number): void {
    const height = this.#pixels.length / this.#width;
    const middle = (from + to) >> 1;
    let top = this.top[column]!;
    let end = this.end[column]!;
    if ((middle < top || middle >= end) && to - from > end - top && this.#isOpaque(column, middle)) {
      top = middle;
      end = middle + 1;
    }
    if (top === end) return;
    while (top > 0 && this.#isOpaque(column, top - 1)) top--;
    while (end < height && this.#isOpaque(column, end)) end++;
    this.top[column] = top;
    this.end[column] = end;
  }

  /** Looks anew where lines are hidden in the columns [left, right). */
  lookAgain(left: number, right: number): void {
    const blocks = this.#hiddenTop.length;
    for (let block = 0; block < blocks; block++) {
      const from = Math.max(left, (block - 1) << BLOCK_SHIFT);
      const to = Math.min(right, (block + 2) << BLOCK_SHIFT);
      let top = -Infinity;
      let end = Infinity;
      for (let column = from; column < to; column++) {
        top = Math.max(top, this.top[column]!);
        end = Math.min(end, this.end[column]!);
      }
      this.#hiddenTop[block] = top + MARGIN_PX;
      this.#hiddenEnd[block] = end - MARGIN_PX;
    }
  }

  /**
   * Whether a stroke between two places, each a column of those looked at and a y in pixels, is hidden for certain: both are
   * where all of what is opaque around them is, so whatever is between them is there, too.
   */
  hides(startColumn: number, startY: number, endColumn: number, endY: number): boolean {
    const first = startColumn >> BLOCK_SHIFT;
    const last = endColumn >> BLOCK_SHIFT;
    return (
      last - first <= 1 &&
      startY > this.#hiddenTop[first]! &&
      startY < this.#hiddenEnd[first]! &&
      endY > this.#hiddenTop[last]! &&
      endY < this.#hiddenEnd[last]!
    );
  }

  #isOpaque(column: number, row: number): boolean {
    return this.#pixels[row * this.#width + column]! >>> 24 >= OPAQUE;
  }
}

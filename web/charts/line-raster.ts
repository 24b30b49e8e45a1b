import { ColumnCover, OPAQUE } from './column-cover.ts';
import { blend, scaleColour, toImage } from './premultiplied.ts';
import type { Box } from './shape.ts';
import type { PathSink } from './trace-line.ts';

const DOT_RADIUS_PX = 1;
/** How finely a pixel tells how much of it is covered. */
const SHADES = 64;
/** After so many lines it is looked at anew where the next ones are hidden. */
const LINES_PER_LOOK = 16;

/** How a line is put on the raster. */
export interface RasterStyle {
  /** "#b47d01". */
  readonly colour: string;
  readonly opacity: number;
  /** In pixels of the raster. */
  readonly width: number;
  /** Lengths along x in pixels, drawn and not drawn in turn; empty = all is drawn. */
  readonly dash: readonly number[];
}

/** Part of a raster in whole pixels; `right` and `bottom` are the first that are outside. */
interface RasterBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Paints lines with about as many points as pixels, ten times as fast as a canvas strokes them. Of each column of
 * pixels it keeps from where to where the line goes there, which is all that can be seen of it, and fills that: what is
 * painted is as much as what is seen, however often a line goes up and down. The ends of a column's stretch fade: over
 * a pixel where the line is flat or turns, and where it leads steeply on to the next column over as much as it climbs
 * there, so that it is smooth too.
 *
 * Give a line as a path (`traceLine`), then `paint` it, the uppermost line first: each is put below what is there, and of
 * each column the raster knows a stretch that nothing shows through any more, so that of a thousand lines above one
 * another only those are painted that can be seen.
 */
export class LineRaster implements PathSink {
  readonly #width: number;
  readonly #height: number;
  readonly #scale: number;
  /** As `premultiplied.ts` has them. */
  readonly #pixels: Int32Array;
  #clip: RasterBox;
  /** The least and the greatest y of the line in each column, in pixels. */
  readonly #top: Float32Array;
  readonly #bottom: Float32Array;
  /** Over how many pixels each of these ends fades; the pixel is added in painting. */
  readonly #topFade: Float32Array;
  readonly #bottomFade: Float32Array;
  /** The colour of a line by how much of a pixel it covers; a thousand lines have few colours. By colour and opacity. */
  readonly #shadesByInk = new Map<string, Int32Array>();
  /** 1 for each column in which strokes are seen, by the strokes. */
  readonly #columnsByDash = new Map<string, Uint8Array>();
  readonly #cover: ColumnCover;
  #lineCount = 0;
  /** Columns that hold something. */
  #from = Infinity;
  #to = -Infinity;
  #penX = 0;
  #penY = 0;

  /** An empty raster of whole pixels, of which `scale` are one unit of the paths. */
  constructor(width: number, height: number, scale: number) {
    this.#width = width;
    this.#height = height;
    this.#scale = scale;
    this.#pixels = new Int32Array(width * height);
    this.#clip = { left: 0, top: 0, right: width, bottom: height };
    this.#top = new Float32Array(width).fill(Infinity);
    this.#bottom = new Float32Array(width).fill(-Infinity);
    this.#topFade = new Float32Array(width);
    this.#bottomFade = new Float32Array(width);
    this.#cover = new ColumnCover(this.#pixels, width);
  }

  /** Nothing is painted outside this box, in units of the paths, from now on. */
  clipTo({ x, y, width, height }: Box): void {
    this.#clip = {
      left: Math.max(0, Math.floor(x * this.#scale)),
      top: Math.max(0, Math.floor(y * this.#scale)),
      right: Math.min(this.#width, Math.ceil((x + width) * this.#scale)),
      bottom: Math.min(this.#height, Math.ceil((y + height) * this.#scale)),
    };
  }

  /** What has been painted, row by row from the top, as it is kept. */
  peek(): { readonly pixels: Int32Array; readonly width: number } {
    return { pixels: this.#pixels, width: this.#width };
  }

  /** What has been painted. */
  toImage(): ImageData {
    return toImage(this.#pixels, this.#width, this.#height);
  }

  moveTo(x: number, y: number): void {
    this.#penX = x * this.#scale;
    this.#penY = y * this.#scale;
  }

  lineTo(x: number, y: number): void {
    this.#stroke(x * this.#scale, y * this.#scale);
  }

  polyline(x: Float64Array, y: Float64Array, from: number, to: number): void {
    const scale = this.#scale;
    this.moveTo(x[from]!, y[from]!);
    for (let k = from + 1; k < to; k++) this.#stroke(x[k]! * scale, y[k]! * scale);
  }

  /** A dot: lines have no other arcs. */
  arc(x: number, y: number): void {
    for (const rise of [-DOT_RADIUS_PX / 2, DOT_RADIUS_PX / 2]) {
      this.moveTo(x - DOT_RADIUS_PX, y + rise);
      this.lineTo(x + DOT_RADIUS_PX, y + rise);
    }
  }

  /** Paints the line below what has been painted, and begins a new one. */
  paint({ colour, opacity, width, dash }: RasterStyle): void {
    const shades = this.#shadesOf(colour, opacity);
    const isShown = dash.length > 0 ? this.#columnsOf(dash) : undefined;
    const tops = this.#top;
    const bottoms = this.#bottom;
    const last = this.#to;
    for (let column = this.#from; column <= last; column++) {
      if (tops[column]! > bottoms[column]!) continue;
      if (!isShown || isShown[column] === 1) this.#fillColumn(column, width / 2, shades);
      tops[column] = Infinity;
      bottoms[column] = -Infinity;
    }
    this.#from = Infinity;
    this.#to = -Infinity;
    if (++this.#lineCount % LINES_PER_LOOK === 0) this.#cover.lookAgain(this.#clip.left, this.#clip.right);
  }

  #shadesOf(colour: string, opacity: number): Int32Array {
    const ink = `${colour} ${opacity}`;
    const known = this.#shadesByInk.get(ink);
    if (known) return known;
    const rgb = Number.parseInt(colour.slice(1), 16);
    const shades = Int32Array.from({ length: SHADES + 1 }, (_, shade) =>
      scaleColour(rgb, (opacity * shade) / SHADES),
    );
    this.#shadesByInk.set(ink, shades);
    return shades;
  }

  #columnsOf(dash: readonly number[]): Uint8Array {
    const key = dash.join();
    const known = this.#columnsByDash.get(key);
    if (known) return known;
    const isShown = dashAlong(dash);
    const columns = Uint8Array.from({ length: this.#width }, (_, column) => Number(isShown(column)));
    this.#columnsByDash.set(key, columns);
    return columns;
  }

  /** Notes where a stroke from the pen to the right goes: where it crosses the border of two columns, and where it ends. */
  #stroke(endX: number, endY: number): void {
    const { left, right } = this.#clip;
    const startX = this.#penX;
    // As integers: what floor gives would be converted at each use.
    const column = Math.floor(endX) | 0;
    const start = Math.floor(startX) | 0;
    if (start >= left && column < right && this.#cover.hides(start, this.#penY, column, endY)) {
      this.#penX = endX;
      this.#penY = endY;
      return;
    }
    this.#note(start, this.#penY, 0, 0);
    let border = start + 1;
    if (border <= column) {
      const slope = (endY - this.#penY) / (endX - startX);
      const climb = slope < 0 ? -slope : slope;
      const isRising = slope > 0;
      if (border < left) border = left;
      const last = column < right ? column : right;
      for (; border <= last; border++) {
        const y = this.#penY + (border - startX) * slope;
        const leadsOn = border < endX ? climb : 0;
        this.#note(border - 1, y, isRising ? 0 : leadsOn, isRising ? leadsOn : 0);
        this.#note(border, y, isRising ? climb : 0, isRising ? 0 : climb);
      }
    }
    this.#note(column, endY, 0, 0);
    this.#penX = endX;
    this.#penY = endY;
  }

  /** Notes that the line is in a column at y, and over how many pixels it fades there if it goes no farther up or down. */
  #note(column: number, y: number, topFade: number, bottomFade: number): void {
    const { left, right } = this.#clip;
    if (column < left || column >= right) return;
    if (y < this.#top[column]!) {
      this.#top[column] = y;
      this.#topFade[column] = topFade;
    }
    if (y > this.#bottom[column]!) {
      this.#bottom[column] = y;
      this.#bottomFade[column] = bottomFade;
    }
    if (column < this.#from) this.#from = column;
    if (column > this.#to) this.#to = column;
  }

  #fillColumn(column: number, halfWidth: number, shades: Int32Array): void {
    const topFade = Math.max(1, this.#topFade[column]!);
    const bottomFade = Math.max(1, this.#bottomFade[column]!);
    // Where the stretch begins to be seen, and where it ends to be.
    const top = this.#top[column]! - halfWidth - topFade / 2;
    const bottom = this.#bottom[column]! + halfWidth + bottomFade / 2;
    // As integers: Math.ceil gives floating point, which would make every index below one.
    const first = Math.max(Math.ceil(top - 0.5), this.#clip.top) | 0;
    const end = Math.min(Math.ceil(bottom - 0.5), this.#clip.bottom) | 0;
    const coverTop = this.#cover.top[column]!;
    const coverEnd = this.#cover.end[column]!;
    if (first >= coverTop && end <= coverEnd) return;
    const wholeFirst = Math.min(end, Math.max(first, Math.ceil(top + topFade - 0.5))) | 0;
    const wholeEnd = Math.max(wholeFirst, Math.min(end, Math.floor(bottom - bottomFade - 0.5) + 1)) | 0;
    const whole = shades[SHADES]!;
    const pixels = this.#pixels;
    const stride = this.#width;
    // What is above the opaque stretch, then what is below it.
    for (let part = 0; part < 2; part++) {
      const from = part === 0 ? first : Math.max(first, coverEnd);
      const to = part === 0 ? Math.min(end, coverEnd > coverTop ? coverTop : 0) : end;
      for (let row = from; row < to; row++) {
        const isWhole = row >= wholeFirst && row < wholeEnd;
        const shade = isWhole ? whole : shades[shadeAt(row, top, topFade, bottom, bottomFade)]!;
        const index = row * stride + column;
        const upper = pixels[index]!;
        if (upper >>> 24 < OPAQUE) pixels[index] = blend(upper, shade);
      }
    }
    if (wholeEnd > wholeFirst) this.#cover.add(column, wholeFirst, wholeEnd);
  }
}

/** How much of a pixel a stretch covers whose ends fade, from 0 to SHADES. */
function shadeAt(row: number, top: number, topFade: number, bottom: number, bottomFade: number): number {
  const fromTop = (row + 0.5 - top) / topFade;
  const fromBottom = (bottom - row - 0.5) / bottomFade;
  const covered = (fromTop < 1 ? fromTop : 1) + (fromBottom < 1 ? fromBottom : 1) - 1;
  return covered > 0 ? (covered * SHADES + 0.5) | 0 : 0;
}

/** Whether a column is drawn. Along x, since a line of many points is far longer than it is wide. */
function dashAlong(dash: readonly number[]): (column: number) => boolean {
  const length = dash.reduce((sum, part) => sum + part, 0);
  if (length === 0) return () => true;
  return (column) => {
    let rest = column % length;
    for (const [index, part] of dash.entries()) {
      if (rest < part) return index % 2 === 0;
      rest -= part;
    }
    return true;
  };
}

import type { PathSink } from './trace-line.ts';

/** Adds a shape to the path, in px of the element. */
export type Trace = (path: PathSink) => void;

/** How a path is painted. Nothing is painted where there is neither a fill nor a stroke. */
export interface PathStyle {
  readonly stroke?: string;
  readonly fill?: string;
  readonly lineWidth?: number;
  /**
   * How a canvas may stroke a path with so many points that joins cannot be seen: put together of lines one device pixel
   * wide, which Chromium paints fifteen times as fast; or, of many lines, by columns of pixels (`LineRaster`).
   */
  readonly quick?: 'hairlines' | 'columns' | undefined;
  readonly lineJoin?: 'round' | 'bevel';
  readonly lineCap?: 'round' | 'butt';
  readonly lineDash?: readonly number[];
  readonly opacity?: number;
  /** Whether the stroke is a halo around the fill. */
  readonly strokeFirst?: boolean;
}

/** A line of text; a stroke is a halo around it. */
export interface TextStyle {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'center' | 'right';
  readonly verticalAlign: 'middle';
  readonly fill: string;
  readonly stroke?: string;
  readonly lineWidth?: number;
  readonly fontSize: number;
  readonly fontFamily: string;
  readonly fontWeight?: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Cells of one colour, more or less of it, that fill a box: columns from the left, rows from the top. */
export interface CellsStyle {
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  /** A CSS colour "#rrggbb". */
  readonly colour: string;
  /** Opacity of each cell, 0 to 255, row after row. */
  readonly levels: Uint8Array;
}

/** A picture: canvases paint it (`paintShape`), exports write it as SVG. */
export type Shape =
  | { readonly type: 'trace'; readonly trace: Trace; readonly style: PathStyle }
  | { readonly type: 'text'; readonly style: TextStyle }
  | { readonly type: 'cells'; readonly style: CellsStyle }
  | { readonly type: 'group'; readonly children: readonly Shape[]; readonly clip: Box | undefined };

export function traceShape(trace: Trace, style: PathStyle): Shape {
  return { type: 'trace', trace, style };
}

export function textShape(style: TextStyle): Shape {
  return { type: 'text', style };
}

export function cellsShape(style: CellsStyle): Shape {
  return { type: 'cells', style };
}

/** Shapes one above the other, cut off outside the clip where there is one. */
export function groupShapes(children: readonly Shape[], clip?: Box): Shape {
  return { type: 'group', children, clip };
}

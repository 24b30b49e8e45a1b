/** In pixels at 100 %, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A visible node or scope. */
export interface LayoutNode {
  readonly path: string;
  /** Path of the scope it is in; "" for the root. */
  readonly parent: string;
  /** An open scope: its size is that of its head, and grows with what is inside. */
  readonly isOpen: boolean;
  readonly width: number;
  readonly height: number;
  /** Of an open scope: its size when it is closed. */
  readonly closed?: { readonly width: number; readonly height: number };
  /** Height below the top at which edges meet a small node; the middle when absent. */
  readonly anchorY?: number;
  /** The same from the left, for edges that run upwards. */
  readonly anchorX?: number;
}

/** A visible edge. */
export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  /** Edges of one start and one strand share their way as far as they can. */
  readonly strand: string;
  /** How much it counts when directions conflict: the number of edges it stands for, little for control edges. */
  readonly weight: number;
  /** Width of its label in pixels, 0 for none. */
  readonly labelWidth: number;
  /** Its extent across the flow, when that is not the height of a line. */
  readonly labelHeight?: number;
}

export interface LayoutRequest {
  /** Which way edges run; to the right when absent. */
  readonly direction?: 'right' | 'up';
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
}

/** Where everything goes. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  /** Per edge the points that it passes, each with a horizontal tangent: both ends on the boxes' sides. */
  readonly routes: readonly (readonly Point[])[];
  /** Per edge the middle of its label; undefined where it has none. */
  readonly labels: readonly (Point | undefined)[];
}

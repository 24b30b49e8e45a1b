import type { GraphTrace } from '../../../proto/api/graphs.ts';

/** A node was chosen; undefined for none. */
export class NodeChosen extends Event {
  readonly path: string | undefined;

  constructor(path: string | undefined) {
    super('node-chosen');
    this.path = path;
  }
}

/** A scope is to be opened or closed. */
export class NodeToggled extends Event {
  readonly path: string;

  constructor(path: string) {
    super('node-toggled');
    this.path = path;
  }
}

/** A node, perhaps inside closed scopes, is to be chosen and brought into sight. */
export class NodeSought extends Event {
  readonly path: string;

  constructor(path: string) {
    super('node-sought');
    this.path = path;
  }
}

/** A series is to be shown as its members, or its members as a series. */
export class SeriesRegrouped extends Event {
  readonly path: string;

  constructor(path: string) {
    super('series-regrouped');
    this.path = path;
  }
}

/** Something is to be followed through the graph. */
export class TraceAsked extends Event {
  readonly trace: GraphTrace;

  constructor(trace: GraphTrace) {
    super('trace-asked');
    this.trace = trace;
  }
}

/** A node is to be taken out of the picture's middle, or put back. */
export class NodeMoved extends Event {
  readonly path: string;
  readonly isOut: boolean;

  constructor(path: string, isOut: boolean) {
    super('node-moved');
    this.path = path;
    this.isOut = isOut;
  }
}

/** Nodes are to be looked for. */
export class SearchAsked extends Event {
  readonly query: string;

  constructor(query: string) {
    super('search-asked');
    this.query = query;
  }
}

/** A node's menu is to open at a point of the window, in px. */
export class MenuAsked extends Event {
  readonly path: string;
  readonly left: number;
  readonly top: number;

  constructor(path: string, left: number, top: number) {
    super('menu-asked');
    this.path = path;
    this.left = left;
    this.top = top;
  }
}

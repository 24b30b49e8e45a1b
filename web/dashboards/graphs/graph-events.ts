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

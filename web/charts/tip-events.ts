import type { TipRow } from './point-tip.ts';

/** A person closes a pinned tooltip. */
export class TipClosed extends Event {
  constructor() {
    super('tip-closed');
  }
}

/** A person wants to see where the point of a row lies in its file. */
export class BytesAsked extends Event {
  readonly row: TipRow;

  constructor(row: TipRow) {
    super('bytes-asked');
    this.row = row;
  }
}

import type { Box } from './layout-types.ts';

/** Nearest distance of a line's end to a corner, and to the next line's end: arrow heads do not touch. */
const CORNER = 9;
const SLOT_GAP = 9;

/** A line's end at the side of a box. */
export interface LineEnd {
  readonly box: Box;
  /** Ends with equal keys are at one side of one box. */
  readonly side: string;
  /** Ends with equal keys are of one line. */
  readonly line: string;
  /** Where the line comes from or goes to. */
  readonly towards: number;
  /** The only height at which lines meet this side; undefined where there is room for several. */
  readonly fixed: number | undefined;
}

/** A height for each end: level with where its line goes as far as the side allows, in that order, and apart. */
export function assignSlots(ends: readonly LineEnd[]): number[] {
  const sides = new Map<string, Map<string, LineEnd>>();
  for (const end of ends) {
    const lines = sides.get(end.side) ?? new Map<string, LineEnd>();
    sides.set(end.side, lines);
    lines.set(end.line, end);
  }
  const heights = new Map([...sides].map(([side, lines]) => [side, slotsOf([...lines.values()])]));
  return ends.map(
    ({ side, line, fixed, box }) => fixed ?? heights.get(side)?.get(line) ?? box.y + box.height / 2,
  );
}

function slotsOf(ends: readonly LineEnd[]): Map<string, number> {
  const ordered = ends.toSorted((a, b) => a.towards - b.towards);
  const { y = 0, height = 0 } = ordered[0]?.box ?? {};
  const margin = Math.min(CORNER, height / 2);
  const top = y + margin;
  const room = height - 2 * margin;
  const gap = ordered.length > 1 ? Math.min(SLOT_GAP, room / (ordered.length - 1)) : 0;
  // Down, each at least a gap below the one before; then up again from where the side ends.
  const slots = ordered.map(({ towards }) => Math.min(top + room, Math.max(top, towards)));
  for (let index = 1; index < slots.length; index++) {
    slots[index] = Math.max(slots[index] ?? top, (slots[index - 1] ?? top) + gap);
  }
  for (let index = slots.length - 1; index >= 0; index--) {
    slots[index] = Math.min(slots[index] ?? top, top + room - (slots.length - 1 - index) * gap);
  }
  return new Map(ordered.map(({ line }, index) => [line, slots[index] ?? top]));
}

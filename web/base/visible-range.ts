/** Rows kept ready beyond each edge, so that a flick of the wheel shows no gap. */
const MARGIN_ROWS = 8;

/** Which rows of a long list are in sight: [first, end). All lengths in the same unit. */
export function visibleRange(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  rowCount: number,
): readonly [first: number, end: number] {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - MARGIN_ROWS);
  const end = Math.min(rowCount, Math.ceil((scrollTop + viewHeight) / rowHeight) + MARGIN_ROWS);
  return [Math.min(first, end), end];
}

/** The scroll position that brings a row wholly into sight with the least movement. */
export function scrollTopToShow(
  index: number,
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
): number {
  const top = index * rowHeight;
  return Math.max(top + rowHeight - viewHeight, Math.min(top, scrollTop));
}

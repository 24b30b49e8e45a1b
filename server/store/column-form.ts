import type { DistanceWidth } from './distance-column.ts';

/** How a column of a chunk is written: one of these, or `distances` plus the width. */
export const COLUMN_FORM = { plain: 0, integers: 1, distances: 8 } as const;

/** The width of a column written as distances; undefined for any other. @throws RangeError when there is no such form */
export function distanceWidthOf(form: number): DistanceWidth | undefined {
  switch (form - COLUMN_FORM.distances) {
    case 0:
      return 0;
    case 1:
      return 1;
    case 2:
      return 2;
    case 3:
      return 3;
    case 4:
      return 4;
    default:
      if (form === COLUMN_FORM.plain || form === COLUMN_FORM.integers) return undefined;
      throw new RangeError(`no column has the form ${form}`);
  }
}

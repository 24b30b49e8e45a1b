import { AppError } from '../../../base/errors.ts';
import type { GroupBand } from '../../../query/groups/group-band.ts';

/** Of all groups of an answer, which is held in memory: some 200 MB. */
const MAX_ROWS = 4_000_000;

/** Counts the rows of an answer. */
export class RowLimit {
  #rows = 0;

  /** @throws AppError REQUEST_INVALID when there are too many */
  add({ rows }: GroupBand): void {
    this.#rows += rows.xs.length;
    if (this.#rows > MAX_ROWS)
      throw new AppError(
        'REQUEST_INVALID',
        `The groups have more than ${MAX_ROWS} rows together: give columns, a range, or fewer groups.`,
      );
  }
}

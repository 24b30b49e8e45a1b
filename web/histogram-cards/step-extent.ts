import { Observable } from '../base/observable.ts';
import type { HistogramRows } from './histogram-rows.ts';

/** What steps there are on the cards in sight: their ends, and those that a player stops at. */
export class StepExtent extends Observable {
  readonly #rowsByCard = new Map<object, HistogramRows>();
  #first = NaN;
  #last = NaN;

  /** Least and greatest step of all series; NaN as long as there is none. */
  get first(): number {
    return this.#first;
  }

  get last(): number {
    return this.#last;
  }

  /** Takes in what a card has now. */
  update(card: object, rows: HistogramRows): void {
    this.#rowsByCard.set(card, rows);
    this.#measure();
  }

  remove(card: object): void {
    this.#rowsByCard.delete(card);
    // The ends stay: the last card may only have been scrolled away.
  }

  /** The next step after one that some card has loaded; undefined at the end. */
  findNext(step: number): number | undefined {
    let next = Infinity;
    for (const { rows } of this.#rowsByCard.values())
      for (const row of rows) if (row.step > step && row.step < next) next = row.step;
    return next < Infinity ? next : undefined;
  }

  #measure(): void {
    let [first, last] = [Infinity, -Infinity];
    for (const { firstStep, lastStep } of this.#rowsByCard.values()) {
      if (firstStep < first) first = firstStep;
      if (lastStep > last) last = lastStep;
    }
    if (!(first <= last) || (first === this.#first && last === this.#last)) return;
    this.#first = first;
    this.#last = last;
    this.changed();
  }
}

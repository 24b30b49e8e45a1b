import { Observable } from '../base/observable.ts';

/** Where the cross-hair stands, on all cards at once. Changes when it has moved. */
export class CrossHair extends Observable {
  #x: number | undefined;

  /** On the x axis that all cards share; undefined while nothing is pointed at. */
  get x(): number | undefined {
    return this.#x;
  }

  move(x: number | undefined): void {
    if (x === this.#x) return;
    this.#x = x;
    this.changed();
  }
}

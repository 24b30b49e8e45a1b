import { sampleEvenly } from '../../query/sample.ts';
import type { BlobSeries } from '../../store/series-store.ts';

/** Which steps of a series are wanted. */
export interface StepChoice {
  /** Steps within [from, to]; undefined = no end. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** At most so many of them, evenly chosen, first and last among them; 0 = all. */
  readonly maxSteps: number;
  /** Instead of all that: those nearest to these steps (∞ = the last), each once, in the order of the file. */
  readonly atSteps?: readonly number[] | undefined;
}

/** What was chosen. */
export interface ChosenSteps {
  /** Places in the series, in the order of the file. */
  readonly indexes: readonly number[];
  /** Steps that no restart superseded: of the whole series, and within [from, to]. */
  readonly kept: number;
  readonly keptInRange: number;
  /** Place of the first step that is kept; -1 when there is none. */
  readonly first: number;
  /** Least and greatest step of the whole series; ∞ and -∞ when there is none. */
  readonly firstStep: number;
  readonly lastStep: number;
}

/** Chooses steps of a series without reading anything of them. */
export function chooseSteps(series: BlobSeries, choice: StepChoice): ChosenSteps {
  const { from = -Infinity, to = Infinity, maxSteps, atSteps = [] } = choice;
  const inRange: number[] = [];
  let [first, firstStep, lastStep] = [-1, Infinity, -Infinity];
  for (let index = 0; index < series.length; index++) {
    if (series.isSupersededAt(index)) continue;
    if (first < 0) first = index;
    const step = series.stepAt(index);
    if (step < firstStep) firstStep = step;
    if (step > lastStep) lastStep = step;
    if (step >= from && step <= to) inRange.push(index);
  }
  const indexes =
    atSteps.length > 0
      ? findNearest(series, inRange, atSteps)
      : [...sampleEvenly(inRange.length, maxSteps)].flatMap((at) => inRange[at] ?? []);
  const kept = series.length - series.supersededCount;
  return { indexes, kept, keptInRange: inRange.length, first, firstStep, lastStep };
}

/** The place of the step nearest to one; undefined in a series without steps. */
export function findStep(series: BlobSeries, step: number): number | undefined {
  return chooseSteps(series, { maxSteps: 0, atSteps: [step] }).indexes[0];
}

/** Of several equally near ones the one written last. */
function findNearest(series: BlobSeries, among: readonly number[], atSteps: readonly number[]): number[] {
  const found = new Set<number>();
  for (const wanted of atSteps) {
    let nearest = among.at(-1);
    let distance = Infinity;
    for (const index of Number.isFinite(wanted) ? among : []) {
      const away = Math.abs(series.stepAt(index) - wanted);
      if (away > distance) continue;
      [nearest, distance] = [index, away];
    }
    if (nearest !== undefined) found.add(nearest);
  }
  return [...found].sort((a, b) => a - b);
}

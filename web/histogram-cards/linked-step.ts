import { formatStepRange, parseStepRange, type StepRange } from '../data/card-choice.ts';
import { SETTINGS } from '../data/setting-list.ts';
import type { Session } from '../data/types.ts';

/** The step, or range of steps, that is selected on a card: one for all cards while steps are linked, else its own. */
export function findSelectedSteps({ settings, cards }: Session, key: string): StepRange | undefined {
  if (!settings.get(SETTINGS.stepSelection)) return undefined;
  if (!settings.get(SETTINGS.linkSteps)) return cards.of(key).steps;
  return parseStepRange(settings.get(SETTINGS.linkedSteps));
}

/**
 * Selects a step on a card, or takes the selection back when it is that step already. While ranges are selected, a step
 * outside what is selected widens it to there.
 */
export function selectStep(session: Session, key: string, step: number): void {
  const { settings, cards } = session;
  if (!settings.get(SETTINGS.stepSelection)) return;
  const steps = chooseSteps(findSelectedSteps(session, key), step, settings.get(SETTINGS.rangeSelection));
  if (!settings.get(SETTINGS.linkSteps)) cards.change(key, { steps });
  else settings.set(SETTINGS.linkedSteps, steps ? formatStepRange(steps) : '');
}

/** What is selected once a step has been pressed. */
export function chooseSteps(
  selected: StepRange | undefined,
  step: number,
  areRanges: boolean,
): StepRange | undefined {
  if (!selected) return { from: step, to: undefined };
  const { from, to = from } = selected;
  if (areRanges && (step < from || step > to)) return { from: Math.min(from, step), to: Math.max(to, step) };
  return from === to && step === from ? undefined : { from: step, to: undefined };
}

/** Shows a step on all cards, scalars among them; undefined = the newest. */
export function showStep({ settings }: Session, step: number | undefined): void {
  if (step !== undefined) {
    settings.set(SETTINGS.stepSelection, true);
    settings.set(SETTINGS.linkSteps, true);
  }
  settings.set(SETTINGS.linkedSteps, step === undefined ? '' : String(step));
}

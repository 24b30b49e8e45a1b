import { formatStepRange, parseStepRange, type StepRange } from '../data/card-choice.ts';
import { SETTINGS } from '../data/setting-list.ts';
import type { Session } from '../data/types.ts';

/** The step, or range of steps, that is selected on a card: one for all cards while steps are linked, else its own. */
export function findSelectedSteps({ settings, cards }: Session, key: string): StepRange | undefined {
  if (!settings.get(SETTINGS.stepSelection)) return undefined;
  if (!settings.get(SETTINGS.linkSteps)) return cards.of(key).steps;
  return parseStepRange(settings.get(SETTINGS.linkedSteps));
}

/** Selects a step on a card, or takes the selection back when it is that step already. */
export function selectStep(session: Session, key: string, step: number): void {
  const { settings, cards } = session;
  if (!settings.get(SETTINGS.stepSelection)) return;
  const selected = findSelectedSteps(session, key);
  const isSame = selected?.from === step && selected.to === undefined;
  const steps = isSame ? undefined : { from: step, to: undefined };
  if (!settings.get(SETTINGS.linkSteps)) cards.change(key, { steps });
  else settings.set(SETTINGS.linkedSteps, steps ? formatStepRange(steps) : '');
}

/** Shows a step on all cards, scalars among them; undefined = the newest. */
export function showStep({ settings }: Session, step: number | undefined): void {
  if (step !== undefined) {
    settings.set(SETTINGS.stepSelection, true);
    settings.set(SETTINGS.linkSteps, true);
  }
  settings.set(SETTINGS.linkedSteps, step === undefined ? '' : String(step));
}

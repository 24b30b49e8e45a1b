import { formatStepRange, parseStepRange, type StepRange } from '../data/card-choice.ts';
import { SETTINGS } from '../data/setting-list.ts';
import type { Session } from '../data/types.ts';

/**
 * The step, or the range of steps, that is selected on a card: one for all cards while they are linked, else each card's
 * own. A class without state of its own: everything is in the settings and in what was chosen for the card.
 */
export class StepSelection {
  readonly #session: Pick<Session, 'settings' | 'cards'>;

  constructor(session: Pick<Session, 'settings' | 'cards'>) {
    this.#session = session;
  }

  /** What a click on the axis of a chart does. */
  get mode(): 'none' | 'step' | 'range' {
    const { settings } = this.#session;
    // Steps are places on no other axis.
    if (!settings.get(SETTINGS.stepSelection) || settings.get(SETTINGS.axis) !== 'step') return 'none';
    return settings.get(SETTINGS.rangeSelection) ? 'range' : 'step';
  }

  get isLinked(): boolean {
    return this.#session.settings.get(SETTINGS.linkSteps);
  }

  /** Of the card with that key. While single steps are selected only the first end of a range counts. */
  of(key: string): StepRange | undefined {
    const { mode } = this;
    if (mode === 'none') return undefined;
    const selected = this.isLinked ? this.linked : this.#session.cards.of(key).steps;
    return selected && mode === 'step' ? { from: selected.from, to: undefined } : selected;
  }

  /** The one for all cards, whether they are linked or not. */
  get linked(): StepRange | undefined {
    return parseStepRange(this.#session.settings.get(SETTINGS.linkedSteps));
  }

  /** Undefined selects nothing any more. */
  select(key: string, range: StepRange | undefined): void {
    const { settings, cards } = this.#session;
    const whole = range && roundToSteps(range);
    if (this.isLinked) settings.set(SETTINGS.linkedSteps, whole ? formatStepRange(whole) : '');
    else cards.change(key, { steps: whole });
  }
}

/** There is nothing between two steps. */
function roundToSteps({ from, to }: StepRange): StepRange {
  return { from: Math.round(from), to: to === undefined ? undefined : Math.round(to) };
}

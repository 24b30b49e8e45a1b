const SESSION_START = 1;

/** What the rule remembers, as plain data. */
export interface RestartState {
  readonly fileVersion: number | undefined;
  readonly hasSession: boolean;
  readonly lastSummaryStep: number;
}

/**
 * Decides when a restarted job supersedes what was written before, by the rule of TensorBoard's own event accumulator:
 *
 * - Files of version 2 (all of this decade): a SessionLog START that is not the run's first supersedes every series'
 *   points at and after its step.
 * - Files of an older or unknown version: a summary whose step is below that of the summary before it supersedes the
 *   points at and after its step, of the tags that it names.
 */
export class RestartRule {
  readonly #isOn: boolean;
  #fileVersion: number | undefined;
  #hasSession: boolean;
  #lastSummaryStep: number;

  /** `isOn` false: nothing is ever superseded. With `state` it goes on where another left off. */
  constructor(isOn: boolean, state?: RestartState) {
    this.#isOn = isOn;
    this.#fileVersion = state?.fileVersion;
    this.#hasSession = state?.hasSession ?? false;
    this.#lastSummaryStep = state?.lastSummaryStep ?? -1;
  }

  get state(): RestartState {
    return {
      fileVersion: this.#fileVersion,
      hasSession: this.#hasSession,
      lastSummaryStep: this.#lastSummaryStep,
    };
  }

  /** "brain.Event:2" → 2; anything else counts as unknown. */
  sawFileVersion(text: string): void {
    const number = Number.parseFloat(text.split('brain.Event:').at(-1) ?? '');
    this.#fileVersion = Number.isNaN(number) ? -1 : number;
  }

  /** Returns whether this session log supersedes what came before. */
  sawSessionLog(status: number): boolean {
    if (status !== SESSION_START || !this.#isOn || !this.isCurrentVersion) return false;
    const isRestart = this.#hasSession;
    this.#hasSession = true;
    return isRestart;
  }

  /** Whether a summary at this step supersedes points of its tags; call before `sawSummary`. */
  supersedesOnSummary(step: number): boolean {
    return this.#isOn && !this.isCurrentVersion && step < this.#lastSummaryStep;
  }

  sawSummary(step: number): void {
    this.#lastSummaryStep = step;
  }

  /** Whether summaries of the files being read never supersede anything. */
  get isCurrentVersion(): boolean {
    return this.#fileVersion !== undefined && this.#fileVersion >= 2;
  }
}

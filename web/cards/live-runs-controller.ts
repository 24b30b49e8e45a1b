import type { ReactiveController } from 'lit';
import { computeLiveRuns } from '../data/live-runs.ts';
import type { TagCardsHost } from './tag-cards-controller.ts';

/** Live runs fall silent without anything telling. */
const CHECK_MS = 10_000;

/** Which drawn runs are being written. Renders its host when that changes. */
export class LiveRunsController implements ReactiveController {
  readonly #host: TagCardsHost;
  #value: ReadonlySet<number> = new Set();
  #timer: ReturnType<typeof setInterval> | undefined;
  #end: (() => void) | undefined;

  constructor(host: TagCardsHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Ids of runs. */
  get value(): ReadonlySet<number> {
    return this.#value;
  }

  hostConnected(): void {
    this.#update();
    this.#end = this.#host.session.status.subscribe(this.#update);
    this.#timer = setInterval(this.#update, CHECK_MS);
  }

  hostDisconnected(): void {
    this.#end?.();
    clearInterval(this.#timer);
  }

  readonly #update = (): void => {
    const { selection, status } = this.#host.session;
    const value = computeLiveRuns(selection.drawn, status, this.#value);
    if (value === this.#value) return;
    this.#value = value;
    this.#host.requestUpdate();
  };
}

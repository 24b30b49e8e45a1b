import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable } from '../base/observable.ts';

/**
 * Renders its host again when what it reads from an observable has changed. For observables that change often of which
 * the host needs little: `new WatchController(this, () => selection, () => selection.drawn)`. Both functions are asked
 * while the host is in the document.
 */
export class WatchController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #source: () => Observable;
  readonly #read: () => unknown;
  #value: unknown;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, source: () => Observable, read: () => unknown) {
    this.#host = host;
    this.#source = source;
    this.#read = read;
    host.addController(this);
  }

  hostConnected(): void {
    this.#value = this.#read();
    this.#end = this.#source().subscribe(() => {
      const value = this.#read();
      if (value === this.#value) return;
      this.#value = value;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#end?.();
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable } from '../base/observable.ts';

type Source = Observable | (() => Observable);

/**
 * Renders its host again whenever one of the observables has changed, while the host is in the document.
 * Where they come from a property that is set later, give functions; they are asked on each connect:
 * `new ObserveController(this, () => this.session.catalogue, () => this.session.selection)`.
 */
export class ObserveController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #sources: readonly Source[];
  #ends: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, ...sources: readonly Source[]) {
    this.#host = host;
    this.#sources = sources;
    host.addController(this);
  }

  hostConnected(): void {
    this.#ends = this.#sources.map((source) => {
      const observable = typeof source === 'function' ? source() : source;
      return observable.subscribe(() => this.#host.requestUpdate());
    });
  }

  hostDisconnected(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}

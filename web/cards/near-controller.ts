import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ViewportWatcher } from '../widgets/viewport-watcher.ts';

/** What a card does as it comes and goes. Both are called while it is in the document, `leave` also when it is taken out. */
export interface NearListeners {
  /** It has come near the visible part: time to subscribe and draw. `width` is that of the card in px. */
  readonly arrive: (width: number) => void;
  /** It is far away again: let go of everything that costs. */
  readonly leave: () => void;
  /** Whether it stays although it is far away: it shows elsewhere on the page. */
  readonly stays?: () => boolean;
  /** The width as the watcher sees it, before and while near. */
  readonly measure?: (width: number) => void;
}

/** An element that is one card among many. */
export type CardHost = ReactiveControllerHost & Element & { readonly watcher: ViewportWatcher };

/** The life of a card: only a frame while it is far from the visible part. Renders its host when that changes. */
export class NearController implements ReactiveController {
  readonly #host: CardHost;
  readonly #listeners: NearListeners;
  #isNear = false;
  #end: (() => void) | undefined;

  constructor(host: CardHost, listeners: NearListeners) {
    this.#host = host;
    this.#listeners = listeners;
    host.addController(this);
  }

  get isNear(): boolean {
    return this.#isNear;
  }

  hostConnected(): void {
    this.#end = this.#host.watcher.watch(this.#host, (isNear, width) => {
      this.#listeners.measure?.(width);
      this.#change(isNear, width);
    });
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#change(false, 0);
  }

  #change(isNear: boolean, width: number): void {
    if (isNear === this.#isNear || (!isNear && this.#host.isConnected && this.#listeners.stays?.())) return;
    this.#isNear = isNear;
    if (isNear) this.#listeners.arrive(width);
    else this.#listeners.leave();
    this.#host.requestUpdate();
  }
}

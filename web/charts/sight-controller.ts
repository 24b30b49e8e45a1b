import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Knows whether some of an element is on the screen, without asking for its place, which would lay the page out. */
export class SightController implements ReactiveController {
  readonly #host: HTMLElement;
  readonly #observer: IntersectionObserver;
  #isInSight = false;

  /** Calls `onSeen` when the element comes into sight. */
  constructor(host: ReactiveControllerHost & HTMLElement, onSeen: () => void) {
    this.#host = host;
    this.#observer = new IntersectionObserver((entries) => {
      this.#isInSight = entries.at(-1)?.isIntersecting === true;
      if (this.#isInSight) onSeen();
    });
    host.addController(this);
  }

  get isInSight(): boolean {
    return this.#isInSight;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#isInSight = false;
  }
}

/** Told whether the element is near the visible part, and how wide it is in px. */
export type NearListener = (isNear: boolean, width: number) => void;

/** This much above and below what is visible counts as near: by the time one has scrolled there it is drawn. */
const MARGIN = '300px 0px';

/** Tells elements inside a scroller when they come near its visible part and when they leave it. */
export class ViewportWatcher {
  readonly #findRoot: () => Element;
  readonly #listeners = new Map<Element, NearListener>();
  #observer: IntersectionObserver | undefined;

  /** The scroller is asked for at the first `watch`. */
  constructor(findRoot: () => Element) {
    this.#findRoot = findRoot;
  }

  /** Calls the listener soon, if the element is near, and at every change. Returns the end. */
  watch(element: Element, listener: NearListener): () => void {
    this.#observer ??= new IntersectionObserver(this.#onChanged, {
      root: this.#findRoot(),
      rootMargin: MARGIN,
    });
    this.#listeners.set(element, listener);
    this.#observer.observe(element);
    return () => {
      this.#listeners.delete(element);
      this.#observer?.unobserve(element);
    };
  }

  readonly #onChanged = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      this.#listeners.get(target)?.(isIntersecting, boundingClientRect.width);
    }
  };
}

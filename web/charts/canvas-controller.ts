import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { theme } from '../theme/theme.ts';

/** Size of an element in CSS px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Calls `draw` at most once per animation frame: after each request, and by itself when the host's size, the device
 * pixel ratio or the theme has changed. Draws nothing while the host has no size or is not in the document.
 */
export class CanvasController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #draw: (size: Size, isEverythingStale: boolean) => void;
  readonly #resizeObserver: ResizeObserver;
  #size: Size = { width: 0, height: 0 };
  #frame = 0;
  #isEverythingStale = true;
  #pixelRatioQuery: MediaQueryList | undefined;
  #unsubscribeTheme: (() => void) | undefined;

  /** `isEverythingStale` tells `draw` that what it drew before cannot be kept. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    draw: (size: Size, isEverythingStale: boolean) => void,
  ) {
    this.#host = host;
    this.#draw = draw;
    this.#resizeObserver = new ResizeObserver(([entry]) => {
      if (!entry) return;
      this.#size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.#invalidate();
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#resizeObserver.observe(this.#host);
    this.#unsubscribeTheme = theme.subscribe(this.#invalidate);
    this.#watchPixelRatio();
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#isEverythingStale = true;
    this.#resizeObserver.disconnect();
    this.#unsubscribeTheme?.();
    this.#pixelRatioQuery?.removeEventListener('change', this.#onPixelRatio);
  }

  /** Draws in the next animation frame. */
  request(): void {
    if (this.#frame !== 0 || !this.#host.isConnected) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#size.width === 0 || this.#size.height === 0) return;
      const isEverythingStale = this.#isEverythingStale;
      this.#isEverythingStale = false;
      this.#draw(this.#size, isEverythingStale);
    });
  }

  readonly #invalidate = (): void => {
    this.#isEverythingStale = true;
    this.request();
  };

  readonly #onPixelRatio = (): void => {
    this.#watchPixelRatio();
    this.#invalidate();
  };

  /** A media query only tells that the ratio is no longer this one, so each change needs a new one. */
  #watchPixelRatio(): void {
    this.#pixelRatioQuery?.removeEventListener('change', this.#onPixelRatio);
    this.#pixelRatioQuery = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this.#pixelRatioQuery.addEventListener('change', this.#onPixelRatio);
  }
}

/**
 * Fits the canvas to the size at the device's resolution and clears it. Returns its context, scaled so that one unit
 * is one CSS px; undefined when the browser gives none.
 */
export function prepareCanvas(canvas: HTMLCanvasElement, size: Size): CanvasRenderingContext2D | undefined {
  const width = Math.round(size.width * devicePixelRatio);
  const height = Math.round(size.height * devicePixelRatio);
  const context = canvas.getContext('2d') ?? undefined;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  } else {
    context?.resetTransform();
    context?.clearRect(0, 0, width, height);
  }
  context?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  return context;
}

import type { PlotHit, PlotLimits } from './plot.ts';

/** The pointer or the keyboard is at something of a plot. */
export class PlotHovered extends Event {
  readonly hit: PlotHit;
  /** Place in the window in px. */
  readonly clientX: number;
  readonly clientY: number;

  constructor(hit: PlotHit, clientX: number, clientY: number) {
    super('plot-hovered');
    this.hit = hit;
    this.clientX = clientX;
    this.clientY = clientY;
  }
}

/** A person has clicked at something of a plot, or pressed Enter there. */
export class PlotClicked extends Event {
  readonly hit: PlotHit;

  constructor(hit: PlotHit) {
    super('plot-clicked');
    this.hit = hit;
  }
}

/** A person has chosen what part of the axes to see. Fired while a gesture goes on, at most every 100 ms, and at its end. */
export class PlotZoomed extends Event {
  readonly limits: PlotLimits;
  readonly isFinal: boolean;

  constructor(limits: PlotLimits, isFinal: boolean) {
    super('plot-zoomed');
    this.limits = limits;
    this.isFinal = isFinal;
  }
}

/** Ways of smoothing; see `Smoothing`. */
export const SMOOTHING_KINDS = ['ema', 'time', 'mean', 'median', 'gaussian'] as const;
export type SmoothingKind = (typeof SMOOTHING_KINDS)[number];

/**
 * How a series is smoothed: a kind and its parameter, that is
 * - `ema` (TensorBoard's debiased exponential average): the weight, in (0, 1);
 * - `time` (the same in wall time): seconds after which a value counts 1/e;
 * - `mean`, `median`: points of a centred window, rounded up to an odd number;
 * - `gaussian`: standard deviation of a centred normal curve, in points.
 */
export interface Smoothing {
  readonly kind: SmoothingKind;
  readonly parameter: number;
}

/** Longest window in points. A median has to sort what it looks at: its window is shorter. */
const MAX_WINDOW = 10_001;
const MAX_MEDIAN_WINDOW = 1001;
/** So many standard deviations of the normal curve are in the window, on either side. */
const GAUSSIAN_REACH = 4;
const MAX_SIGMA = (MAX_WINDOW - 1) / 2 / GAUSSIAN_REACH;

/** Why a parameter is none of its kind; undefined when it is. */
export function smoothingError({ kind, parameter }: Smoothing): string | undefined {
  if (!(parameter > 0)) return 'give a number above 0';
  switch (kind) {
    case 'ema':
      return parameter < 1 ? undefined : 'give a weight below 1';
    case 'time':
      return parameter < Infinity ? undefined : 'give a number of seconds';
    case 'mean':
      return errorAbove(parameter, MAX_WINDOW);
    case 'median':
      return errorAbove(parameter, MAX_MEDIAN_WINDOW);
    case 'gaussian':
      return errorAbove(parameter, MAX_SIGMA);
  }
}

function errorAbove(parameter: number, most: number): string | undefined {
  return parameter <= most ? undefined : `give at most ${most} points`;
}

/** Points on either side that a window reaches; 0 for kinds that have none. */
export function reachOf({ kind, parameter }: Smoothing): number {
  if (kind === 'mean' || kind === 'median') return Math.ceil((parameter - 1) / 2);
  return kind === 'gaussian' ? Math.ceil(parameter * GAUSSIAN_REACH) : 0;
}

/** Whether a kind looks at later points, so that what is appended changes smoothed values before it. */
export function isCentred({ kind }: Smoothing): boolean {
  return kind === 'mean' || kind === 'median' || kind === 'gaussian';
}

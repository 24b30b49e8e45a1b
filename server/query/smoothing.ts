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

/** Longest window in points; of the normal curve so many standard deviations are in it, on either side. */
export const MAX_WINDOW = 10_001;
export const GAUSSIAN_REACH = 4;

/** Why a parameter is none of its kind; undefined when it is. */
export function smoothingError({ kind, parameter }: Smoothing): string | undefined {
  if (!(parameter > 0)) return 'give a number above 0';
  if (kind === 'ema') return parameter < 1 ? undefined : 'give a weight below 1';
  if (kind === 'time') return parameter < Infinity ? undefined : 'give a number of seconds';
  return reachOf({ kind, parameter }) * 2 < MAX_WINDOW
    ? undefined
    : `give at most ${kind === 'gaussian' ? (MAX_WINDOW - 1) / 2 / GAUSSIAN_REACH : MAX_WINDOW} points`;
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

/** How a line is smoothed; the words are those of the HTTP API. */
export const SMOOTHING_KINDS = ['ema', 'time', 'mean', 'median', 'gaussian'] as const;
export type SmoothingKind = (typeof SMOOTHING_KINDS)[number];

/** A kind of smoothing and how much of it; `amount` 0 = off. */
export interface Smoothing {
  readonly kind: SmoothingKind;
  /** ema: weight in [0, 1); time: seconds; mean and median: points of a window; gaussian: sigma in points. */
  readonly amount: number;
}

/** What the amount of a kind is, and what it may be. */
export interface SmoothingScale {
  readonly label: string;
  readonly unit: string;
  readonly max: number;
  /** Of a slider. */
  readonly step: number;
  readonly initial: number;
}

export const SMOOTHING_SCALES: Readonly<Record<SmoothingKind, SmoothingScale>> = {
  // As TensorBoard's. At 1 an average would never leave its first value.
  ema: { label: 'TensorBoard average', unit: 'weight', max: 0.999, step: 0.01, initial: 0.6 },
  time: { label: 'Time-weighted average', unit: 'seconds', max: 3600, step: 1, initial: 60 },
  mean: { label: 'Centred mean', unit: 'points', max: 1001, step: 2, initial: 25 },
  median: { label: 'Centred median', unit: 'points', max: 1001, step: 2, initial: 25 },
  gaussian: { label: 'Gaussian', unit: 'points', max: 200, step: 1, initial: 5 },
};

export const DEFAULT_SMOOTHING: Smoothing = { kind: 'ema', amount: SMOOTHING_SCALES.ema.initial };

/** Reads "0.6" (TensorBoard's average) and "median:25"; undefined when it is neither. */
export function parseSmoothing(text: string): Smoothing | undefined {
  const [first = '', second] = text.split(':');
  const kind = second === undefined ? 'ema' : SMOOTHING_KINDS.find((word) => word === first);
  const digits = second ?? first;
  const amount = digits.trim() === '' ? NaN : Number(digits);
  return kind && Number.isFinite(amount) ? limitSmoothing({ kind, amount }) : undefined;
}

export function formatSmoothing({ kind, amount }: Smoothing): string {
  return kind === 'ema' ? String(amount) : `${kind}:${amount}`;
}

/** The nearest that is allowed. */
export function limitSmoothing({ kind, amount }: Smoothing): Smoothing {
  return { kind, amount: Math.min(SMOOTHING_SCALES[kind].max, Math.max(0, amount)) };
}

import { AppError } from '../../base/errors.ts';
import { smoothingError, SMOOTHING_KINDS, type Smoothing } from '../../query/smoothing.ts';

/** Reads "ema:0.6"; "", "0" and a parameter of 0 mean none. @throws AppError REQUEST_INVALID for anything else that is no smoothing */
export function parseSmoothing(text = ''): Smoothing | undefined {
  if (text === '' || text === '0') return undefined;
  const [name, number = '', ...rest] = text.split(':');
  const kind = SMOOTHING_KINDS.find((known) => known === name);
  if (!kind || number.trim() === '' || rest.length > 0)
    throw invalid(
      `smoothing=${text}: write a kind and a number, as in ema:0.6; kinds: ${SMOOTHING_KINDS.join(', ')}.`,
    );
  const smoothing = { kind, parameter: Number(number) };
  if (smoothing.parameter === 0) return undefined;
  const error = smoothingError(smoothing);
  if (error !== undefined) throw invalid(`smoothing=${text}: ${error}.`);
  return smoothing;
}

function invalid(message: string): AppError {
  return new AppError('REQUEST_INVALID', message);
}

import { AppError } from '../base/errors.ts';
import type { BlobSeries } from '../store/series-store.ts';
import { pythonString } from './python-json.ts';

const FAST_LOADER_PARTS = 5;

/** Names one blob of a series. */
export interface BlobKey {
  /** "" when the key names none. */
  readonly plugin: string;
  readonly run: string;
  readonly tag: string;
  readonly step: number;
  /** Place among the blobs of the step. */
  readonly index: number;
}

/** The key of a blob of a series: number `index` of those at a step. */
export function keyOfBlob({ run, tag, metadata }: BlobSeries, step: number, index: number): string {
  return encodeBlobKey({ plugin: metadata.plugin, run: run.name, tag, step, index });
}

/** A key as TensorBoard writes it: compact JSON in base64 for URLs. The first entry, the experiment, is empty. */
export function encodeBlobKey({ plugin, run, tag, step, index }: BlobKey): string {
  const names = ['', plugin, run, tag].map(pythonString).join(',');
  return Buffer.from(`[${names},${step},${index}]`).toString('base64url');
}

/** Throws REQUEST_INVALID for anything but such a key. One of TensorBoard's fast loader, which names no plugin, is one. */
export function decodeBlobKey(text: string): BlobKey {
  const parts = parse(text);
  const [experiment, plugin, run, tag, step, index, ...more] =
    parts.length === FAST_LOADER_PARTS ? parts.toSpliced(1, 0, '') : parts;
  if (
    typeof experiment !== 'string' ||
    typeof plugin !== 'string' ||
    typeof run !== 'string' ||
    typeof tag !== 'string' ||
    typeof step !== 'number' ||
    typeof index !== 'number' ||
    !Number.isSafeInteger(index) ||
    index < 0 ||
    more.length > 0
  ) {
    throw invalid();
  }
  return { plugin, run, tag, step, index };
}

function parse(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Said below.
  }
  throw invalid();
}

function invalid(): AppError {
  return new AppError('REQUEST_INVALID', 'the blob key is none that this server gave out');
}

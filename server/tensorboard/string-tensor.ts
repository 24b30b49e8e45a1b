import { tensorboard } from '../../proto/generated/tensorboard.js';

/** Strings that a tensor may claim without bytes to back them (one value that stands for all). */
const MAX_REPEATED = 10_000;

/** A tensor of strings, row-major. */
export interface StringTensor {
  readonly shape: readonly number[];
  /** Length = product of the shape. */
  readonly values: readonly Uint8Array[];
}

/**
 * Decodes a serialized TensorProto of strings by TensorBoard's rule: a single string stands for every element of the
 * shape. Undefined when it is none, or when its shape and its strings disagree.
 */
export function decodeStringTensor(payload: Uint8Array): StringTensor | undefined {
  const tensor = decode(payload);
  if (tensor?.dtype !== tensorboard.DataType.DT_STRING) return undefined;
  const shape = (tensor.tensorShape?.dim ?? []).map(({ size }) => Number(size));
  const count = shape.reduce((product, size) => product * size, 1);
  const values = tensor.stringVal;
  if (values.length === count) return { shape, values };
  const [only] = values;
  if (only === undefined || values.length > 1 || !(count >= 0 && count <= MAX_REPEATED)) return undefined;
  return { shape, values: Array.from({ length: count }, () => only) };
}

function decode(payload: Uint8Array): tensorboard.TensorProto | undefined {
  try {
    return tensorboard.TensorProto.decode(payload);
  } catch {
    return undefined;
  }
}

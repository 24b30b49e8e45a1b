import { tensorboard } from '../../proto/generated/tensorboard.js';
import { decodeNumericTensor } from './tensor.ts';
import { MALFORMED, type WireReader } from './wire-reader.ts';

const DT_FLOAT = 1;
const DT_DOUBLE = 2;

/** Field tags of TensorProto that the fast pass knows. */
const TENSOR = {
  dtype: 8,
  shape: 18,
  content: 34,
  floatPacked: 42,
  float: 45,
  doublePacked: 50,
  double: 49,
} as const;

/**
 * Reads scalars out of tensors. One instance per decoder; the result of the last `read` is in its fields, so that a
 * point makes no object.
 */
export class ScalarValue {
  value = NaN;
  /** Some value may not fit float32. */
  isWide = false;
  isInteger = false;

  setFloat(value: number): void {
    this.value = value;
    this.isWide = false;
    this.isInteger = false;
  }

  /**
   * Reads the TensorProto at [start, end). Returns false when it is not exactly one number; `value` is then NaN.
   * A rank-0 float or double, as every writer makes, is read in place; anything else goes through protobufjs.
   */
  readTensor(reader: WireReader, start: number, end: number): boolean {
    return this.#readPlain(reader, start, end) || this.#readAny(reader.bytes.subarray(start, end));
  }

  #readPlain(reader: WireReader, start: number, end: number): boolean {
    const outer = reader.limit;
    reader.position = start;
    reader.limit = end;
    let dtype = 0;
    let valueAt = -1;
    let valueBytes = 0;
    let isPlain = true;
    while (isPlain && reader.position < end) {
      const tag = reader.tag();
      switch (tag) {
        case TENSOR.dtype:
          dtype = reader.varint();
          break;
        case TENSOR.shape:
          // An empty shape is rank 0.
          isPlain = reader.varint() === 0;
          break;
        case TENSOR.content:
        case TENSOR.floatPacked:
        case TENSOR.doublePacked: {
          const valueEnd = reader.lengthEnd();
          isPlain = valueAt < 0;
          valueAt = reader.position;
          valueBytes = valueEnd - valueAt;
          if (tag !== TENSOR.content && dtype !== (tag === TENSOR.floatPacked ? DT_FLOAT : DT_DOUBLE))
            isPlain = false;
          reader.position = valueEnd;
          break;
        }
        default:
          isPlain = false;
      }
    }
    reader.position = end;
    reader.limit = outer;
    if (!isPlain || valueAt < 0) return false;
    if (dtype === DT_FLOAT && valueBytes === 4) {
      this.setFloat(reader.view.getFloat32(valueAt, true));
      return true;
    }
    if (dtype === DT_DOUBLE && valueBytes === 8) {
      this.value = reader.view.getFloat64(valueAt, true);
      this.isWide = true;
      this.isInteger = false;
      return true;
    }
    return false;
  }

  #readAny(bytes: Uint8Array): boolean {
    this.setFloat(NaN);
    let tensor;
    try {
      tensor = tensorboard.TensorProto.decode(bytes);
    } catch {
      throw MALFORMED;
    }
    const decoded = decodeNumericTensor(tensor);
    if (typeof decoded === 'string' || decoded.values.length !== 1) return false;
    this.value = decoded.values[0] ?? NaN;
    this.isWide = decoded.isWide;
    this.isInteger = decoded.isInteger;
    return true;
  }
}

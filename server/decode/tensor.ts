import { tensorboard } from '../../proto/generated/tensorboard.js';

type TensorProto = tensorboard.ITensorProto;
const { DataType } = tensorboard;

/** Elements that a tensor may claim without bytes to back them (one value broadcast to its shape). */
const MAX_BROADCAST_ELEMENTS = 1 << 24;

/** A numeric tensor: its elements as doubles, row-major. */
export interface NumericTensor {
  readonly shape: readonly number[];
  /** Length = product of the shape. */
  readonly values: Float64Array;
  /** Written with an integer or boolean dtype. */
  readonly isInteger: boolean;
  /** Some value may not fit float32. */
  readonly isWide: boolean;
}

interface NumericType {
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  /** The typed list that holds values when tensor_content is empty. */
  readonly list: (tensor: TensorProto) => ArrayLike<number | { toNumber(): number }>;
  /** Turns an entry of the list into the value; identity when absent. */
  readonly fromList?: (entry: number) => number;
  readonly isInteger: boolean;
  readonly isWide: boolean;
}

const floating = { isInteger: false, isWide: false } as const;
const integer = { isInteger: true, isWide: true } as const;
const intList = (tensor: TensorProto) => tensor.intVal ?? [];

const TYPES: ReadonlyMap<number, NumericType> = new Map<number, NumericType>([
  [
    DataType.DT_FLOAT,
    { bytes: 4, read: (v, at) => v.getFloat32(at, true), list: (t) => t.floatVal ?? [], ...floating },
  ],
  [
    DataType.DT_DOUBLE,
    {
      bytes: 8,
      read: (v, at) => v.getFloat64(at, true),
      list: (t) => t.doubleVal ?? [],
      isInteger: false,
      isWide: true,
    },
  ],
  [
    DataType.DT_HALF,
    {
      bytes: 2,
      read: (v, at) => halfToNumber(v.getUint16(at, true)),
      list: (t) => t.halfVal ?? [],
      fromList: halfToNumber,
      ...floating,
    },
  ],
  [
    DataType.DT_BFLOAT16,
    {
      bytes: 2,
      read: (v, at) => bfloat16ToNumber(v.getUint16(at, true)),
      list: (t) => t.halfVal ?? [],
      fromList: bfloat16ToNumber,
      ...floating,
    },
  ],
  [DataType.DT_INT8, { bytes: 1, read: (v, at) => v.getInt8(at), list: intList, ...integer }],
  [DataType.DT_UINT8, { bytes: 1, read: (v, at) => v.getUint8(at), list: intList, ...integer }],
  [DataType.DT_INT16, { bytes: 2, read: (v, at) => v.getInt16(at, true), list: intList, ...integer }],
  [DataType.DT_UINT16, { bytes: 2, read: (v, at) => v.getUint16(at, true), list: intList, ...integer }],
  [DataType.DT_INT32, { bytes: 4, read: (v, at) => v.getInt32(at, true), list: intList, ...integer }],
  [
    DataType.DT_UINT32,
    { bytes: 4, read: (v, at) => v.getUint32(at, true), list: (t) => t.uint32Val ?? [], ...integer },
  ],
  [
    DataType.DT_INT64,
    { bytes: 8, read: (v, at) => Number(v.getBigInt64(at, true)), list: (t) => t.int64Val ?? [], ...integer },
  ],
  [
    DataType.DT_UINT64,
    {
      bytes: 8,
      read: (v, at) => Number(v.getBigUint64(at, true)),
      list: (t) => t.uint64Val ?? [],
      ...integer,
    },
  ],
  [
    DataType.DT_BOOL,
    {
      bytes: 1,
      read: (v, at) => (v.getUint8(at) === 0 ? 0 : 1),
      list: (t) => (t.boolVal ?? []).map(Number),
      ...integer,
    },
  ],
]);

/**
 * Decodes a tensor of numbers by TensorBoard's rule (tensor_util.make_ndarray): tensor_content if there is any, else
 * the typed list, where a single entry stands for every element.
 * Returns a sentence when it holds no numbers or its shape and its elements disagree.
 */
export function decodeNumericTensor(tensor: TensorProto): NumericTensor | string {
  const type = TYPES.get(tensor.dtype ?? 0);
  if (!type) return `tensor of type ${DataType[tensor.dtype ?? 0] ?? tensor.dtype}: not numbers`;
  const shape = inferShape(
    (tensor.tensorShape?.dim ?? []).map((dim) => Number(dim.size ?? 0)),
    tensor.tensorContent?.length ? tensor.tensorContent.length / type.bytes : type.list(tensor).length,
  );
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.some((size) => size < 0) || !Number.isSafeInteger(count)) {
    return `tensor of impossible shape [${shape.join(', ')}]`;
  }
  const values = readValues(tensor, type, count);
  return typeof values === 'string'
    ? values
    : { shape, values, isInteger: type.isInteger, isWide: type.isWide };
}

/** One dimension of -1 is what the number of elements makes it, as in NumPy's reshape. */
function inferShape(shape: number[], elements: number): number[] {
  if (shape.filter((size) => size < 0).length !== 1 || !shape.includes(-1)) return shape;
  const others = shape.reduce((product, size) => (size < 0 ? product : product * size), 1);
  const inferred = elements / others;
  return Number.isInteger(inferred) ? shape.map((size) => (size < 0 ? inferred : size)) : shape;
}

function readValues(tensor: TensorProto, type: NumericType, count: number): Float64Array | string {
  const content = tensor.tensorContent;
  if (content && content.length > 0) {
    if (content.length !== count * type.bytes) {
      return `tensor_content has ${content.length} bytes where its shape needs ${count * type.bytes}`;
    }
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    return Float64Array.from({ length: count }, (_, index) => type.read(view, index * type.bytes));
  }
  const list = type.list(tensor);
  const convert = (entry: number | { toNumber(): number } | undefined): number => {
    const value = typeof entry === 'object' ? entry.toNumber() : (entry ?? 0);
    return type.fromList ? type.fromList(value) : value;
  };
  if (list.length === count) return Float64Array.from({ length: count }, (_, index) => convert(list[index]));
  if (list.length === 1 && count <= MAX_BROADCAST_ELEMENTS)
    return new Float64Array(count).fill(convert(list[0]));
  return `tensor holds ${list.length} values where its shape needs ${count}`;
}

/** IEEE 754 binary16, from its bits. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** bfloat16: the upper half of a float32, from its bits. */
export function bfloat16ToNumber(bits: number): number {
  scratch.setUint32(0, (bits & 0xffff) << 16);
  return scratch.getFloat32(0);
}

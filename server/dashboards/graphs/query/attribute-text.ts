import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { decodeNumericTensor } from '../../../decode/tensor.ts';
import { formatShape } from '../model/edge-shapes.ts';
import { formatDouble, formatFloat } from '../text/text-values.ts';

const { AttrValue, DataType } = tensorboard;

/** Values above this many bytes are not decoded. */
const MAX_DECODED_BYTES = 1 << 20;
/** As many values of a list or tensor as are shown. */
const MAX_VALUES = 16;
/** Tensors of more elements show their type and shape only: one stored value may stand for billions of them. */
const MAX_ELEMENTS = 4096;
/** Length of a text. */
const MAX_TEXT = 400;

/**
 * A serialized AttrValue in short, for a person: `DT_FLOAT`, `100×1`, `"relu"`, `[1, 2]`, `DT_FLOAT scalar: 0.8`.
 * Never throws: what cannot be read says so.
 */
export function attributeText(value: Uint8Array): string {
  if (value.length > MAX_DECODED_BYTES) return `${value.length} bytes`;
  try {
    return cut(valueText(AttrValue.decode(value)));
  } catch {
    return `cannot be read (${value.length} bytes)`;
  }
}

function valueText(value: tensorboard.AttrValue): string {
  switch (value.value) {
    case 'list':
      return listText(value.list ?? {});
    case 's':
      return bytesText(value.s ?? new Uint8Array(0));
    case 'i':
      return String(value.i);
    case 'f':
      return formatFloat(value.f ?? 0);
    case 'b':
      return String(value.b);
    case 'type':
      return typeText(value.type ?? 0);
    case 'shape':
      return shapeText(value.shape ?? {});
    case 'tensor':
      return tensorText(value.tensor ?? {});
    case 'placeholder':
      return `placeholder ${value.placeholder}`;
    case 'func':
      return functionText(value.func ?? {});
    default:
      return '';
  }
}

function listText(list: tensorboard.AttrValue.IListValue): string {
  return `[${[
    ...first(list.s, bytesText),
    ...first(list.i, String),
    ...first(list.f, formatFloat),
    ...first(list.b, String),
    ...first(list.type, typeText),
    ...first(list.shape, shapeText),
    ...first(list.tensor, tensorText),
    ...first(list.func, functionText),
  ].join(', ')}]`;
}

/** The texts of the first values, and how many more there are. */
function first<T>(values: readonly T[] | null | undefined, text: (value: T) => string): string[] {
  if (!values) return [];
  const shown = values.slice(0, MAX_VALUES).map((value) => text(value));
  return values.length > MAX_VALUES ? [...shown, `${values.length - MAX_VALUES} more`] : shown;
}

function bytesText(bytes: Uint8Array): string {
  return JSON.stringify(cut(Buffer.from(bytes.subarray(0, 4 * MAX_TEXT)).toString()));
}

function typeText(type: number): string {
  return DataType[type] ?? String(type);
}

function shapeText(shape: tensorboard.ITensorShapeProto): string {
  if (shape.unknownRank) return 'unknown rank';
  return formatShape((shape.dim ?? []).map((dim) => Number(dim.size ?? 0)));
}

function functionText(func: tensorboard.INameAttrList): string {
  return func.name ?? '';
}

function tensorText(tensor: tensorboard.ITensorProto): string {
  const sizes = (tensor.tensorShape?.dim ?? []).map((dim) => Number(dim.size ?? 0));
  const title = `${typeText(tensor.dtype ?? 0)} ${shapeText(tensor.tensorShape ?? {})}`;
  if (tensor.stringVal?.length) return `${title}: ${first(tensor.stringVal, bytesText).join(', ')}`;
  if (sizes.reduce((product, size) => product * size, 1) > MAX_ELEMENTS) return title;
  const numbers = decodeNumericTensor(tensor);
  if (typeof numbers === 'string') return title;
  const isFloat32 = !numbers.isWide && !numbers.isInteger;
  const values = first([...numbers.values], isFloat32 ? formatFloat : formatDouble);
  return `${title}: ${values.join(', ')}`;
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

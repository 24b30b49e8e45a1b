import { WIRE, WireReader } from '../../../decode/wire-reader.ts';
import type { FieldSchema, FieldType, MessageSchema } from './message-schema.ts';
import { formatDouble, formatFloat } from './text-values.ts';

/** Part of a buffer: the payload of a message, text or bytes field. */
export interface Span {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** The payload of a message, text or bytes field; any other value as it is printed. */
export type Value = string | Span;

/** Reads messages field by field by their schema. One reader serves a whole tree: it makes no object per message. */
export class MessageReader {
  readonly #reader = new WireReader();

  /**
   * The values of each field that is there, repeated ones in order, as a protobuf parser would have them after
   * merging: of a singular field the last, of a oneof the last member. Throws MALFORMED.
   */
  read(schema: MessageSchema, { bytes, start, end }: Span): Map<FieldSchema, Value[]> {
    const values = new Map<FieldSchema, Value[]>();
    const reader = this.#reader;
    reader.setBytes(bytes);
    reader.position = start;
    reader.limit = end;
    while (reader.position < end) {
      const tag = reader.tag();
      const field = schema.byNumber.get(tag >>> 3);
      if (field === undefined) reader.skip(tag);
      else this.#field(tag, field, schema, values);
    }
    return values;
  }

  #field(tag: number, field: FieldSchema, schema: MessageSchema, values: Map<FieldSchema, Value[]>): void {
    const reader = this.#reader;
    const wire = tag & 7;
    const all = values.get(field) ?? [];
    if (wire === wireType(field.type)) {
      const value = this.#value(field);
      const before = all[0];
      if (field.isRepeated) all.push(value);
      // Two halves of one message merge into it, as do their bytes one after the other.
      else if (field.type === 'message' && before !== undefined)
        all[0] = joined(before as Span, value as Span);
      else all[0] = value;
    } else if (field.isRepeated && wire === WIRE.length) {
      const limit = reader.limit;
      reader.limit = reader.lengthEnd();
      while (reader.position < reader.limit) all.push(this.#value(field));
      reader.limit = limit;
    } else {
      reader.skip(tag);
      return;
    }
    values.set(field, all);
    if (field.oneof === undefined) return;
    for (const other of schema.fields)
      if (other !== field && other.oneof === field.oneof) values.delete(other);
  }

  #value(field: FieldSchema): Value {
    const reader = this.#reader;
    switch (field.type) {
      case 'message':
      case 'string':
      case 'bytes': {
        const end = reader.lengthEnd();
        const start = reader.position;
        reader.position = end;
        return { bytes: reader.bytes, start, end };
      }
      case 'double':
        return formatDouble(reader.double());
      case 'float':
        return formatFloat(reader.float());
      case 'fixed64': {
        const at = reader.position;
        reader.double();
        return String(reader.view.getBigUint64(at, true));
      }
      case 'bool':
        return reader.int64() === 0 ? 'false' : 'true';
      case 'enum': {
        const number = this.#int32();
        return field.enumNames.get(number) ?? String(number);
      }
      case 'int32':
        return String(this.#int32());
      case 'int64':
        return this.#int64();
      case 'uint32':
        return String(this.#int32() >>> 0);
      case 'uint64': {
        const value = this.#int64();
        return value.startsWith('-') ? String(BigInt.asUintN(64, BigInt(value))) : value;
      }
    }
  }

  #int64(): string {
    const value = this.#reader.int64();
    return String(this.#reader.exact ?? value);
  }

  /** The low 32 bits of a varint. */
  #int32(): number {
    const value = this.#reader.int64();
    const { exact } = this.#reader;
    return exact === undefined ? value | 0 : Number(BigInt.asIntN(32, exact));
  }
}

/** What an absent field holds. */
export function defaultValue(field: FieldSchema): Value {
  switch (field.type) {
    case 'message':
    case 'string':
    case 'bytes':
      return { bytes: new Uint8Array(0), start: 0, end: 0 };
    case 'bool':
      return 'false';
    case 'enum':
      return field.enumNames.get(0) ?? '0';
    default:
      return '0';
  }
}

function wireType(type: FieldType): number {
  switch (type) {
    case 'double':
    case 'fixed64':
      return WIRE.fixed64;
    case 'float':
      return WIRE.fixed32;
    case 'string':
    case 'bytes':
    case 'message':
      return WIRE.length;
    default:
      return WIRE.varint;
  }
}

function joined(first: Span, second: Span): Span {
  const bytes = Buffer.concat([first, second].map(({ bytes: all, start, end }) => all.subarray(start, end)));
  return { bytes, start: 0, end: bytes.length };
}

import { MALFORMED, WIRE, WireReader } from '../../decode/wire-reader.ts';
import { formatDouble, formatFloat, quoteBytes, quoteString } from './text-values.ts';
import { messageSchema, type FieldSchema, type FieldType, type MessageSchema } from './message-schema.ts';

/** Protobuf parsers give up at this many messages inside each other. */
const MAX_DEPTH = 100;

/** The payload of a text, bytes or message field; any other value as it is printed. */
type Value = string | Uint8Array;

/**
 * A serialized message as protobuf text, byte for byte as Python's `str(message)` prints it: fields in the order of
 * their numbers, defaults and unknown fields left out, maps by descending key, floats with the fewest of 6 or 9
 * (15 or 17) digits that read back the same.
 *
 * @param name Message type of proto/tensorboard, e.g. "GraphDef".
 * Throws MALFORMED where a protobuf parser would refuse the bytes: broken wire format, text that is not UTF-8,
 * more than 100 messages inside each other.
 */
export function printMessage(name: string, bytes: Uint8Array): string {
  const out: string[] = [];
  printFields(messageSchema(name), bytes, '', out, 1);
  return out.join('');
}

function printFields(
  schema: MessageSchema,
  bytes: Uint8Array,
  indent: string,
  out: string[],
  depth: number,
): void {
  const values = readFields(schema, bytes);
  for (const field of schema.fields) {
    const all = values.get(field);
    if (all === undefined || isDefault(field, all)) continue;
    if (field.isMap) {
      for (const entry of sortedEntries(field, all)) printEntry(field, entry, indent, out, depth);
    } else {
      for (const value of all) printField(field, value, indent, out, depth);
    }
  }
}

function printField(field: FieldSchema, value: Value, indent: string, out: string[], depth: number): void {
  if (field.type !== 'message') {
    out.push(indent, field.name, ': ', scalarText(field, value), '\n');
    return;
  }
  if (depth >= MAX_DEPTH) throw MALFORMED;
  out.push(indent, field.name, ' {\n');
  printFields(field.message(), value as Uint8Array, `${indent}  `, out, depth + 1);
  out.push(indent, '}\n');
}

function scalarText(field: FieldSchema, value: Value): string {
  if (typeof value === 'string') return value;
  return field.type === 'string' ? quoteString(value) : quoteBytes(value);
}

/** Both parts of a map's entry are printed, whatever they hold. */
function printEntry(field: FieldSchema, entry: Entry, indent: string, out: string[], depth: number): void {
  if (depth >= MAX_DEPTH) throw MALFORMED;
  out.push(indent, field.name, ' {\n');
  for (const [part, value] of entry.values) printField(part, value, `${indent}  `, out, depth + 1);
  out.push(indent, '}\n');
}

interface Entry {
  readonly key: Value;
  readonly values: ReadonlyMap<FieldSchema, Value>;
}

/** Entries of a map, the last of each key, in the order in which Python prints them. */
function sortedEntries(field: FieldSchema, payloads: readonly Value[]): Entry[] {
  const schema = field.message();
  const byKey = new Map<string, Entry>();
  for (const payload of payloads) {
    const read = readFields(schema, payload as Uint8Array);
    const values = new Map(schema.fields.map((part) => [part, read.get(part)?.[0] ?? defaultValue(part)]));
    const key = values.values().next().value ?? '';
    byKey.set(typeof key === 'string' ? key : Buffer.from(key).toString('latin1'), { key, values });
  }
  return [...byKey.values()].sort((a, b) => compareKeys(a.key, b.key));
}

/**
 * Numbers ascending; text descending by bytes, but a key before those that it begins. So does the sorter of
 * Python's protobuf.
 */
function compareKeys(a: Value, b: Value): number {
  if (typeof a === 'string' || typeof b === 'string') return Number(a) - Number(b);
  const common = Math.min(a.length, b.length);
  return Buffer.compare(b.subarray(0, common), a.subarray(0, common)) || a.length - b.length;
}

/** The values of each field that is there, repeated ones in order. */
function readFields(schema: MessageSchema, bytes: Uint8Array): Map<FieldSchema, Value[]> {
  const values = new Map<FieldSchema, Value[]>();
  const reader = new WireReader();
  reader.setBytes(bytes);
  reader.limit = bytes.length;
  while (reader.position < reader.limit) {
    const tag = reader.tag();
    const field = schema.byNumber.get(tag >>> 3);
    if (field === undefined) reader.skip(tag);
    else readField(reader, tag, field, schema, values);
  }
  return values;
}

function readField(
  reader: WireReader,
  tag: number,
  field: FieldSchema,
  schema: MessageSchema,
  values: Map<FieldSchema, Value[]>,
): void {
  const wire = tag & 7;
  const all = values.get(field) ?? [];
  if (wire === wireType(field.type)) {
    const value = readValue(reader, field);
    const before = all[0];
    if (field.isRepeated) all.push(value);
    // Two halves of one message merge into it, as do their bytes one after the other.
    else if (field.type === 'message' && before !== undefined) all[0] = joined(before, value);
    else all[0] = value;
  } else if (field.isRepeated && wire === WIRE.length) {
    const limit = reader.limit;
    reader.limit = reader.lengthEnd();
    while (reader.position < reader.limit) all.push(readValue(reader, field));
    reader.limit = limit;
  } else {
    reader.skip(tag);
    return;
  }
  values.set(field, all);
  if (field.oneof === undefined) return;
  for (const other of schema.fields) if (other !== field && other.oneof === field.oneof) values.delete(other);
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

function readValue(reader: WireReader, field: FieldSchema): Value {
  switch (field.type) {
    case 'message':
    case 'string':
    case 'bytes':
      return readBytes(reader);
    case 'double':
      return formatDouble(reader.double());
    case 'float':
      return formatFloat(reader.float());
    case 'fixed64':
      return fixed64(reader);
    case 'bool':
      return reader.int64() === 0 ? 'false' : 'true';
    case 'enum': {
      const number = integer(reader, 32);
      return field.enumNames.get(Number(number)) ?? number.toString();
    }
    case 'int32':
      return integer(reader, 32).toString();
    case 'int64':
      return integer(reader, 64).toString();
    case 'uint32':
      return BigInt.asUintN(32, integer(reader, 64)).toString();
    case 'uint64':
      return BigInt.asUintN(64, integer(reader, 64)).toString();
  }
}

function joined(first: Value, second: Value): Uint8Array {
  return Buffer.concat([first as Uint8Array, second as Uint8Array]);
}

function readBytes(reader: WireReader): Uint8Array {
  const end = reader.lengthEnd();
  const bytes = reader.bytes.subarray(reader.position, end);
  reader.position = end;
  return bytes;
}

function integer(reader: WireReader, bits: number): bigint {
  const value = reader.int64();
  return BigInt.asIntN(bits, reader.exact ?? BigInt(value));
}

function fixed64(reader: WireReader): string {
  const at = reader.position;
  reader.double();
  return reader.view.getBigUint64(at, true).toString();
}

/** A field that need not be printed: it holds what it would hold if it were absent. */
function isDefault(field: FieldSchema, all: readonly Value[]): boolean {
  if (field.isRepeated || field.hasPresence || field.type === 'message') return false;
  const [value] = all;
  return typeof value === 'string' ? value === defaultValue(field) : value?.length === 0;
}

/** What an absent field holds. */
function defaultValue(field: FieldSchema): Value {
  switch (field.type) {
    case 'message':
    case 'string':
    case 'bytes':
      return new Uint8Array(0);
    case 'bool':
      return 'false';
    case 'enum':
      return field.enumNames.get(0) ?? '0';
    default:
      return '0';
  }
}

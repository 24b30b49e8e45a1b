import { MALFORMED } from '../../../decode/wire-reader.ts';
import { defaultValue, MessageReader, type Span, type Value } from './message-reader.ts';
import { messageSchema, type FieldSchema, type MessageSchema } from './message-schema.ts';
import { quoteBytes, quoteString } from './text-values.ts';

/** Protobuf parsers give up at this many messages inside each other. */
const MAX_DEPTH = 100;
const FLUSH_LENGTH = 1 << 16;

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
  return new Printer().print(messageSchema(name), { bytes, start: 0, end: bytes.length });
}

interface Entry {
  readonly key: Value;
  readonly values: ReadonlyMap<FieldSchema, Value>;
}

class Printer {
  readonly #reader = new MessageReader();
  readonly #written: Buffer[] = [];
  #text = '';

  print(schema: MessageSchema, span: Span): string {
    this.#fields(schema, span, '', 1);
    this.#flush();
    return Buffer.concat(this.#written).toString();
  }

  /** Millions of pieces joined in one string would keep the garbage collector busy for seconds. */
  #flush(): void {
    this.#written.push(Buffer.from(this.#text));
    this.#text = '';
  }

  #fields(schema: MessageSchema, span: Span, indent: string, depth: number): void {
    const values = this.#reader.read(schema, span);
    for (const field of schema.fields) {
      const all = values.get(field);
      if (all === undefined || isDefault(field, all)) continue;
      if (field.isMap) {
        for (const entry of this.#sortedEntries(field, all)) this.#entry(field, entry, indent, depth);
      } else {
        for (const value of all) this.#field(field, value, indent, depth);
      }
    }
  }

  #field(field: FieldSchema, value: Value, indent: string, depth: number): void {
    if (field.type !== 'message') {
      this.#text += `${indent}${field.name}: ${scalarText(field, value)}\n`;
      return;
    }
    if (depth >= MAX_DEPTH) throw MALFORMED;
    this.#text += `${indent}${field.name} {\n`;
    this.#fields(field.message(), value as Span, `${indent}  `, depth + 1);
    this.#text += `${indent}}\n`;
    if (this.#text.length > FLUSH_LENGTH) this.#flush();
  }

  /** Both parts of a map's entry are printed, whatever they hold. */
  #entry(field: FieldSchema, entry: Entry, indent: string, depth: number): void {
    if (depth >= MAX_DEPTH) throw MALFORMED;
    this.#text += `${indent}${field.name} {\n`;
    for (const [part, value] of entry.values) this.#field(part, value, `${indent}  `, depth + 1);
    this.#text += `${indent}}\n`;
  }

  /** Entries of a map, the last of each key, in the order in which Python prints them. */
  #sortedEntries(field: FieldSchema, payloads: readonly Value[]): Entry[] {
    const schema = field.message();
    const byKey = new Map<string, Entry>();
    for (const payload of payloads) {
      const read = this.#reader.read(schema, payload as Span);
      const values = new Map(schema.fields.map((part) => [part, read.get(part)?.[0] ?? defaultValue(part)]));
      const key = values.values().next().value ?? '';
      byKey.set(typeof key === 'string' ? key : spanBytes(key).toString('latin1'), { key, values });
    }
    return [...byKey.values()].sort((a, b) => compareKeys(a.key, b.key));
  }
}

/**
 * Numbers ascending; text descending by bytes, but a key before those that it begins. So does the sorter of
 * Python's protobuf.
 */
function compareKeys(a: Value, b: Value): number {
  if (typeof a === 'string' || typeof b === 'string') return Number(a) - Number(b);
  const left = spanBytes(a);
  const right = spanBytes(b);
  const common = Math.min(left.length, right.length);
  return Buffer.compare(right.subarray(0, common), left.subarray(0, common)) || left.length - right.length;
}

function scalarText(field: FieldSchema, value: Value): string {
  if (typeof value === 'string') return value;
  return field.type === 'string' ? quoteString(spanBytes(value)) : quoteBytes(spanBytes(value));
}

/** A field that need not be printed: it holds what it would hold if it were absent. */
function isDefault(field: FieldSchema, all: readonly Value[]): boolean {
  if (field.isRepeated || field.hasPresence || field.type === 'message') return false;
  const [value] = all;
  if (typeof value === 'string') return value === defaultValue(field);
  return value === undefined || value.start === value.end;
}

function spanBytes({ bytes, start, end }: Span): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
}

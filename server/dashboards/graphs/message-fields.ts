import { WIRE, WireReader } from '../../decode/wire-reader.ts';

/**
 * Calls `visit` with each length-delimited field of a message: its number, a view of its payload, and the offset at
 * which the field begins. Throws MALFORMED where the bytes are no message.
 */
export function forEachField(
  message: Uint8Array,
  visit: (field: number, payload: Uint8Array, start: number) => void,
): void {
  const reader = new WireReader();
  reader.setBytes(message);
  reader.limit = message.length;
  while (reader.position < reader.limit) {
    const start = reader.position;
    const tag = reader.tag();
    if ((tag & 7) !== WIRE.length) {
      reader.skip(tag);
      continue;
    }
    const end = reader.lengthEnd();
    visit(tag >>> 3, message.subarray(reader.position, end), start);
    reader.position = end;
  }
}

/** The payload of the last occurrence of a length-delimited field; undefined when absent. */
export function lastField(message: Uint8Array, number: number): Uint8Array | undefined {
  let found: Uint8Array | undefined;
  forEachField(message, (field, payload) => {
    if (field === number) found = payload;
  });
  return found;
}

/**
 * Copies a message with some of its length-delimited fields changed: `change` returns the new payload, the same one
 * to keep the field as it is, or undefined to leave it out. All other fields are copied.
 */
export function mapFields(
  message: Uint8Array,
  change: (field: number, payload: Uint8Array) => Uint8Array | undefined,
): Uint8Array {
  const parts: Uint8Array[] = [];
  let copiedTo = 0;
  forEachField(message, (field, payload, start) => {
    const changed = change(field, payload);
    if (changed === payload) return;
    parts.push(message.subarray(copiedTo, start));
    if (changed !== undefined) parts.push(encodeField(field, changed));
    copiedTo = payload.byteOffset - message.byteOffset + payload.length;
  });
  parts.push(message.subarray(copiedTo));
  return Buffer.concat(parts);
}

/** A length-delimited field as bytes. */
export function encodeField(number: number, payload: Uint8Array): Uint8Array {
  return Buffer.concat([varintBytes(number * 8 + WIRE.length), varintBytes(payload.length), payload]);
}

function varintBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

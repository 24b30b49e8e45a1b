/** Thrown for bytes that are no protobuf message; one shared object, since a hostile file can cause millions. */
export const MALFORMED = new Error('not a protobuf message');

const MAX_GROUP_DEPTH = 100;

/** Wire types of the protobuf encoding. */
export const WIRE = { varint: 0, fixed64: 1, length: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

/**
 * Reads the protobuf wire format in place, without making an object per field.
 * Every read checks its bounds against `limit` and throws MALFORMED.
 * Encoding: https://protobuf.dev/programming-guides/encoding/
 */
export class WireReader {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  position = 0;
  /** Byte after the message being read. */
  limit = 0;
  /** The exact value of the last `int64`, when it is beyond ±2^53; else undefined. */
  exact: bigint | undefined;

  /** Sets the bytes to read from. */
  setBytes(bytes: Uint8Array): void {
    if (this.bytes === bytes) return;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Unsigned varint. Exact up to 2^53, rounded above; a value that long is never a valid length or tag. */
  varint(): number {
    const bytes = this.bytes;
    let position = this.position;
    const limit = this.limit;
    if (position >= limit) throw MALFORMED;
    let byte = bytes[position++]!;
    if (byte < 0x80) {
      this.position = position;
      return byte;
    }
    let value = byte & 0x7f;
    let scale = 0x80;
    for (let i = 1; i < 10; i++) {
      if (position >= limit) throw MALFORMED;
      byte = bytes[position++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        this.position = position;
        return value;
      }
      scale *= 0x80;
    }
    throw MALFORMED;
  }

  /** Signed 64-bit varint as a number; `exact` holds it when the number is rounded. */
  int64(): number {
    const start = this.position;
    const value = this.varint();
    this.exact = undefined;
    if (value <= Number.MAX_SAFE_INTEGER) return value;
    let exact = 0n;
    for (let at = this.position - 1; at >= start; at--)
      exact = (exact << 7n) | BigInt(this.bytes[at]! & 0x7f);
    exact = BigInt.asIntN(64, exact);
    const rounded = Number(exact);
    if (!Number.isSafeInteger(rounded)) this.exact = exact;
    return rounded;
  }

  double(): number {
    const at = this.position;
    if (at + 8 > this.limit) throw MALFORMED;
    this.position = at + 8;
    return this.view.getFloat64(at, true);
  }

  float(): number {
    const at = this.position;
    if (at + 4 > this.limit) throw MALFORMED;
    this.position = at + 4;
    return this.view.getFloat32(at, true);
  }

  /** Reads the length of a length-delimited field and returns its end; the caller sets `position` to it. */
  lengthEnd(): number {
    const length = this.varint();
    const end = this.position + length;
    if (end > this.limit) throw MALFORMED;
    return end;
  }

  /** Field tag: number × 8 + wire type. Throws for field number 0. */
  tag(): number {
    const tag = this.varint();
    if (tag < 8 || tag > 0xffffffff) throw MALFORMED;
    return tag;
  }

  /** Skips the value of a field whose tag was just read; groups too. */
  skip(tag: number): void {
    if ((tag & 7) === WIRE.startGroup) this.#skipGroup(tag);
    else this.#skipPlain(tag);
  }

  #skipPlain(tag: number): void {
    switch (tag & 7) {
      case WIRE.varint:
        this.varint();
        return;
      case WIRE.fixed64:
        this.double();
        return;
      case WIRE.length:
        this.position = this.lengthEnd();
        return;
      case WIRE.fixed32:
        this.float();
        return;
      default:
        throw MALFORMED;
    }
  }

  #skipGroup(tag: number): void {
    const open = [tag >>> 3];
    while (open.length > 0) {
      const inner = this.tag();
      if ((inner & 7) === WIRE.startGroup) {
        if (open.length === MAX_GROUP_DEPTH) throw MALFORMED;
        open.push(inner >>> 3);
      } else if ((inner & 7) === WIRE.endGroup) {
        if (open.pop() !== inner >>> 3) throw MALFORMED;
      } else {
        this.#skipPlain(inner);
      }
    }
  }
}

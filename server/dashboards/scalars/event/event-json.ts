/** Longest text, list and bytes that are given whole. */
const MAX_CHARACTERS = 1000;
const MAX_ITEMS = 100;
const MAX_BYTES = 64;
/** Messages nested deeper are left out: an event has seven levels at most. */
const MAX_DEPTH = 12;

/**
 * A decoded message for JSON: fields under the names of protobuf's JSON form, those not set left out, int64 as text, NaN
 * and infinity as words. Bytes are `{bytes, hex}`, their number and the first of them; of long texts and lists the
 * beginning is given, and how many there are in `length`.
 */
export function eventJson(value: unknown, depth = 0): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') {
    if (value.length <= MAX_CHARACTERS) return value;
    return { text: value.slice(0, MAX_CHARACTERS), length: value.length };
  }
  if (typeof value !== 'object') return value;
  if (value instanceof Uint8Array)
    return { bytes: value.length, hex: Buffer.from(value.subarray(0, MAX_BYTES)).toString('hex') };
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => eventJson(item, depth + 1));
    return value.length <= MAX_ITEMS ? items : { items, length: value.length };
  }
  if (isLong(value)) return String(value);
  const fields = Object.entries(value)
    .filter(([, field]) => !(Array.isArray(field) && field.length === 0))
    .map(([name, field]) => [name, eventJson(field, depth + 1)] as const)
    .filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields);
}

/** An int64 as the protobuf library has it. */
function isLong(value: object): boolean {
  return 'low' in value && 'high' in value && 'unsigned' in value;
}

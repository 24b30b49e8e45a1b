/** A number that Python would print as a float: 1 becomes "1.0". */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** What `pythonJson` can print. A plain number prints as an integer, a bigint too. */
export type PythonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonFloat
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue }
  | ReadonlyMap<string, PythonValue>;

/**
 * JSON as TensorBoard's Python prints it: ", " and ": " between, everything beyond ASCII escaped, floats as `repr`,
 * numbers that JSON cannot hold as the strings "NaN", "Infinity" and "-Infinity".
 */
export function pythonJson(value: PythonValue): string {
  const parts: string[] = [];
  print(value, parts);
  return parts.join('');
}

function print(value: PythonValue, parts: string[]): void {
  if (value instanceof PythonFloat) parts.push(jsonFloat(value.value));
  else if (typeof value === 'string') parts.push(pythonString(value));
  else if (typeof value !== 'object' || value === null) parts.push(String(value));
  else if (Array.isArray(value)) printList(value, parts);
  else printEntries(value instanceof Map ? [...value] : Object.entries(value), parts);
}

function printList(list: readonly PythonValue[], parts: string[]): void {
  parts.push('[');
  list.forEach((item, index) => {
    if (index > 0) parts.push(', ');
    print(item, parts);
  });
  parts.push(']');
}

function printEntries(entries: readonly (readonly [string, PythonValue])[], parts: string[]): void {
  parts.push('{');
  entries.forEach(([key, item], index) => {
    if (index > 0) parts.push(', ');
    parts.push(pythonString(key), ': ');
    print(item, parts);
  });
  parts.push('}');
}

/** A string as JSON, everything beyond ASCII escaped. */
export function pythonString(text: string): string {
  // JSON.stringify escapes quotes, backslashes and control characters; Python escapes DEL and what is beyond ASCII too.
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function jsonFloat(value: number): string {
  if (Number.isFinite(value)) return pythonFloat(value);
  return Number.isNaN(value) ? '"NaN"' : value > 0 ? '"Infinity"' : '"-Infinity"';
}

/** A float as Python's `repr` prints it: shortest round trip, "1.0", "1e+30", "1e-05", "nan", "inf". */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  // Python writes an exponent below 1e-4 and from 1e16 on; JavaScript below 1e-6 and from 1e21 on.
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** A string as Python's `repr` prints it in an error message. */
export function pythonRepr(text: string | null): string {
  if (text === null) return 'None';
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `${quote}${escaped}${quote}`;
}

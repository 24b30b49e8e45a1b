/** A number that Python would print as a float: 1 becomes "1.0". */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** JSON that has been printed already. */
export class PrintedJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
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
  | PrintedJson
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue }
  | ReadonlyMap<string, PythonValue>;

/**
 * JSON as TensorBoard's Python prints it: ", " and ": " between, everything beyond ASCII escaped, floats as `repr`,
 * numbers that JSON cannot hold as the strings "NaN", "Infinity" and "-Infinity".
 */
export function pythonJson(value: PythonValue): string {
  if (value instanceof PythonFloat) return jsonFloat(value.value);
  if (value instanceof PrintedJson) return value.text;
  if (typeof value === 'string') return pythonString(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${join(value, pythonJson)}]`;
  if (value instanceof Map)
    return `{${join(value, ([key, item]) => `${pythonString(key)}: ${pythonJson(item)}`)}}`;
  return `{${join(Object.entries(value), ([key, item]) => `${pythonString(key)}: ${pythonJson(item)}`)}}`;
}

function join<T>(items: Iterable<T>, print: (item: T) => string): string {
  let text = '';
  for (const item of items) text += text === '' ? print(item) : `, ${print(item)}`;
  return text;
}

/** Nothing in it needs an escape. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A string as JSON, everything beyond ASCII escaped. */
export function pythonString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  // JSON.stringify escapes quotes, backslashes and control characters; Python escapes DEL and what is beyond ASCII too.
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A float as JSON; numbers that JSON cannot hold as strings. */
export function jsonFloat(value: number): string {
  if (Number.isFinite(value)) return pythonFloat(value);
  return Number.isNaN(value) ? '"NaN"' : value > 0 ? '"Infinity"' : '"-Infinity"';
}

/** A float as Python's `repr` prints it: shortest round trip, "1.0", "1e+30", "1e-05", "nan", "inf". */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  // Python writes an exponent below 1e-4 and from 1e16 on; JavaScript below 1e-6 and from 1e21 on.
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
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

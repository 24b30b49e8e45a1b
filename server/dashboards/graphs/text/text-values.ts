import { MALFORMED } from '../../../decode/wire-reader.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Characters that stand for themselves inside quotes. */
const PLAIN = /^[ !#-&(-[\]-~]*$/;
const SPECIAL = /[^ !#-&(-[\]-~]/g;
const SPECIAL_ASCII = /[^ !#-&(-[\]-~\u0080-\uffff]/g;
const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ["'", "\\'"],
  ['\\', '\\\\'],
]);

/** A `bytes` value in quotes: printable ASCII as it is, everything else as octal. */
export function quoteBytes(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return PLAIN.test(text) ? `"${text}"` : `"${text.replace(SPECIAL, escapeCharacter)}"`;
}

/** A `string` value in quotes; text beyond ASCII as it is. Throws MALFORMED when it is not UTF-8. */
export function quoteString(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (PLAIN.test(text)) return `"${text}"`;
  let decoded;
  try {
    decoded = utf8.decode(bytes);
  } catch {
    throw MALFORMED;
  }
  return `"${decoded.replace(SPECIAL_ASCII, escapeCharacter)}"`;
}

/** A float32 with 6 significant digits if they read back the same, else with 9. */
export function formatFloat(value: number): string {
  const short = formatGeneral(value, 6);
  return Math.fround(Number(short)) === value || !Number.isFinite(value) ? short : formatGeneral(value, 9);
}

/** A float64 with 15 significant digits if they read back the same, else with 17. */
export function formatDouble(value: number): string {
  const short = formatGeneral(value, 15);
  return Number(short) === value || !Number.isFinite(value) ? short : formatGeneral(value, 17);
}

/** C's `%.<digits>g`. */
function formatGeneral(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const sign = value < 0 ? '-' : '';
  const [mantissa = '', exponentText = ''] = roundToEven(Math.abs(value), digits).split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= digits) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${trimZeros(mantissa)}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  const significant = mantissa.replace('.', '');
  if (exponent < 0) return `${sign}${trimZeros(`0.${'0'.repeat(-exponent - 1)}${significant}`)}`;
  return `${sign}${trimZeros(`${significant.slice(0, exponent + 1)}.${significant.slice(exponent + 1)}`)}`;
}

/** Like toExponential, but a value exactly between two neighbours goes to the even one, as in C. */
function roundToEven(value: number, digits: number): string {
  // oxlint-disable-next-line oxc/number-arg-out-of-range -- the limit has been 100 since ES2018
  const exact = value.toExponential(100);
  const kept = exact.slice(0, digits + 1);
  const isTie = /^50*e/.test(exact.slice(digits + 1));
  return isTie && '02468'.includes(kept.at(-1) ?? '')
    ? kept + exact.slice(exact.indexOf('e'))
    : value.toExponential(digits - 1);
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0*$/, '') : decimal;
}

function escapeCharacter(character: string): string {
  return SHORT_ESCAPES.get(character) ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

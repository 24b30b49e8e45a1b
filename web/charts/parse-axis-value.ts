import type { LineAxisKind } from './axis-ticks.ts';
import { formatElapsed } from './duration-ticks.ts';
import { isDate } from './format-time.ts';

const MULTIPLES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };
const UNIT_SEC: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, m: 60, min: 60, h: 3_600, d: 86_400 };
const NUMBER = String.raw`[-−]?(?:\d[\d,_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const WITH_MULTIPLE = new RegExp(`^(${NUMBER})\\s*([kmgt]?)$`, 'i');
const DURATION_PART = /^(\d+(?:\.\d+)?|\.\d+)\s*(ms|min|[smhd])\s*/i;

/**
 * What a person typed as a place on an axis: "20k", "1,500"; "2h 30m", "90" (seconds); "2026-11-24 14:30" in local time
 * or any date that the browser reads. Undefined when it is no such thing.
 */
export function parseAxisValue(kind: LineAxisKind, text: string): number | undefined {
  const typed = text.trim();
  const plain = parseNumber(typed);
  if (kind === 'relative') return plain ?? parseDuration(typed);
  if (kind === 'wall' && plain === undefined) {
    const date = Date.parse(typed.replace(/^(\d{4}-\d{2}-\d{2}) (\d)/, '$1T$2'));
    return Number.isNaN(date) ? undefined : date / 1000;
  }
  return plain;
}

/** A place on an axis as text that `parseAxisValue` reads; steps are whole, times to the second. */
export function formatAxisValue(kind: LineAxisKind, value: number): string {
  if (kind === 'relative') return formatElapsed(value, Math.abs(value) < 1 ? 1e-3 : 1);
  if (kind === 'wall' && isDate(value)) return formatLocal(new Date(value * 1000));
  if (kind === 'value' || kind === 'wall') return String(Number(value.toPrecision(6)));
  return Math.round(value).toLocaleString('en');
}

function parseNumber(text: string): number | undefined {
  const match = WITH_MULTIPLE.exec(text);
  if (!match) return undefined;
  const value = Number((match[1] ?? '').replace('−', '-').replaceAll(/[,_]/g, ''));
  const multiple = MULTIPLES[(match[2] ?? '').toLowerCase()] ?? 1;
  return Number.isFinite(value * multiple) ? value * multiple : undefined;
}

function parseDuration(text: string): number | undefined {
  const isNegative = /^[-−]/.test(text);
  let rest = isNegative ? text.slice(1).trim() : text;
  let seconds = 0;
  do {
    const match = DURATION_PART.exec(rest);
    if (!match) return undefined;
    seconds += Number(match[1]) * (UNIT_SEC[(match[2] ?? '').toLowerCase()] ?? NaN);
    rest = rest.slice(match[0].length);
  } while (rest !== '');
  return isNegative ? -seconds : seconds;
}

function formatLocal(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

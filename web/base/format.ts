const COUNT_UNITS = [
  { size: 1e12, sign: 'T' },
  { size: 1e9, sign: 'G' },
  { size: 1e6, sign: 'M' },
  { size: 1e3, sign: 'k' },
] as const;

const BYTE_UNITS = [
  { size: 1e12, sign: 'TB' },
  { size: 1e9, sign: 'GB' },
  { size: 1e6, sign: 'MB' },
  { size: 1e3, sign: 'kB' },
] as const;

const AGE_UNITS = [
  { sec: 86_400, sign: 'd' },
  { sec: 3600, sign: 'h' },
  { sec: 60, sign: 'min' },
] as const;

/** Made once: toLocaleString makes one for each call. */
const INTEGERS = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A count in full: 9640180 → "9,640,180". */
export function formatInteger(count: number): string {
  return INTEGERS.format(Math.round(count));
}

/** A count in three digits: 5704 → "5,704", 19200 → "19.2k", 1140000 → "1.14M". In full below ten thousand. */
export function formatCount(count: number): string {
  const unit = COUNT_UNITS.find(({ size }) => count >= Math.max(size * 0.9995, 9_999.5));
  return unit ? `${threeDigits(count / unit.size)}${unit.sign}` : formatInteger(count);
}

/** Decimal units, as drives and networks count: 412000000 → "412 MB". */
export function formatBytes(bytes: number): string {
  const unit = BYTE_UNITS.find(({ size }) => bytes >= size * 0.9995);
  return unit ? `${threeDigits(bytes / unit.size)} ${unit.sign}` : `${Math.round(bytes)} B`;
}

/** A span of time in its largest unit: 3 → "3 s", 840 → "14 min", 7300 → "2 h". Negative ones count as 0. */
export function formatAge(sec: number): string {
  const unit = AGE_UNITS.find((candidate) => sec >= candidate.sec);
  return unit ? `${Math.floor(sec / unit.sec)} ${unit.sign}` : `${Math.max(0, Math.floor(sec))} s`;
}

/** Wall time on the reader's clock: 1700000000.4 → "23:13:20". */
export function formatClock(wallTimeSec: number): string {
  return new Date(wallTimeSec * 1000).toLocaleTimeString('en-GB');
}

/** "1 run", "2 runs", "1,204 runs". */
export function formatPlural(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatInteger(count)} ${count === 1 ? singular : plural}`;
}

/** A value in four digits, for comparing down a column: 0.92931 → "0.9293", 1234567 → "1.235e6". */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', 'Inf');
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(3).replace('e+', 'e');
  return size >= 1000 ? value.toFixed(0) : value.toPrecision(4);
}

function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

const SECONDS_PER_UNIT = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Largest time that `Date` can hold, in seconds. */
const MAX_DATE_SEC = 8.64e12;

/**
 * A span of seconds in its two largest units: "1 h 42 min", "3 d", "12.5 s", "4 ms". Negative spans (clocks that
 * went back) keep their sign.
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return String(seconds);
  if (seconds < 0) return `−${formatDuration(-seconds)}`;
  if (seconds === 0) return '0 s';
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(3))} ms`;
  // From here on it would round to 60.0.
  if (seconds < 59.95) return `${Number(seconds.toPrecision(3))} s`;
  const whole = Math.round(seconds);
  const at = SECONDS_PER_UNIT.findIndex(([, length]) => whole >= length);
  const [unit, length] = SECONDS_PER_UNIT[at] ?? ['s', 1];
  const [nextUnit, nextLength] = SECONDS_PER_UNIT[at + 1] ?? ['', 1];
  const count = Math.floor(whole / length);
  const rest = Math.floor((whole - count * length) / nextLength);
  const head = `${count.toLocaleString('en')} ${unit}`;
  return rest > 0 ? `${head} ${rest} ${nextUnit}` : head;
}

/** A wall time in seconds since the epoch as local time: "24 Nov 00:12:31", with the year when it is another. */
export function formatWallTime(seconds: number, now = Date.now()): string {
  if (!(Math.abs(seconds) <= MAX_DATE_SEC)) return `${seconds} s`;
  const date = new Date(seconds * 1000);
  const [day, clock] = CLOCK.format(date).split(', ');
  const year = date.getFullYear();
  return year === new Date(now).getFullYear() ? `${day} ${clock}` : `${day} ${year} ${clock}`;
}

/** Whether local calendar arithmetic works for this wall time. */
export function isDate(seconds: number): boolean {
  return Math.abs(seconds) <= MAX_DATE_SEC;
}

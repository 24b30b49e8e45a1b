/** A duration from microseconds: "12 µs", "3.4 ms", "1.2 s", "5 min". */
export function formatMicroseconds(us: number): string {
  if (us < 1000) return `${round(us)} µs`;
  if (us < 1e6) return `${round(us / 1e3)} ms`;
  return us < 60e6 ? `${round(us / 1e6)} s` : `${round(us / 60e6)} min`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(value < 100 ? 2 : 3)));
}

/**
 * The value exactly as it was stored, in as few digits as read back to it: a float32 of 0.1 is "0.1", not
 * "0.10000000149011612". Negative zero keeps its sign; not finite values are "NaN", "Infinity", "-Infinity".
 */
export function formatExact(value: number, isFloat32: boolean): string {
  if (Object.is(value, -0)) return '-0';
  return String(isFloat32 ? shortestFloat32(value) : value);
}

/** A derived value, such as a smoothed one: four decimals, or four digits where decimals would show nothing. */
export function formatDerived(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(3).replace('e+', 'e');
  return value.toFixed(4);
}

/** A double that prints short and rounds to the given float32. Nine digits tell any two float32 apart. */
function shortestFloat32(value: number): number {
  if (!Number.isFinite(value)) return value;
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return Number(value.toPrecision(9));
}

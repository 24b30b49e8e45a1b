/** Numbers for JSON, which cannot hold NaN and infinity: those become the strings "NaN", "Infinity", "-Infinity". */
export function jsonNumbers(numbers: Float64Array): (number | 'NaN' | 'Infinity' | '-Infinity')[] {
  return Array.from(numbers, jsonNumber);
}

/** One number for JSON; see `jsonNumbers`. */
export function jsonNumber(number: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isFinite(number)) return number;
  return Number.isNaN(number) ? 'NaN' : number > 0 ? 'Infinity' : '-Infinity';
}

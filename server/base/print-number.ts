/** The shortest text that reads back as the same float64: NaN, Infinity, -Infinity and -0 as these words. */
export function printNumber(number: number): string {
  return number === 0 && Object.is(number, -0) ? '-0' : String(number);
}

/** The same for JSON, which has no number for NaN and infinity: those are strings there, as TensorBoard writes them. */
export function printJsonNumber(number: number): string {
  return number - number === 0 ? printNumber(number) : `"${number}"`;
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Orders names as people do: numbers by their value ("layer2" before "layer10"). Equal only for the same name. */
export function compareNaturally(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** `limit` of the indexes 0 … count - 1, evenly spread, the first and the last among them; all when they are fewer. */
export function pickEvenly(count: number, limit: number): number[] {
  if (count <= limit) return Array.from({ length: count }, (_, index) => index);
  if (limit <= 1) return limit === 1 ? [count - 1] : [];
  return Array.from({ length: limit }, (_, k) => Math.round((k * (count - 1)) / (limit - 1)));
}

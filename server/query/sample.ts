/**
 * Chooses at most `limit` of `values.length` points so that the shape stays: the first, the last, and the lowest and
 * highest of equal stretches in between. TensorBoard chooses at random. Returns indexes in ascending order; all of them
 * when they are few enough or the limit is 0.
 */
export function sampleShape(values: ArrayLike<number>, limit: number): Uint32Array {
  const count = values.length;
  if (limit === 0 || count <= limit) return Uint32Array.from({ length: count }, (_, index) => index);
  if (limit < 4) return sampleEvenly(count, limit);
  const chosen = new Set([0, count - 1]);
  const stretches = Math.floor((limit - 2) / 2);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = 1 + Math.floor((stretch * (count - 2)) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * (count - 2)) / stretches);
    let lowest = from;
    let highest = from;
    for (let at = from; at < to; at++) {
      // A value that is not a number is news: it is chosen before any other.
      if (!Number.isNaN(values[lowest]!) && !(values[at]! >= values[lowest]!)) lowest = at;
      if (values[at]! > values[highest]!) highest = at;
    }
    chosen.add(lowest);
    chosen.add(highest);
  }
  return Uint32Array.from(chosen).sort();
}

/** Chooses at most `limit` of `count` indexes, evenly, the first and the last among them; all when the limit is 0. */
export function sampleEvenly(count: number, limit: number): Uint32Array {
  if (limit === 0 || count <= limit) return Uint32Array.from({ length: count }, (_, index) => index);
  if (limit === 1) return Uint32Array.of(count - 1);
  return Uint32Array.from({ length: limit }, (_, index) => Math.round((index * (count - 1)) / (limit - 1)));
}

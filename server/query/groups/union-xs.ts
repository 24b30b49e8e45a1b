/** Every number of some ascending columns once, ascending. Columns that are the same, the usual case, cost a look at each. */
export function unionXs(columns: readonly Float64Array[]): Float64Array {
  if (columns.length <= 1) return columns[0] ?? new Float64Array(0);
  const middle = columns.length >>> 1;
  const a = unionXs(columns.slice(0, middle));
  const b = unionXs(columns.slice(middle));
  return areSame(a, b) ? a : merge(a, b);
}

function areSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function merge(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length);
  let length = 0;
  for (let inA = 0, inB = 0; inA < a.length || inB < b.length;) {
    const nextA = inA < a.length ? a[inA]! : Infinity;
    const nextB = inB < b.length ? b[inB]! : Infinity;
    merged[length++] = Math.min(nextA, nextB);
    if (nextA <= nextB) inA++;
    if (nextB <= nextA) inB++;
  }
  return merged.slice(0, length);
}

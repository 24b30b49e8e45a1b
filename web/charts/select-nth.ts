/**
 * The n-th lowest (from 0) of numbers[0, length), none of them NaN. Afterwards it is at its place, with none higher
 * before it and none lower behind it; the rest is in any order. Hoare's selection, in linear time on average, and on
 * numbers that are sorted or all equal, too.
 */
export function selectNth(numbers: Float64Array, length: number, n: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const pivot = medianOfThree(numbers[low]!, numbers[(low + high) >>> 1]!, numbers[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (numbers[left]! < pivot) left++;
      while (numbers[right]! > pivot) right--;
      if (left > right) break;
      const number = numbers[left]!;
      numbers[left++] = numbers[right]!;
      numbers[right--] = number;
    }
    if (n <= right) high = right;
    else if (n >= left) low = left;
    else break;
  }
  return numbers[n]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

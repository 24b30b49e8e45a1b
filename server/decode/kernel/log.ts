// Scalar points in the order of the file, and the same grouped by series.
import { LOG } from './memory-map';

// A point: f64 wall time, f64 value, i64 step, u32 series, u8 POINT_MARK, u8 SERIES_FLAGS of its value.
const POINT_BYTES: usize = 32;
const WALL_TIME: usize = 0;
const VALUE: usize = 8;
const STEP: usize = 16;
const SERIES: usize = 24;
const MARK: usize = 28;
const FLAGS: usize = 29;

const PAGE: usize = 65536;
const MAX_SAFE: i64 = 1 << 53;

let length: usize = 0;
/** Points that there is room for without asking for memory. */
export let capacity: usize = 0;

export function logLength(): usize {
  return length;
}

export function truncateLog(to: usize): void {
  length = to;
}

/** Makes room for so many points more; traps when there is no memory. */
export function reserve(points: usize): void {
  const needed = length + points;
  if (needed <= capacity) return;
  growTo(LOG + needed * POINT_BYTES);
  capacity = (<usize>memory.size() * PAGE - LOG) / POINT_BYTES;
}

export function append(series: u32, step: i64, wallTime: f64, value: f64, mark: u8, flags: u8): void {
  const at = LOG + length * POINT_BYTES;
  store<f64>(at, wallTime, WALL_TIME);
  store<f64>(at, value, VALUE);
  store<i64>(at, step, STEP);
  store<u32>(at, series, SERIES);
  store<u8>(at, mark, MARK);
  store<u8>(at, flags, FLAGS);
  length++;
}

/** What the last `group` made: address and number of groups; the columns follow one another from there. */
export let grouped: usize = 0;
export let groupCount: usize = 0;
/** Whether some step is beyond 2^53, and whether some point has a mark. */
export let hasExactSteps: bool = false;
export let hasMarks: bool = false;

/**
 * Groups the log by series, by a stable counting sort, and empties it. From `grouped` on: steps, wall times and values
 * (f64); with `hasExactSteps` the steps as i64; the series, then the number of points, of each group (u32); the
 * SERIES_FLAGS of each group (u8); with `hasMarks` the POINT_MARK of each point (u8). Returns the number of points.
 */
export function group(): usize {
  const points = length;
  const end = LOG + points * POINT_BYTES;
  let highest: usize = 0;
  let marks: u8 = 0;
  let areExact = false;
  for (let at = LOG; at < end; at += POINT_BYTES) {
    highest = max(highest, <usize>load<u32>(at, SERIES));
    marks |= load<u8>(at, MARK);
    const step = load<i64>(at, STEP);
    if (step > MAX_SAFE || step < -MAX_SAFE) areExact = true;
  }

  // Of each series, u32 each: how many points it has, then the place of its next one; and its flags.
  const places = end;
  const steps = places + (highest + 2) * 8;
  const wallTimes = steps + points * 8;
  const values = wallTimes + points * 8;
  const exact = values + points * 8;
  const groups = exact + (areExact ? points * 8 : 0);
  growTo(groups + (highest + 1) * 9 + points);
  memory.fill(places, 0, steps - places);
  let count: usize = 0;
  for (let at = LOG; at < end; at += POINT_BYTES) {
    const place = places + ((<usize>load<u32>(at, SERIES)) << 3);
    const before = load<u32>(place);
    if (before === 0) count++;
    store<u32>(place, before + 1);
    store<u32>(place, load<u32>(place, 4) | load<u8>(at, FLAGS), 4);
  }
  let before: u32 = 0;
  for (let series: usize = 0, index: usize = 0; index < count; series++) {
    const place = places + (series << 3);
    const size = load<u32>(place);
    if (size === 0) continue;
    store<u32>(place, before);
    before += size;
    store<u32>(groups + (index << 2), <u32>series);
    store<u32>(groups + ((count + index) << 2), size);
    store<u8>(groups + (count << 3) + index, <u8>load<u32>(place, 4));
    index++;
  }
  const marksAt = groups + count * 9;
  for (let at = LOG; at < end; at += POINT_BYTES) {
    const place = places + ((<usize>load<u32>(at, SERIES)) << 3);
    const index = <usize>load<u32>(place);
    store<u32>(place, <u32>(index + 1));
    const step = load<i64>(at, STEP);
    store<f64>(steps + (index << 3), <f64>step);
    store<f64>(wallTimes + (index << 3), load<f64>(at, WALL_TIME));
    store<f64>(values + (index << 3), load<f64>(at, VALUE));
    if (areExact) store<i64>(exact + (index << 3), step);
    if (marks !== 0) store<u8>(marksAt + index, load<u8>(at, MARK));
  }
  grouped = steps;
  groupCount = count;
  hasExactSteps = areExact;
  hasMarks = marks !== 0;
  length = 0;
  return points;
}

function growTo(end: usize): void {
  const pages = (end + PAGE - 1) / PAGE;
  const held = <usize>memory.size();
  if (pages > held && memory.grow(<i32>(pages - held)) < 0) unreachable();
  capacity = (<usize>memory.size() * PAGE - LOG) / POINT_BYTES;
}

// Scalar points in the order of the file, and the same grouped by series.
import { LOG } from './memory-map';

// A point: f64 wall time, f64 value, i64 step, u32 series, u8 POINT_MARK, u8 GROUP_FLAGS of its value.
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

/** What the last `group` made: where it is, how many bytes and how many groups. */
export let grouped: usize = 0;
export let groupedBytes: usize = 0;
export let groupCount: usize = 0;

// A series while its points are grouped; after its header has been written some fields are used anew.
const SERIES_BYTES: usize = 64;
const COUNT: usize = 0;
/** GROUP_FLAGS, with the opposite of what is kept for an even series of steps and for times that are ticks. */
const SEEN: usize = 4;
/** Number of its points that are in their places. */
const PLACED: usize = 8;
const VALUES_AT: usize = 12;
const FIRST_STEP: usize = 16;
const LAST_STEP: usize = 24;
const STRIDE: usize = 32;
const LEAST_TICK: usize = 40;
const GREATEST_TICK: usize = 48;
const TIMES_AT: usize = 16;
const STEPS_AT: usize = 20;
const EXACT_AT: usize = 24;
const MARKS_AT: usize = 28;

// GROUP_FLAGS of ../../store/point-groups.ts.
const WIDE: u32 = 1;
const EVEN_STEPS: u32 = 4;
const TICKS: u32 = 8;
const EXACT_STEPS: u32 = 16;
const MARKS: u32 = 32;

const HEADER_BYTES: usize = 64;
const TICKS_PER_SECOND: f64 = 4194304;
const TICK_SPAN: f64 = 4294967296;
const MAX_TICK: f64 = 9007199254740992;

/**
 * Groups the log by series, by a stable counting sort, packs each group as ../../store/point-groups.ts says, and empties
 * the log.
 */
export function group(): void {
  const end = LOG + length * POINT_BYTES;
  let highest: usize = 0;
  for (let at = LOG; at < end; at += POINT_BYTES) highest = max(highest, <usize>load<u32>(at, SERIES));
  const states = end;
  const statesEnd = states + (highest + 1) * SERIES_BYTES;
  growTo(statesEnd);
  memory.fill(states, 0, statesEnd - states);
  const count = survey(states, end);

  grouped = statesEnd;
  let data = grouped + count * HEADER_BYTES;
  let header = grouped;
  for (let state = states; state < statesEnd; state += SERIES_BYTES) {
    if (load<u32>(state, COUNT) === 0) continue;
    data = layOut(state, <u32>((state - states) / SERIES_BYTES), header, data);
    header += HEADER_BYTES;
  }
  growTo(data);
  for (let at = LOG; at < end; at += POINT_BYTES) place(at, stateOf(states, at));
  groupedBytes = data - grouped;
  groupCount = count;
  length = 0;
}

function stateOf(states: usize, point: usize): usize {
  return states + <usize>load<u32>(point, SERIES) * SERIES_BYTES;
}

/** Counts the points of each series, and finds out how each can be packed. Returns the number of series. */
function survey(states: usize, end: usize): usize {
  let series: usize = 0;
  for (let at = LOG; at < end; at += POINT_BYTES) {
    const state = stateOf(states, at);
    const before = load<u32>(state, COUNT);
    const step = load<i64>(at, STEP);
    const tick = load<f64>(at, WALL_TIME) * TICKS_PER_SECOND;
    let seen = load<u32>(state, SEEN) | load<u8>(at, FLAGS);
    if (load<u8>(at, MARK) !== 0) seen |= MARKS;
    if (step > MAX_SAFE || step < -MAX_SAFE) seen |= EXACT_STEPS;
    // Positive ticks only: 0 could be minus zero.
    if (!(tick > 0 && tick < MAX_TICK) || Math.floor(tick) !== tick) seen |= TICKS;
    if (before === 0) {
      series++;
      store<i64>(state, step, FIRST_STEP);
      store<f64>(state, tick, LEAST_TICK);
      store<f64>(state, tick, GREATEST_TICK);
    } else {
      const distance = step - load<i64>(state, LAST_STEP);
      if (before === 1) store<i64>(state, distance, STRIDE);
      else if (distance !== load<i64>(state, STRIDE)) seen |= EVEN_STEPS;
      if (tick < load<f64>(state, LEAST_TICK)) store<f64>(state, tick, LEAST_TICK);
      if (tick > load<f64>(state, GREATEST_TICK)) store<f64>(state, tick, GREATEST_TICK);
    }
    store<i64>(state, step, LAST_STEP);
    store<u32>(state, seen, SEEN);
    store<u32>(state, before + 1, COUNT);
  }
  return series;
}

/** Writes a series' header, and says where its columns are to go: from `data` on. Returns where they end. */
function layOut(state: usize, series: u32, header: usize, data: usize): usize {
  const points = <usize>load<u32>(state, COUNT);
  const seen = load<u32>(state, SEEN);
  const base = load<f64>(state, LEAST_TICK);
  const areTicks = (seen & TICKS) === 0 && load<f64>(state, GREATEST_TICK) - base < TICK_SPAN;
  const areEven = (seen & (EVEN_STEPS | EXACT_STEPS)) === 0;
  const flags = (seen & ~(EVEN_STEPS | TICKS)) | (areEven ? EVEN_STEPS : 0) | (areTicks ? TICKS : 0);
  store<f64>(header, <f64>series);
  store<f64>(header, <f64>points, 8);
  store<f64>(header, <f64>flags, 16);
  store<f64>(header, <f64>(data - grouped), 24);
  store<f64>(header, <f64>load<i64>(state, FIRST_STEP), 32);
  store<f64>(header, <f64>load<i64>(state, STRIDE), 40);
  store<f64>(header, base, 48);
  const times = data + aligned(points * (flags & WIDE ? 8 : 4));
  const steps = times + aligned(points * (areTicks ? 4 : 8));
  const exact = steps + (areEven ? 0 : points * 8);
  const marks = exact + (flags & EXACT_STEPS ? points * 8 : 0);
  store<u32>(state, flags, SEEN);
  store<u32>(state, <u32>data, VALUES_AT);
  store<u32>(state, <u32>times, TIMES_AT);
  store<u32>(state, <u32>steps, STEPS_AT);
  store<u32>(state, <u32>exact, EXACT_AT);
  store<u32>(state, <u32>marks, MARKS_AT);
  return marks + (flags & MARKS ? aligned(points) : 0);
}

/** Puts a point into the columns of its series. */
function place(point: usize, state: usize): void {
  const flags = load<u32>(state, SEEN);
  const index = <usize>load<u32>(state, PLACED);
  store<u32>(state, <u32>(index + 1), PLACED);
  const value = load<f64>(point, VALUE);
  const values = <usize>load<u32>(state, VALUES_AT);
  if (flags & WIDE) store<f64>(values + (index << 3), value);
  else store<f32>(values + (index << 2), <f32>value);
  const times = <usize>load<u32>(state, TIMES_AT);
  const wallTime = load<f64>(point, WALL_TIME);
  if (flags & TICKS)
    store<u32>(times + (index << 2), <u32>(wallTime * TICKS_PER_SECOND - load<f64>(state, LEAST_TICK)));
  else store<f64>(times + (index << 3), wallTime);
  const step = load<i64>(point, STEP);
  if (!(flags & EVEN_STEPS)) store<f64>(<usize>load<u32>(state, STEPS_AT) + (index << 3), <f64>step);
  if (flags & EXACT_STEPS) store<i64>(<usize>load<u32>(state, EXACT_AT) + (index << 3), step);
  if (flags & MARKS) store<u8>(<usize>load<u32>(state, MARKS_AT) + index, load<u8>(point, MARK));
}

function aligned(bytes: usize): usize {
  return (bytes + 7) & ~7;
}

function growTo(end: usize): void {
  const pages = (end + PAGE - 1) / PAGE;
  const held = <usize>memory.size();
  if (pages > held && memory.grow(<i32>(pages - held)) < 0) unreachable();
  capacity = (<usize>memory.size() * PAGE - LOG) / POINT_BYTES;
}

// The tags that the file being read is known to have, by their UTF-8 bytes. Open addressing over FNV-1a hashes.
import { KEYS, MAX_KEY_BYTES, MAX_TAGS, SLOT_COUNT, SLOTS, TAG_BYTES, TAGS } from './memory-map';

// A tag: u32 each of
const KEY: usize = 0;
const KEY_LENGTH: usize = 4;
const HASH: usize = 8;
const SERIES: usize = 12;
/** Address of the tag that followed this one the last time, or 0: writers repeat the same order of tags. */
const NEXT: usize = 16;

let count: usize = 0;
let keysEnd: usize = KEYS;
/** Address of the tag that was found last, or 0. */
let last: usize = 0;

/** Forgets all tags. */
export function clearTags(): void {
  for (let at = TAGS; at < TAGS + count * TAG_BYTES; at += TAG_BYTES) store<u32>(slotWith(at), 0);
  count = 0;
  keysEnd = KEYS;
  last = 0;
}

/** Where the next tag's bytes are to be put before `addTag`; 0 when there is no room for `length` bytes or one more tag. */
export function keySpace(length: usize): usize {
  return count < MAX_TAGS && keysEnd + length <= KEYS + MAX_KEY_BYTES ? keysEnd : 0;
}

/** Adds the tag whose bytes are at `keySpace`, unless it is known. */
export function addTag(length: usize, series: u32): void {
  if (findTag(keysEnd, length) !== 0) return;
  const tag = TAGS + count * TAG_BYTES;
  const hash = hashOf(keysEnd, length);
  store<u32>(tag, <u32>keysEnd, KEY);
  store<u32>(tag, <u32>length, KEY_LENGTH);
  store<u32>(tag, hash, HASH);
  store<u32>(tag, series, SERIES);
  store<u32>(tag, 0, NEXT);
  let slot = slotOf(hash);
  while (load<u32>(slot) !== 0) slot = nextSlot(slot);
  count++;
  store<u32>(slot, <u32>count);
  keysEnd += (length + 7) & ~7;
}

/** Address of the tag with these bytes; 0 = not known. */
export function findTag(start: usize, length: usize): usize {
  if (last !== 0) {
    const guess = <usize>load<u32>(last, NEXT);
    if (guess !== 0 && isTag(guess, start, length)) {
      last = guess;
      return guess;
    }
  }
  const hash = hashOf(start, length);
  for (let slot = slotOf(hash); ; slot = nextSlot(slot)) {
    const number = <usize>load<u32>(slot);
    if (number === 0) return 0;
    const tag = TAGS + (number - 1) * TAG_BYTES;
    if (load<u32>(tag, HASH) !== hash || !isTag(tag, start, length)) continue;
    if (last !== 0) store<u32>(last, <u32>tag, NEXT);
    last = tag;
    return tag;
  }
}

export function seriesOf(tag: usize): u32 {
  return load<u32>(tag, SERIES);
}

function isTag(tag: usize, start: usize, length: usize): bool {
  if (<usize>load<u32>(tag, KEY_LENGTH) !== length) return false;
  const key = <usize>load<u32>(tag, KEY);
  let at: usize = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(key + at) !== load<u64>(start + at)) return false;
  if (at === length) return true;
  const unused: u64 = (8 - <u64>(length - at)) << 3;
  return (load<u64>(key + at) ^ load<u64>(start + at)) << unused === 0;
}

function hashOf(start: usize, length: usize): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let at = start; at < start + length; at++) hash = (hash ^ load<u8>(at)) * 0x01000193;
  return hash;
}

function slotOf(hash: u32): usize {
  return SLOTS + (((<usize>hash) & (SLOT_COUNT - 1)) << 2);
}

function nextSlot(slot: usize): usize {
  const next = slot + 4;
  return next === SLOTS + SLOT_COUNT * 4 ? SLOTS : next;
}

function slotWith(tag: usize): usize {
  const number = <u32>((tag - TAGS) / TAG_BYTES + 1);
  let slot = slotOf(load<u32>(tag, HASH));
  while (load<u32>(slot) !== number) slot = nextSlot(slot);
  return slot;
}

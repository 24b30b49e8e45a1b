// Where things are in the kernel's memory, one behind the other. What is never used takes up no memory of the machine.

/** Bytes of a file that the kernel sees at a time. */
export const BLOCK_BYTES: usize = 2 * 1024 * 1024;
/** Loads of eight bytes may reach behind the last byte of a block or a key. */
const SLACK: usize = 64;
/** Tags that the kernel knows at a time; points of further ones are read by the general pass. */
export const MAX_TAGS: usize = 1 << 17;
export const MAX_KEY_BYTES: usize = 8 * 1024 * 1024;
export const SLOT_COUNT: usize = MAX_TAGS * 2;

export const BLOCK: usize = (__heap_base + 15) & ~15;
/** Tag number + 1 by hash; 0 = free. uint32. */
export const SLOTS: usize = BLOCK + BLOCK_BYTES + SLACK;
/** See tags.ts. */
export const TAGS: usize = SLOTS + SLOT_COUNT * 4;
export const TAG_BYTES: usize = 32;
export const KEYS: usize = TAGS + MAX_TAGS * TAG_BYTES;
/** See log.ts. Last, since it grows. */
export const LOG: usize = KEYS + MAX_KEY_BYTES + SLACK;

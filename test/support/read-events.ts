import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tensorboard } from '../../proto/generated/tensorboard.js';
import { crc32c, unmaskCrc } from '../../server/decode/crc32c.ts';

/** All events of a sound events file, each checksum checked. Slow and plain, to compare other readers with. */
export function readEvents(path: string): tensorboard.Event[] {
  const bytes = readFileSync(path);
  const events: tensorboard.Event[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const length = Number(bytes.readBigUInt64LE(offset));
    const start = offset + 12;
    assert.equal(
      unmaskCrc(bytes.readUInt32LE(offset + 8)),
      crc32c(bytes, offset, offset + 8),
      `length at ${offset}`,
    );
    assert.equal(
      unmaskCrc(bytes.readUInt32LE(start + length)),
      crc32c(bytes, start, start + length),
      `data at ${offset}`,
    );
    events.push(tensorboard.Event.decode(bytes.subarray(start, start + length)));
    offset = start + length + 4;
  }
  return events;
}

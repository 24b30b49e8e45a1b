import type { WireReader } from './wire-reader.ts';

/** The status of the SessionLog at [start, end): its field 1. */
export function sessionStatus(reader: WireReader, start: number, end: number): number {
  reader.position = start;
  reader.limit = end;
  let status = 0;
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === 8) status = reader.varint();
    else reader.skip(tag);
  }
  return status;
}

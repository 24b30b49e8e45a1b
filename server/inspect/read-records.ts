import { crc32c, maskCrc } from '../decode/crc32c.ts';
import { FileWindow } from './file-window.ts';

const HEADER_BYTES = 12;
const FOOTER_BYTES = 4;
/** No protobuf message is longer. */
const MAX_PAYLOAD_BYTES = 2n ** 31n - 1n;

/** A whole record, or a place where there is none. */
export type FoundRecord = { readonly payload: Uint8Array } | { readonly damagedAt: number };

/**
 * Walks the TFRecords of a file, in the plainest way: every checksum is looked at, a wrong payload checksum costs that
 * record when a sound header follows it, anything else costs the bytes to the next record that is sound. A short tail
 * is no damage. Shares nothing with the reader that fills the store but the checksum, so that each can check the other.
 */
export function* readRecords(path: string): Generator<FoundRecord> {
  const file = new FileWindow(path);
  try {
    let offset = 0;
    while (offset < file.size) {
      const length = payloadLength(file, offset);
      if (length === 'cut') return;
      const end = length === undefined ? 0 : offset + HEADER_BYTES + length + FOOTER_BYTES;
      // It is still being written.
      if (end > file.size) return;
      const payload = length === undefined ? undefined : soundPayload(file, offset, length);
      if (payload) {
        yield { payload };
        offset = end;
        continue;
      }
      yield { damagedAt: offset };
      const isNextSound =
        length !== undefined && (end === file.size || payloadLength(file, end) !== undefined);
      offset = isNextSound ? end : nextSound(file, offset + 1);
    }
  } finally {
    file.close();
  }
}

/** The length in the header at an offset; undefined when its checksum is wrong, "cut" when the file ends in it. */
function payloadLength(file: FileWindow, offset: number): number | undefined | 'cut' {
  const header = file.view(offset, HEADER_BYTES);
  if (header.length < HEADER_BYTES) return 'cut';
  const length = header.readBigUInt64LE(0);
  if (length > MAX_PAYLOAD_BYTES || header.readUInt32LE(8) !== maskCrc(crc32c(header, 0, 8)) >>> 0)
    return undefined;
  return Number(length);
}

function soundPayload(file: FileWindow, offset: number, length: number): Buffer | undefined {
  const bytes = file.view(offset + HEADER_BYTES, length + FOOTER_BYTES);
  const stored = bytes.length < length + FOOTER_BYTES ? undefined : bytes.readUInt32LE(length);
  return stored === maskCrc(crc32c(bytes, 0, length)) >>> 0 ? bytes.subarray(0, length) : undefined;
}

function nextSound(file: FileWindow, from: number): number {
  for (let offset = from; offset + HEADER_BYTES + FOOTER_BYTES <= file.size; offset++) {
    const length = payloadLength(file, offset);
    if (typeof length === 'number' && soundPayload(file, offset, length)) return offset;
  }
  return file.size;
}

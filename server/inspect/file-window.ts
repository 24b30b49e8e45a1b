import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const WINDOW_BYTES = 4 * 2 ** 20;

/** Reads a file through a window that moves with what is asked for. */
export class FileWindow {
  /** Bytes in the file when it was opened. */
  readonly size: number;
  readonly #file: number;
  #start = 0;
  #bytes = Buffer.alloc(0);

  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.size = fstatSync(this.#file).size;
  }

  /** The bytes [offset, offset + length), fewer where the file ends. Good until the next call. */
  view(offset: number, length: number): Buffer {
    const from = offset - this.#start;
    if (from < 0 || from + length > this.#bytes.length) this.#move(offset, length);
    return this.#bytes.subarray(offset - this.#start, offset - this.#start + length);
  }

  close(): void {
    closeSync(this.#file);
  }

  #move(offset: number, length: number): void {
    const wanted = Math.max(0, Math.min(Math.max(length, WINDOW_BYTES), this.size - offset));
    const bytes = Buffer.alloc(wanted);
    let filled = 0;
    while (filled < wanted) {
      const read = readSync(this.#file, bytes, filled, wanted - filled, offset + filled);
      if (read === 0) break;
      filled += read;
    }
    this.#start = offset;
    this.#bytes = bytes.subarray(0, filled);
  }
}

import { readFileSync } from 'node:fs';

/** What kernel/index.ts exports. Addresses are bytes of `memory`. */
interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly block: WebAssembly.Global<'i32'>;
  readonly blockBytes: WebAssembly.Global<'i32'>;
  readonly records: WebAssembly.Global<'i32'>;
  readonly grouped: WebAssembly.Global<'i32'>;
  readonly groupCount: WebAssembly.Global<'i32'>;
  readonly groupedBytes: WebAssembly.Global<'i32'>;
  walk(at: number, limit: number, until: number): number;
  keySpace(length: number): number;
  addTag(length: number, series: number): void;
  clearTags(): void;
  logLength(): number;
  reserve(points: number): void;
  push(series: number, step: number, wallTime: number, value: number, mark: number, flags: number): void;
  pushExact(series: number, step: bigint, wallTime: number, value: number, mark: number, flags: number): void;
  group(): void;
}

/** A point takes up at least this much of a file. */
const LEAST_POINT_BYTES = 9;

/** The kernel's code, compiled once in a thread, or once for all of them when it is handed on. */
export function compileKernel(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)));
}

/**
 * The innermost loop of decoding, in WebAssembly: a block of a file goes into its memory, the points of the records that
 * are plain come out grouped by series. See kernel/walk.ts for what is plain. One per thread, for one file after another.
 */
export class Kernel {
  readonly exports: KernelExports;
  readonly #encoder = new TextEncoder();
  readonly #start: number;
  readonly #length: number;
  #block: Uint8Array<ArrayBuffer>;
  #session = 0;

  constructor(module = compileKernel()) {
    // The only place that says what the module exports.
    this.exports = new WebAssembly.Instance(module).exports as unknown as KernelExports;
    this.#start = this.exports.block.value;
    this.#length = this.exports.blockBytes.value;
    this.#block = this.#viewBlock();
  }

  /** Where bytes of a file go. Another view after the kernel's memory has grown; the old one is then empty. */
  get block(): Uint8Array<ArrayBuffer> {
    if (this.#block.length === 0) this.#block = this.#viewBlock();
    return this.#block;
  }

  /** Makes room for all points that a block can hold, so that the memory does not grow while it is read. */
  prepare(): void {
    this.exports.reserve(Math.ceil(this.#length / LEAST_POINT_BYTES));
  }

  /** Forgets all tags: another file, or another run, is read. Returns the number of the session that begins. */
  begin(): number {
    this.exports.clearTags();
    return ++this.#session;
  }

  /** Number of the session whose tags it knows. */
  get session(): number {
    return this.#session;
  }

  /** Records that the last `walk` passed. */
  get walked(): number {
    return this.exports.records.value;
  }

  /** From now on points of the tag are plain where they look so: nothing new can come up about it in this file. */
  learn(tag: string, series: number): void {
    // A code unit of a string has at most three bytes.
    const at = this.exports.keySpace(tag.length * 3);
    if (at === 0) return;
    const space = new Uint8Array(this.exports.memory.buffer, at, tag.length * 3);
    this.exports.addTag(this.#encoder.encodeInto(tag, space).written, series);
  }

  /** Passes plain records that begin in block[position, until) and end within `limit`; returns the place after them. */
  walk(position: number, limit: number, until: number): number {
    const start = this.#start;
    return this.exports.walk(start + position, start + limit, start + Math.min(until, limit)) - start;
  }

  #viewBlock(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.exports.memory.buffer as ArrayBuffer, this.#start, this.#length);
  }
}

import type { RecordHandler } from './record-stream.ts';
import type { RunDecoder } from './run-decoder.ts';

/** Hands the records of one block to a run's decoder, the kernel going first where it can see the block. */
export class BlockHandler implements RecordHandler {
  walked = 0;
  readonly #decoder: RunDecoder;
  readonly #block: Uint8Array;
  readonly #base: number;
  readonly #isInKernel: boolean;

  constructor(decoder: RunDecoder, block: Uint8Array, base: number) {
    this.#decoder = decoder;
    this.#block = block;
    this.#base = base;
    this.#isInKernel = block === decoder.kernel.block;
  }

  decode(start: number, end: number): boolean {
    return this.#decoder.decode(this.#block, start, end, this.#base);
  }

  walk(position: number, limit: number, until: number): number {
    const { kernel, canWalk } = this.#decoder;
    this.walked = 0;
    if (!this.#isInKernel || !canWalk) return position;
    const end = kernel.walk(position, limit, until);
    this.walked = kernel.walked;
    return end;
  }
}

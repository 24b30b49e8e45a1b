import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** A stream of pieces that are made when they are wanted, one ahead, and between which others have their turn. */
export function streamPieces(
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Readable {
  return Readable.from(inTurns(pieces), { highWaterMark: 1 });
}

async function* inTurns<Piece>(pieces: Iterable<Piece> | AsyncIterable<Piece>): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}

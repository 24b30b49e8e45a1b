import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** After so many rounds a file gets all that it lacks: the time that growing takes is bounded. */
const MAX_ROUNDS = 40;
/** Long enough for a server to look now and then, short enough that it does not see every state. */
const PAUSE_MS = 15;

interface GrowingFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly firstRound: number;
  written: number;
}

/**
 * Writes the files of the logdir `from` again below `to`, all at once, in pieces of random size: half of them of a few
 * bytes, so that records arrive in any number of parts. The second file of a directory begins when the first one is whole,
 * as that of a job that was started again. Yields the share of rounds done, after each of them.
 */
export async function* growLogdir(from: string, to: string, random: () => number): AsyncGenerator<number> {
  const files = readFiles(from, to);
  const rounds = MAX_ROUNDS + Math.max(...files.map(({ firstRound }) => firstRound));
  for (let round = 0; round <= rounds; round++) {
    for (const file of files) if (round >= file.firstRound) grow(file, round, random);
    await wait(PAUSE_MS);
    yield round / rounds;
  }
}

function readFiles(from: string, to: string): GrowingFile[] {
  const files: GrowingFile[] = [];
  const inDirectory = new Map<string, number>();
  const entries = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const path of entries.toSorted()) {
    const index = inDirectory.get(dirname(path)) ?? 0;
    inDirectory.set(dirname(path), index + 1);
    const target = join(to, path.slice(from.length));
    mkdirSync(dirname(target), { recursive: true });
    files.push({
      path: target,
      bytes: readFileSync(path),
      firstRound: index * (MAX_ROUNDS + 1),
      written: 0,
    });
  }
  return files;
}

function grow(file: GrowingFile, round: number, random: () => number): void {
  const { bytes, written, path, firstRound } = file;
  const isLast = round - firstRound >= MAX_ROUNDS;
  const most = random() < 0.5 ? 32 : Math.max(32, bytes.length / 8);
  const end = isLast ? bytes.length : Math.min(bytes.length, written + Math.ceil(random() * most));
  if (end === written && written > 0) return;
  appendFileSync(path, bytes.subarray(written, end));
  file.written = end;
}

import type { LoadFigures } from './load-meter.ts';
import { bytesReadOf, type RunIngest } from './run-ingest.ts';

/** How far reading has come. */
export interface IngestStatus {
  /** Everything that was found has been read. */
  readonly caughtUp: boolean;
  readonly logdirExists: boolean;
  readonly files: number;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Mean rate of reading over the last three seconds. */
  readonly bytesPerSec: number;
  /** Until everything that was found has been read; absent while nobody can tell, and once it has. */
  readonly secLeft?: number;
  /** Runs all of whose files have been read to their ends. */
  readonly runsWhole: number;
  readonly corruptRecords: number;
  readonly problemCount: number;
  /** Seconds since the epoch when the newest data were read; 0 = none yet. */
  readonly newestData: number;
  /** How the first reading went; absent until it is done. */
  readonly load?: LoadFigures;
}

/** Files and bytes of all runs, and how many runs have been read to their ends. */
export function countFiles(
  runs: Iterable<RunIngest>,
): Pick<IngestStatus, 'files' | 'bytesRead' | 'bytesTotal' | 'runsWhole'> {
  const counts = { files: 0, bytesRead: 0, bytesTotal: 0, runsWhole: 0 };
  for (const run of runs) {
    for (const file of run.files.values()) {
      counts.files++;
      counts.bytesTotal += file.source.size;
      counts.bytesRead += bytesReadOf(file);
    }
    if (!run.isDirty) counts.runsWhole++;
  }
  return counts;
}

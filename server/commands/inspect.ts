import { statSync } from 'node:fs';
import type { CheckConfig } from '../config.ts';
import { digestFiles } from '../inspect/digest.ts';
import { listRuns } from '../inspect/list-runs.ts';
import { printDigest, printHead } from '../inspect/print-digest.ts';

/** Prints what a logdir, or one events file, holds, as TensorBoard's `--inspect` does. Returns the exit code. */
export async function inspect({ logdirs, eventFile, tag }: CheckConfig): Promise<number> {
  const print = (text: string): void => void process.stdout.write(text);
  if (eventFile !== undefined) {
    print(printHead([]));
    if (!isFile(eventFile)) {
      process.stderr.write(`${eventFile} is no file: give an events file with --event_file.\n`);
      return 1;
    }
    print(printDigest(eventFile, digestFiles([eventFile], tag), tag));
    return 0;
  }
  const runs = await listRuns(logdirs);
  print(printHead(runs.map(({ directory }) => directory)));
  for (const { directory, files } of runs) print(printDigest(directory, digestFiles(files, tag), tag));
  if (runs.length === 0)
    print(`No event files found within logdir ${logdirs.map(({ path }) => path).join(', ')}\n`);
  return 0;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

import { createWriteStream, existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../base/errors.ts';
import { streamPieces } from '../base/stream-pieces.ts';
import type { ExportConfig } from '../config.ts';
import { EXPORT_FORMATS } from '../dashboards/scalars/export/export-formats.ts';
import { selectRows } from '../dashboards/scalars/export/select-rows.ts';
import { openViews } from '../open-views.ts';
import { readLogs } from './read-logs.ts';

/**
 * Reads the logs afresh and writes every point of a selection of scalars, as `GET /api/scalars/export` answers it. Damaged
 * places of the logs are named on standard error. Returns the exit code.
 *
 * @throws AppError CONFIG_INVALID for a logdir that is not there or binary data on a terminal, OUTPUT_UNWRITABLE, and those
 * of `selectRows`
 */
export async function exportScalars(config: ExportConfig): Promise<number> {
  const { output, format, selection, superseded } = config;
  const isBinary = format === 'parquet' || format === 'arrow';
  if (output === undefined && isBinary && process.stdout.isTTY)
    throw new AppError('CONFIG_INVALID', `A terminal shows no ${format}: give a file with --output.`);
  for (const { path } of config.logdirs)
    if (!existsSync(path))
      throw new AppError('CONFIG_INVALID', `${path} does not exist: give a folder with logs.`);
  const write = await EXPORT_FORMATS[format].load();
  const warn = (message: string): void => void process.stderr.write(`Runlight: ${message}\n`);
  const views = await openViews(config, warn);
  const logs = await readLogs(config, warn);
  try {
    const labelsOf = (run: string): readonly string[] => views.views.runs.get(run)?.labels ?? [];
    const { series, groups } = selectRows({ store: logs.store, labelsOf }, selection);
    const target = output === undefined ? process.stdout : createWriteStream(output);
    await send(streamPieces(write(series, superseded, groups)), target, output);
    if (output !== undefined) {
      const points = series.reduce(
        (sum, { length, supersededCount }) => sum + length - (superseded ? 0 : supersededCount),
        0,
      );
      process.stderr.write(`Runlight: ${points} points of ${series.length} series in ${output}\n`);
    }
    return 0;
  } finally {
    await logs.close();
    await views.close();
  }
}

async function send(points: Readable, target: Writable, output: string | undefined): Promise<void> {
  try {
    await pipeline(points, target, { end: output !== undefined });
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    // Whoever read standard output has seen enough (`| head`).
    if (code === 'EPIPE' && output === undefined) return;
    if (syscall === undefined) throw error;
    throw new AppError('OUTPUT_UNWRITABLE', `Cannot write ${output ?? 'to standard output'}: ${message}.`);
  }
}

import { AppError } from './base/errors.ts';
import type { ReadFlags } from './flags.ts';
import { expandPath } from './logdir-spec.ts';

/** Forms of an exported file, by the usual ends of its name. */
const EXTENSIONS = {
  '.csv': 'csv',
  '.json': 'json',
  '.parquet': 'parquet',
  '.arrow': 'arrow',
  '.arrows': 'arrow',
} as const;
const FORMATS = ['csv', 'json', 'parquet', 'arrow'] as const;
const GROUPINGS = ['all', 'folder', 'regex', 'label', 'run'] as const;

/** What `export` is asked to write. */
export interface ExportRequest {
  readonly format: (typeof FORMATS)[number];
  /** Absolute path of the file to write; undefined = standard output. */
  readonly output: string | undefined;
  /** As of the server's `/api/scalars/export`: names and regular expressions, none = all, and what puts runs into groups. */
  readonly selection: {
    readonly run: string[];
    readonly tag: string[];
    readonly runs: string | undefined;
    readonly tags: string | undefined;
    readonly group_by?: (typeof GROUPINGS)[number];
    readonly pattern?: string;
    readonly depth?: number;
  };
  /** Also points that a restart superseded. */
  readonly superseded: boolean;
}

/** Reads it from the command line. Throws CONFIG_INVALID. */
export function readExportRequest({ values, repeated }: ReadFlags, home: string): ExportRequest {
  const written = values.get('output') ?? '-';
  return {
    format: parseFormat(values.get('format'), written),
    output: written === '-' ? undefined : expandPath(written, home),
    selection: {
      run: [...(repeated.get('run') ?? [])],
      tag: [...(repeated.get('tag') ?? [])],
      runs: values.get('runs'),
      tags: values.get('tags'),
      ...readGrouping(values),
    },
    superseded: values.get('superseded') === 'true',
  };
}

/** As given, else by the end of the file's name, else CSV. */
function parseFormat(text: string | undefined, output: string): ExportRequest['format'] {
  if (text === undefined) {
    const [, format = 'csv'] =
      Object.entries(EXTENSIONS).find(([extension]) => output.endsWith(extension)) ?? [];
    return format;
  }
  const format = FORMATS.find((known) => known === text);
  if (!format) throw invalid(`--format ${text} is unknown: give one of ${FORMATS.join(', ')}.`);
  return format;
}

function readGrouping(
  values: ReadFlags['values'],
): Pick<ExportRequest['selection'], 'group_by' | 'pattern' | 'depth'> {
  const [by, pattern, depth] = [values.get('group_by'), values.get('pattern'), values.get('depth')];
  const rule = GROUPINGS.find((known) => known === by);
  if (by !== undefined && !rule)
    throw invalid(`--group_by ${by} is unknown: give one of ${GROUPINGS.join(', ')}.`);
  if (depth !== undefined && !/^[1-9]\d?$/.test(depth))
    throw invalid(`--depth ${depth} is no number of folders: give 1 to 99.`);
  return {
    ...(rule && { group_by: rule }),
    ...(pattern !== undefined && { pattern }),
    ...(depth !== undefined && { depth: Number(depth) }),
  };
}

function invalid(message: string): AppError {
  return new AppError('CONFIG_INVALID', message);
}

import type { ScalarSeries } from '../../../store/series-store.ts';
import { writeCsv, writeJson } from './text-formats.ts';

/**
 * Makes a file of all points of some series, piece by piece: what is in memory is one piece. `groups`: for a last column that
 * says the group of each series, which may be in the list more than once; undefined = none.
 */
export type ExportWriter = (
  series: readonly ScalarSeries[],
  superseded: boolean,
  groups?: readonly string[],
) => Generator<string | Uint8Array>;

/** A form in which points are handed out. */
export interface ExportFormat {
  readonly mediaType: string;
  /** Of the file's name, with its dot. */
  readonly extension: string;
  /** Loaded when it is asked for: few are, and Arrow is large. */
  load(): Promise<ExportWriter>;
}

export const EXPORT_FORMATS = {
  csv: { mediaType: 'text/csv; charset=utf-8', extension: '.csv', load: async () => writeCsv },
  json: { mediaType: 'application/json; charset=utf-8', extension: '.json', load: async () => writeJson },
  parquet: {
    mediaType: 'application/vnd.apache.parquet',
    extension: '.parquet',
    load: async () => (await import('./parquet.ts')).writeParquet,
  },
  arrow: {
    mediaType: 'application/vnd.apache.arrow.stream',
    extension: '.arrows',
    load: async () => (await import('./arrow.ts')).writeArrow,
  },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof EXPORT_FORMATS;

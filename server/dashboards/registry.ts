import type { FastifyInstance } from 'fastify';
import type { BlobReader, SeriesStore } from '../store/series-store.ts';
import { graphs } from './graphs/routes.ts';
import { histograms } from './histograms/routes.ts';
import { scalars } from './scalars/routes.ts';

/** What was read of the logs. */
export interface ReadContext {
  readonly store: SeriesStore;
  readonly blobs: BlobReader;
}

/** What a dashboard's routes and topics may use. */
export interface DashboardContext extends ReadContext {
  /** The events files of a run, in the order in which they are read; none when there is no such run. */
  eventFiles(run: string): readonly EventFile[];
  /** Labels that people gave a run. */
  labelsOf(run: string): readonly string[];
}

/** An events file. */
export interface EventFile {
  /** Absolute path. */
  readonly path: string;
  /** Path relative to its logdir, with "/". */
  readonly name: string;
}

/** A dashboard of the server: its HTTP routes under `/api/<id>/`. */
export interface ServerDashboard {
  /** The plugin name whose data it shows: "scalars", "histograms", "graphs". */
  readonly id: string;
  /** Registers routes; `app` already has the prefix `/api/<id>`. */
  routes(app: FastifyInstance, context: DashboardContext): void;
}

/** Every dashboard, in the order of the tabs. */
export const dashboards: readonly ServerDashboard[] = [scalars, histograms, graphs];

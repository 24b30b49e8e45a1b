import type { FastifyInstance } from 'fastify';
import type { BlobReader, SeriesStore } from '../store/series-store.ts';
import { graphs } from './graphs/routes.ts';
import { histograms } from './histograms/routes.ts';
import { scalars } from './scalars/routes.ts';

/** What a dashboard's routes and topics may use. */
export interface DashboardContext {
  readonly store: SeriesStore;
  readonly blobs: BlobReader;
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

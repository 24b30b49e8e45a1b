import type { FastifyInstance } from 'fastify';
import type { BlobReader, SeriesStore } from '../store/series-store.ts';
import { coreRoutes } from './core-routes.ts';
import { graphRoutes } from './graph-routes.ts';
import { histogramRoutes } from './histogram-routes.ts';
import { scalarRoutes } from './scalar-routes.ts';

/** What TensorBoard's routes need. */
export interface TensorBoardContext {
  readonly store: SeriesStore;
  readonly blobs: BlobReader;
  readonly logdirText: string;
  readonly windowTitle: string;
  /** Points of a series that a plugin's routes answer with at most; 0 = all. */
  readonly samplesPerPlugin: ReadonlyMap<string, number>;
}

/** TensorBoard's own HTTP API, over our store: same paths, parameters, shapes and number formats. */
export function tensorBoardRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  coreRoutes(app, context);
  scalarRoutes(app, context);
  histogramRoutes(app, context);
  graphRoutes(app, context);
}

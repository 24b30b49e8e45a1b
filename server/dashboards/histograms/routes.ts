import type { ServerDashboard } from '../registry.ts';
import { bucketsRoute } from './buckets-route.ts';
import { exportRoute } from './export-route.ts';
import { HistogramReader } from './histogram-reader.ts';
import { measuresRoute } from './measures-route.ts';

/** The histograms dashboard's HTTP side, under /api/histograms. */
export const histograms: ServerDashboard = {
  id: 'histograms',
  routes(app, { store, blobs }) {
    const reader = new HistogramReader(blobs);
    bucketsRoute(app, store, reader);
    measuresRoute(app, store, reader);
    exportRoute(app, store, blobs);
  },
};

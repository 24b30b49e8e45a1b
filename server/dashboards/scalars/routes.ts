import type { ServerDashboard } from '../registry.ts';
import { eventRoute } from './event-route.ts';
import { exportRoute } from './export-route.ts';
import { BandCache } from './groups/band-cache.ts';
import { groupsRoute } from './groups/groups-route.ts';
import { groupTableRoute } from './groups/table-route.ts';
import { seriesRoute } from './series-route.ts';
import { tableRoute } from './table-route.ts';
import { valuesRoute } from './values-route.ts';

/** The scalars dashboard's HTTP side, under /api/scalars. */
export const scalars: ServerDashboard = {
  id: 'scalars',
  routes(app, context) {
    const { store } = context;
    seriesRoute(app, store);
    exportRoute(app, context);
    tableRoute(app, store);
    valuesRoute(app, store);
    groupsRoute(app, context, new BandCache());
    groupTableRoute(app, context);
    eventRoute(app, context);
  },
};

import type { FastifyInstance } from 'fastify';
import { VERSION } from '../base/version.ts';
import { pluginsListing } from './plugins-listing.ts';
import { sendJson } from './reply.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** The version of TensorBoard whose answers these are: clients decide by it what they may ask. */
const TENSORBOARD_VERSION = '2.21.0';

/** TensorBoard's `/data/…` routes that belong to no plugin. */
export function coreRoutes(
  app: FastifyInstance,
  { store, logdirText, windowTitle }: TensorBoardContext,
): void {
  app.get('/data/environment', (_request, reply) =>
    sendJson(reply, {
      version: TENSORBOARD_VERSION,
      data_location: logdirText,
      window_title: windowTitle,
      experiment_name: '',
      experiment_description: '',
      creation_time: 0,
      debug: {
        data_provider: `Runlight ${VERSION}`,
        flags: { logdir: logdirText, window_title: windowTitle },
      },
    }),
  );
  app.get('/data/logdir', (_request, reply) => sendJson(reply, { logdir: logdirText }));
  app.get('/data/window_properties', (_request, reply) => sendJson(reply, { window_title: windowTitle }));
  app.get('/data/runs', (_request, reply) =>
    sendJson(
      reply,
      store.runs().map(({ name }) => name),
    ),
  );
  // A logdir is one experiment, which TensorBoard's local server does not list either.
  app.get('/data/experiments', (_request, reply) => sendJson(reply, []));
  app.get('/data/experiment_runs', (_request, reply) => sendJson(reply, []));
  app.get('/data/plugins_listing', (_request, reply) => sendJson(reply, pluginsListing(store)));
}

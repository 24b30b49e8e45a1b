import type { FastifyInstance } from 'fastify';
import { VERSION } from '../base/version.ts';
import { isPlugin, pluginsListing } from './plugins-listing.ts';
import { sendError, sendJson, sendNotFound } from './reply.ts';
import { addRoute, queryOf } from './request.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** The version of TensorBoard whose answers these are: clients decide by it what they may ask. */
const TENSORBOARD_VERSION = '2.21.0';
/** Paths of TensorBoard's first years, which lead to its page. */
const OLD_PATHS = ['/audio', '/events', '/graphs', '/histograms', '/images'];

/** TensorBoard's `/data/…` routes that belong to no plugin. */
export function coreRoutes(
  app: FastifyInstance,
  { store, logdirText, windowTitle, pathPrefix, samplesPerPlugin }: TensorBoardContext,
): void {
  addRoute(app, '/data/environment', (_request, reply) =>
    sendJson(reply, {
      version: TENSORBOARD_VERSION,
      data_location: logdirText,
      window_title: windowTitle,
      experiment_name: '',
      experiment_description: '',
      creation_time: 0,
      debug: {
        data_provider: `Runlight ${VERSION}`,
        flags: {
          logdir: logdirText,
          window_title: windowTitle,
          path_prefix: pathPrefix,
          samples_per_plugin: samplesPerPlugin,
        },
      },
    }),
  );
  addRoute(app, '/data/logdir', (_request, reply) => sendJson(reply, { logdir: logdirText }));
  addRoute(app, '/data/window_properties', (_request, reply) =>
    sendJson(reply, { window_title: windowTitle }),
  );
  addRoute(app, '/data/runs', (_request, reply) =>
    sendJson(
      reply,
      store.runs().map(({ name }) => name),
    ),
  );
  // A logdir is one experiment, which TensorBoard's local server does not list either.
  addRoute(app, '/data/experiments', (_request, reply) => sendJson(reply, []));
  addRoute(app, '/data/experiment_runs', (_request, reply) => sendJson(reply, []));
  addRoute(app, '/data/plugins_listing', (_request, reply) => sendJson(reply, pluginsListing(store)));
  addRoute(app, '/data/notifications', async (_request, reply) =>
    reply.redirect('../notifications_note.json', 302),
  );
  addRoute(app, '/notifications_note.json', (_request, reply) => sendJson(reply, { notifications: [] }));
  // Every tab is part of the page: there is no plugin whose module would be loaded into a frame.
  addRoute(app, '/data/plugin_entry.html', (request, reply) => {
    const name = queryOf(request).get('name') ?? '';
    return isPlugin(name)
      ? sendError(reply, 400, 'Plugin is not module loadable')
      : sendNotFound(reply, name);
  });
  for (const path of OLD_PATHS)
    addRoute(app, path, async (_request, reply) => reply.redirect(`${pathPrefix}/`, 302));
  app.get<{ Params: { id: string } }>('/experiment/:id', async (request, reply) =>
    reply.redirect(`${pathPrefix}/experiment/${encodeURIComponent(request.params.id)}/`, 301),
  );
}

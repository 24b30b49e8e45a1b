import {
  fastify as createFastify,
  LogController,
  type FastifyInstance,
  type FastifyServerOptions,
} from 'fastify';
import { CatalogueReply } from '../proto/api/catalogue.ts';
import { CountsReply } from '../proto/api/counts.ts';
import { StatusReply } from '../proto/api/status.ts';
import { VERSION } from './base/version.ts';
import type { ServeConfig } from './config.ts';
import { dashboards, type DashboardContext } from './dashboards/registry.ts';
import { histogramsTopics } from './dashboards/histograms/topic.ts';
import { scalarGroupsTopics } from './dashboards/scalars/groups/groups-topic.ts';
import { scalarsTopics } from './dashboards/scalars/topic.ts';
import { crc32c } from './decode/crc32c.ts';
import type { IngestStatus } from './ingest/ingest-status.ts';
import { Ingest } from './ingest/ingest.ts';
import { CatalogueLog, catalogueTopics } from './live/catalogue-topic.ts';
import { LiveServer } from './live/live-server.ts';
import { tagsByPlugin } from './live/tag-sets.ts';
import { statusTopics } from './live/status-topic.ts';
import { nameInLogdir } from './logdir-spec.ts';
import { WantedRuns } from './live/wanted-runs.ts';
import { openCache } from './open-cache.ts';
import { openViews } from './open-views.ts';
import { docs, docsRoute } from './plugins/docs.ts';
import { errors } from './plugins/errors.ts';
import { page } from './plugins/page.ts';
import { security } from './plugins/security.ts';
import { websocket } from './plugins/websocket.ts';
import { LocalSource } from './sources/local-source.ts';
import type { CacheFolder } from './store/cache-folder.ts';
import type { Run } from './store/series-store.ts';
import { BlobFiles } from './store/blob-files.ts';
import { MemoryBudget } from './store/memory-budget.ts';
import { MemoryStore } from './store/memory-store.ts';
import { SpillFolder } from './store/spill-folder.ts';
import { BlobCounts } from './tensorboard/blob-sequence.ts';
import { DataProvider } from './tensorboard/grpc/data-provider.ts';
import { tensorBoardRoutes } from './tensorboard/tensorboard-routes.ts';
import { viewsRoutes } from './views/routes.ts';
import { viewsTopics } from './views/views-topic.ts';

/** Of `--memory` for chunks; the rest is for points on their way, what is known of chunks, and what waits to be collected. */
const CHUNK_SHARE = 0.7;

/** A server that is reading logs and can answer, but does not listen yet. */
export interface App {
  readonly fastify: FastifyInstance;
  /** What TensorBoard's gRPC protocol asks. */
  readonly dataProvider: DataProvider;
  /** How far reading has come. */
  readonly progress: () => IngestStatus;
  /** Ends every connection and stops reading. */
  close(): Promise<void>;
}

/** Takes log lines, each with its line feed. */
export interface LogStream {
  write(line: string): void;
}

/**
 * Builds the server and starts to read the logs. Resolves when requests can be answered, long before all is read.
 *
 * @param log where log lines go
 */
export async function buildApp(config: ServeConfig, log: LogStream = process.stderr): Promise<App> {
  const app = createFastify(serverOptions(config, log));
  const onWarning = (message: string): void => app.log.warn(message);
  const budget = new MemoryBudget(config.memoryBytes * CHUNK_SHARE, ({ message }) =>
    onWarning(`points stay in memory beyond --memory, since they cannot be put on the disk: ${message}`),
  );
  void SpillFolder.sweep().catch(({ message }: Error) =>
    onWarning(`what an earlier server left of its temporary files is still there: ${message}`),
  );
  const spill = new SpillFolder();
  const store = new MemoryStore(budget, spill);
  const views = await openViews(config, onWarning);
  const cache = openCache(config, onWarning);
  const source = new LocalSource(config.logdirs, config.reloadIntervalSec, (message) =>
    app.log.warn(message),
  );
  const ingest = new Ingest(
    source,
    store,
    { purgeOrphanedData: config.purgeOrphanedData },
    ({ file, offset, bytes, message }) => app.log.warn({ file, offset, bytes }, message),
    (error) => app.log.error({ err: error }, 'a reading thread failed'),
    cache && { folder: cache, onWarning },
  );
  const context: DashboardContext = {
    store,
    blobs: new BlobFiles(crc32c),
    eventFiles: (run) =>
      ingest.filesOf(run).map((path) => ({ path, name: nameInLogdir(path, config.logdirs) })),
    labelsOf: (run) => views.views.runs.get(run)?.labels ?? [],
  };
  const counts = new BlobCounts();
  const readStatus = (): StatusReply => ({
    ...statusReply(config, store, ingest, cache),
    viewsFile: views.path ?? null,
  });
  const catalogue = new CatalogueLog(store);
  const live: LiveServer = new LiveServer(
    store,
    catalogue.epoch,
    [
      catalogueTopics(catalogue),
      statusTopics({ read: () => statusFields(readStatus()), activity: () => ingest.activity() }),
      scalarsTopics(store),
      histogramsTopics(context),
      scalarGroupsTopics(store),
      viewsTopics(views),
    ],
    (error) => app.log.error({ err: error }, 'a live update failed'),
    () => ingest.reorder(),
  );
  const wanted = new WantedRuns(store, () => live.shownRuns());
  ingest.readFirst(() => wanted.ids());

  security(app, config);
  errors(app);
  await websocket(app);
  await docs(app);
  app.get('/healthz', { schema: { summary: 'Whether the server runs' } }, () => ({ status: 'ok' }));
  await app.register(
    async (routes) => {
      redirectToSlash(routes, config);
      routes.addHook('preHandler', async ({ query }) => {
        if (runsOf(query).filter((name) => wanted.ask(name)).length > 0) ingest.reorder();
      });
      if (config.pathPrefix !== '')
        routes.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok' }));
      apiRoutes(routes, store, readStatus);
      viewsRoutes(routes, views);
      docsRoute(routes);
      live.routes(routes);
      for (const { id, routes: register } of dashboards) {
        await routes.register(async (scope) => register(scope, context), { prefix: `/api/${id}` });
      }
      await routes.register((scope) => tensorBoardRoutes(scope, { ...context, ...config, counts }));
      await page(routes);
    },
    { prefix: config.pathPrefix },
  );
  await app.ready();
  void ingest
    .start()
    .catch((error: unknown) => app.log.error({ err: error }, 'looking for events files failed'));
  return {
    fastify: app,
    progress: () => ingest.status(),
    dataProvider: new DataProvider(store, context.blobs, counts, config.logdirText),
    close: async () => {
      live.close();
      await Promise.all([app.close(), ingest.close()]);
      await views.close();
      cache?.close();
      spill.close();
    },
  };
}

function serverOptions({ logLevel, pathPrefix }: ServeConfig, log: LogStream): FastifyServerOptions {
  const experiment = new RegExp(`^${pathPrefix.replaceAll('.', '\\.')}/experiment/[^/?]+(?=/)`);
  return {
    logger: logLevel === 'silent' ? false : { level: logLevel, stream: log },
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    routerOptions: { ignoreTrailingSlash: true },
    logController: new LogController({ disableRequestLogging: true }),
    // A logdir is one experiment: TensorBoard's /experiment/<id>/… is the same as …, whatever the id. Scripts that join
    // "http://host/" and "/data/…" ask for //data/…, which TensorBoard takes too.
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/{2,}/, '/').replace(experiment, pathPrefix),
  };
}

/** Names of the runs that a request is about: all of our routes, and nearly all of TensorBoard's, say it so. */
function runsOf(query: unknown): string[] {
  const { run } = query as { readonly run?: string | readonly string[] };
  return run === undefined ? [] : [run].flat();
}

/** The page's own links are relative: without the slash at the end they would miss the prefix. */
function redirectToSlash(app: FastifyInstance, { pathPrefix }: ServeConfig): void {
  app.addHook('onRequest', async (request, reply) => {
    if (pathPrefix !== '' && request.url.split('?')[0] === pathPrefix)
      await reply.redirect(`${pathPrefix}/`, 301);
  });
}

/** Runlight's own routes that belong to no dashboard. */
function apiRoutes(app: FastifyInstance, store: MemoryStore, readStatus: () => StatusReply): void {
  app.get(
    '/api/status',
    { schema: { summary: 'How far reading has come', response: { 200: StatusReply } } },
    readStatus,
  );
  const schema = { summary: 'Runs and their tags', response: { 200: CatalogueReply } };
  app.get('/api/catalogue', { schema }, () => ({
    runs: store.runs().map((run) => {
      const { id, name, startTime = null } = run;
      return { id, name, startTime, tags: tagsByPlugin(run) };
    }),
  }));
  app.get(
    '/api/counts',
    { schema: { summary: 'Points kept of every tag', response: { 200: CountsReply } } },
    (): CountsReply => {
      const { caughtUp, corruptRecords } = readStatus();
      return { caughtUp, corruptRecords, runs: store.runs().map(pointCounts) };
    },
  );
}

function pointCounts({ name, series }: Run): CountsReply['runs'][number] {
  return { name, tags: [...series.values()].map(({ tag, length }) => ({ tag, points: length })) };
}

function statusReply(
  { logdirText }: ServeConfig,
  store: MemoryStore,
  ingest: Ingest,
  cache: CacheFolder | undefined,
): Omit<StatusReply, 'viewsFile'> {
  return {
    version: VERSION,
    logdir: logdirText,
    ...store.totals(),
    ...ingest.status(),
    problems: ingest.problems.newest(100),
    cacheBytes: cache?.bytes ?? 0,
    memory: process.memoryUsage.rss(),
  };
}

/** The status as proto/live.proto says it. */
function statusFields({
  version: _version,
  memory,
  cacheBytes: _cacheBytes,
  viewsFile: _viewsFile,
  load: _load,
  ...status
}: StatusReply) {
  return { ...status, memoryBytes: memory, now: Date.now() / 1000 };
}

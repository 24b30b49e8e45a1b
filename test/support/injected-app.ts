import { buildApp, type App } from '../../server/app.ts';
import type { ServeConfig } from '../../server/config.ts';

/** A server on a logdir, without a port: requests are injected. */
export interface InjectedApp extends App {
  /** Answer of a GET request. */
  get(url: string): Promise<{ statusCode: number; body: string; contentType: string }>;
}

/** A configuration as `runlight --logdir LOGDIR` makes it, with changes. */
export function configFor(logdir: string, changes: Partial<ServeConfig> = {}): ServeConfig {
  return {
    logdirs: [{ name: undefined, path: logdir }],
    logdirText: logdir,
    host: '127.0.0.1',
    port: 0,
    dataProviderPort: undefined,
    pathPrefix: '',
    windowTitle: '',
    reloadIntervalSec: 5,
    samplesPerPlugin: new Map(),
    purgeOrphanedData: true,
    cacheDir: undefined,
    views: undefined,
    memoryBytes: 1024 ** 3,
    logLevel: 'silent',
    ...changes,
  };
}

/** Builds the app on a logdir and waits until it has read everything. The caller closes it. */
export async function openLogdir(logdir: string, changes: Partial<ServeConfig> = {}): Promise<InjectedApp> {
  const app = await buildApp(configFor(logdir, changes));
  const get: InjectedApp['get'] = async (url) => {
    const { statusCode, body, headers } = await app.fastify.inject({ url, headers: { host: 'localhost' } });
    return { statusCode, body, contentType: String(headers['content-type']) };
  };
  await until(
    async () => JSON.parse((await get(`${changes.pathPrefix ?? ''}/api/status`)).body).caughtUp === true,
  );
  return { ...app, get };
}

/** Waits until a condition holds; the test's own time limit ends it otherwise. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

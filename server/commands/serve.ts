import { existsSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { buildApp, type App } from '../app.ts';
import { AppError } from '../base/errors.ts';
import { VERSION } from '../base/version.ts';
import type { ServeConfig } from '../config.ts';
import type { DataProviderServer } from '../tensorboard/grpc/data-provider-server.ts';
import { ProgressBar } from './progress-bar.ts';

const DEFAULT_PORT = 6006;
/** How many ports from the default one on are tried, as TensorBoard does. */
const PORTS_TO_TRY = 100;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const ALL_INTERFACES = new Set(['::', '0.0.0.0']);

/** A server that is listening. */
export interface RunningServer {
  /** With the path prefix and a slash at its end. */
  readonly url: string;
  /** Ends every connection and stops reading logs. */
  close(): Promise<void>;
}

/**
 * Serves the logs of a configuration, and prints the one line of standard output: the URL. A logdir that is not there
 * yet is a warning on standard error; it is shown as soon as it appears.
 *
 * @throws AppError PORT_UNAVAILABLE when it cannot listen where it was told to
 */
export async function serve(config: ServeConfig): Promise<RunningServer> {
  for (const { path } of config.logdirs) warnIfMissing(path);
  const bar = new ProgressBar(process.stderr);
  const app = await buildApp(config, bar);
  try {
    const url = `http://${displayHost(config.host)}:${await listen(app.fastify, config)}${config.pathPrefix}/`;
    const provider = await openDataProvider(app, config);
    process.stdout.write(`Runlight ${VERSION} at ${url} (logdir ${toOneLine(config.logdirText)})\n`);
    bar.show(app.progress);
    const close = async (): Promise<void> => {
      bar.end();
      await Promise.all([app.close(), provider?.close()]);
    };
    return { url, close };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Loaded when asked for only: gRPC is half of what the start would load. */
async function openDataProvider(
  { dataProvider }: App,
  { dataProviderPort, host }: ServeConfig,
): Promise<DataProviderServer | undefined> {
  if (dataProviderPort === undefined) return undefined;
  const { startDataProviderServer } = await import('../tensorboard/grpc/data-provider-server.ts');
  const server = await startDataProviderServer(dataProvider, host, dataProviderPort);
  const address = `${displayHost(host)}:${server.port}`;
  process.stderr.write(
    `Runlight: data provider at ${address} (tensorboard --grpc_data_provider=${address})\n`,
  );
  return server;
}

/** Listens and returns the port. */
async function listen(fastify: FastifyInstance, { host, port }: ServeConfig): Promise<number> {
  const first = port === 'default' ? DEFAULT_PORT : port;
  const last = port === 'default' ? DEFAULT_PORT + PORTS_TO_TRY - 1 : port;
  for (let candidate = first; candidate <= last; candidate++) {
    try {
      await listenOnHost(fastify, host, candidate);
      const address = fastify.server.address();
      return typeof address === 'object' && address !== null ? address.port : candidate;
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE') throw describeListenError(error, host, candidate);
    }
  }
  throw new AppError(
    'PORT_UNAVAILABLE',
    port === 'default'
      ? `Ports ${first} to ${last} are all in use: give another with --port, or --port 0 for any free one.`
      : `Port ${port} is in use: give another with --port, or --port 0 for any free one.`,
  );
}

/** Where a machine has no IPv6, "all interfaces" means those of IPv4. */
async function listenOnHost(fastify: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await fastify.listen({ host, port });
  } catch (error) {
    const noIpv6 = host === '::' && ['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes(errorCode(error));
    if (!noIpv6) throw error;
    await fastify.listen({ host: '0.0.0.0', port });
  }
}

function describeListenError(error: unknown, host: string, port: number): unknown {
  switch (errorCode(error)) {
    case 'EACCES':
      return new AppError(
        'PORT_UNAVAILABLE',
        `Port ${port} needs special rights: give one above 1023 with --port.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AppError(
        'PORT_UNAVAILABLE',
        `${host} is no address of this machine: give one with --host, or --bind_all for all of them.`,
      );
    default:
      return error;
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function warnIfMissing(path: string): void {
  if (!existsSync(path)) {
    process.stderr.write(
      `Runlight: ${path} does not exist yet; its logs will be shown as soon as it appears.\n`,
    );
  } else if (!statSync(path).isDirectory()) {
    process.stderr.write(`Runlight: ${path} is a file, not a folder: give the folder that holds it.\n`);
  }
}

/** What a person can type: a name for loopback, and this machine's own where every interface is meant. */
function displayHost(host: string): string {
  if (LOOPBACK.has(host)) return 'localhost';
  if (ALL_INTERFACES.has(host)) return hostname();
  return host.includes(':') ? `[${host}]` : host;
}

function toOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

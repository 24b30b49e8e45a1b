import { homedir, totalmem } from 'node:os';
import { join } from 'node:path';
import { AppError } from './base/errors.ts';
import { nearestName } from './base/nearest-name.ts';
import { readExportRequest, type ExportRequest } from './export-request.ts';
import { readFlags } from './flags.ts';
import type { ReadFlags } from './flags.ts';
import { HELP } from './help.ts';
import { cacheHome, configHome } from './home-folders.ts';
import { expandPath, parseLogdir, parseLogdirSpec } from './logdir-spec.ts';
import type { LogdirSpec } from './logdir-spec.ts';

export type { LogdirSpec } from './logdir-spec.ts';

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that a server needs to know, validated. */
export interface ServeConfig {
  /** At least one, except for the demo, which makes its own. */
  readonly logdirs: readonly LogdirSpec[];
  /** The logdir as the person wrote it, for display. */
  readonly logdirText: string;
  /** Address to bind: "127.0.0.1" by default, "::" for all interfaces (`--bind_all`). */
  readonly host: string;
  /** 0 = any free one; "default" = 6006, or the next free one after it. */
  readonly port: number | 'default';
  /** Port of TensorBoard's gRPC data provider; 0 = any free one; undefined = none. */
  readonly dataProviderPort: number | undefined;
  /** "" or "/x", without a slash at its end: what stands before every path of the server. */
  readonly pathPrefix: string;
  /** Title of the browser's window; "" = Runlight's own. */
  readonly windowTitle: string;
  /** Pause in seconds between two looks at files that send no events; 0 = load once. */
  readonly reloadIntervalSec: number;
  /** Points per series that TensorBoard's routes answer, by plugin name; 0 = all. Absent = that plugin's default. */
  readonly samplesPerPlugin: ReadonlyMap<string, number>;
  /** Hide points that a restart superseded. */
  readonly purgeOrphanedData: boolean;
  /** Absolute path of the folder for caches; undefined = none. */
  readonly cacheDir: string | undefined;
  /** Absolute path of the file for people's words on runs and saved views, or of the folder for one; undefined = none. */
  readonly views: { readonly file: string } | { readonly folder: string } | undefined;
  /** Bytes that points may take up in memory. */
  readonly memoryBytes: number;
  readonly logLevel: LogLevel;
}

/** What `inspect` and `verify` need beside. */
export interface CheckConfig extends ServeConfig {
  /** Absolute path of the one events file to look at; undefined = the logdirs. */
  readonly eventFile: string | undefined;
  /** The one tag to look at; "" = all. */
  readonly tag: string;
  /** Address of the running server to compare with; undefined = a fresh one. */
  readonly url: string | undefined;
}

/** What `export` needs beside. */
export interface ExportConfig extends ServeConfig, ExportRequest {}

export type ServeCommand = 'serve' | 'demo';
export type CheckCommand = 'inspect' | 'verify';
export type Command = ServeCommand | CheckCommand | 'export';

/** What a command line asks for. */
export type ParsedConfig =
  | {
      readonly kind: 'run';
      readonly command: ServeCommand;
      readonly config: ServeConfig;
      /** One line for each flag of TensorBoard that was accepted but does nothing here. */
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'check';
      readonly command: CheckCommand;
      readonly config: CheckConfig;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'export'; readonly config: ExportConfig; readonly notes: readonly string[] }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  /** One line that says what is wrong and what to write instead. */
  | { readonly kind: 'error'; readonly message: string };

/** Environment variables, as in process.env. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Plugins of TensorBoard whose samples can be set. */
const PLUGINS =
  'scalars histograms distributions images audio text graphs pr_curves mesh hparams custom_scalars timeseries'.split(
    ' ',
  );
const COMMANDS: readonly Command[] = ['serve', 'demo', 'inspect', 'verify', 'export'];
const MAX_PORT = 65_535;
const LEAST_MEMORY_BYTES = 16 * 1024 * 1024;

/**
 * Reads the arguments after the program's name.
 *
 * @param argv such as `['--logdir', 'runs', '--port=0']`, perhaps with the name of a command before them
 * @param env HOME expands "~"; RUNLIGHT_LOGDIR is the logdir when none is given
 */
export function parseConfig(argv: readonly string[], env: Environment): ParsedConfig {
  const named = COMMANDS.find((known) => known === argv[0]);
  const rest = named === undefined ? argv : argv.slice(1);
  // Help even when the rest is wrong: that is when one asks for it.
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', text: HELP };
  try {
    const read = readFlags(rest);
    if (read.values.get('help') === 'true') return { kind: 'help', text: HELP };
    if (read.values.get('version') === 'true') return { kind: 'version' };
    const { notes } = read;
    const command = read.values.get('inspect') === 'true' ? 'inspect' : (named ?? 'serve');
    if (command === 'inspect' || command === 'verify')
      return { kind: 'check', command, config: buildCheckConfig(command, read, env), notes };
    if (command === 'export')
      return {
        kind: 'export',
        config: { ...buildConfig(command, read, env), ...readExportRequest(read, env['HOME'] ?? homedir()) },
        notes,
      };
    return { kind: 'run', command, config: buildConfig(command, read, env), notes };
  } catch (error) {
    if (error instanceof AppError) return { kind: 'error', message: error.message };
    throw error;
  }
}

function buildConfig(command: Command, read: ReadFlags, env: Environment): ServeConfig {
  const { values } = read;
  const bindAll = values.get('bind_all') === 'true';
  if (bindAll && values.has('host'))
    throw invalid('--host and --bind_all exclude each other: give one of them.');
  return {
    ...chooseLogdir(command, read, env),
    host: bindAll ? '::' : values.get('host') || '127.0.0.1',
    port: parsePort(values.get('port') ?? 'default'),
    dataProviderPort: parseDataProviderPort(values.get('data_provider_port')),
    pathPrefix: parsePathPrefix(values.get('path_prefix') ?? ''),
    windowTitle: values.get('window_title') ?? '',
    reloadIntervalSec: parseReloadInterval(values.get('reload_interval') ?? '5'),
    samplesPerPlugin: parseSamples(values.get('samples_per_plugin') ?? ''),
    purgeOrphanedData: values.get('purge_orphaned_data') !== 'false',
    cacheDir: parseCacheDir(values.get('cache_dir') ?? '', env),
    views: parseViewsFile(values.get('views_file') ?? '', env),
    memoryBytes: parseMemory(values.get('memory') ?? ''),
    logLevel: parseLogLevel(values.get('log_level') ?? 'warn'),
  };
}

function buildCheckConfig(command: CheckCommand, read: ReadFlags, env: Environment): CheckConfig {
  const { values } = read;
  const eventFile = values.get('event_file') || undefined;
  if (eventFile !== undefined && (command === 'verify' || values.get('logdir')))
    throw invalid('--event_file names the one file to inspect: it takes the place of a logdir.');
  return {
    ...buildConfig(command, read, env),
    eventFile: eventFile && expandPath(eventFile, env['HOME'] ?? homedir()),
    tag: values.get('tag') ?? '',
    url: parseUrl(values.get('url')),
  };
}

function parseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw invalid(`--url ${text} is no address: give one such as http://localhost:6006/.`);
  return text;
}

function chooseLogdir(
  command: Command,
  { values, positionals }: ReadFlags,
  env: Environment,
): Pick<ServeConfig, 'logdirs' | 'logdirText'> {
  const home = env['HOME'] ?? homedir();
  // An empty text is TensorBoard's own default of both flags.
  const spec = values.get('logdir_spec') ?? '';
  const plain = [values.get('logdir') ?? '', ...positionals].filter((text) => text !== '');
  if (plain.length + (spec === '' ? 0 : 1) > 1) {
    throw invalid('Several logdirs are given: join them with a name each, as in --logdir a:runs/x,b:runs/y.');
  }
  if (spec !== '') return { logdirs: parseLogdirSpec(spec, home), logdirText: spec };
  const preset = command === 'demo' ? undefined : env['RUNLIGHT_LOGDIR'];
  const text = plain[0] ?? preset ?? '';
  if (text !== '') return { logdirs: parseLogdir(text, home), logdirText: text };
  // The demo makes its own logs, and a single file needs none around it.
  if (command === 'demo' || values.get('event_file')) return { logdirs: [], logdirText: '' };
  throw invalid('A logdir is missing: name the folder that holds your events files, as in --logdir runs.');
}

function parsePort(text: string): number | 'default' {
  if (text === 'default') return 'default';
  return parsePortNumber('port', text);
}

function parseDataProviderPort(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parsePortNumber('data_provider_port', text);
}

function parsePortNumber(flag: string, text: string): number {
  const port = parseCount(text);
  if (port === undefined || port > MAX_PORT) {
    throw invalid(`--${flag} ${text} is no port: give a number from 0 (any free one) to ${MAX_PORT}.`);
  }
  return port;
}

function parsePathPrefix(text: string): string {
  const prefix = text.replace(/\/+$/, '');
  if (prefix !== '' && !/^(?:\/[\w.~-]+)+$/.test(prefix)) {
    throw invalid(
      `--path_prefix ${text} is no path: give one such as /runlight, of letters, digits, "-", "_", "." and "~".`,
    );
  }
  return prefix;
}

function parseReloadInterval(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
    throw invalid(`--reload_interval ${text} is no duration: give seconds, or 0 to load once.`);
  }
  return seconds;
}

function parseSamples(text: string): ReadonlyMap<string, number> {
  const samples = new Map<string, number>();
  for (const entry of text.split(',').filter((part) => part.trim() !== '')) {
    const [name = '', number = ''] = entry.split('=').map((part) => part.trim());
    const count = parseCount(number);
    if (count === undefined || entry.split('=').length !== 2) {
      throw invalid(
        `--samples_per_plugin cannot read "${entry}": write plugin=number, as in scalars=500,images=0 (0 = all).`,
      );
    }
    if (!PLUGINS.includes(name)) {
      const nearest = nearestName(name, PLUGINS);
      const advice =
        nearest === undefined ? `the plugins are ${PLUGINS.join(', ')}.` : `did you mean ${nearest}?`;
      throw invalid(`--samples_per_plugin names an unknown plugin "${name}": ${advice}`);
    }
    samples.set(name, count);
  }
  return samples;
}

function parseCacheDir(text: string, env: Environment): string | undefined {
  if (text === 'none') return undefined;
  if (text === '') return cacheHome(env, process.platform);
  return expandPath(text, env['HOME'] ?? homedir());
}

function parseViewsFile(text: string, env: Environment): ServeConfig['views'] {
  if (text === 'none') return undefined;
  if (text === '') return { folder: join(configHome(env, process.platform), 'views') };
  return { file: expandPath(text, env['HOME'] ?? homedir()) };
}

/** Bytes of "2GB", "512 MB", "1.5GiB" or a plain number; TensorBoard has no such flag. */
function parseMemory(text: string): number {
  if (text === '') return Math.floor(totalmem() / 4);
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(number) * 1024 ** ' KMGT'.indexOf(unit.toUpperCase() || ' '));
  if (number === '' || bytes < LEAST_MEMORY_BYTES)
    throw invalid(`--memory ${text} is no size: give at least 16MB, as in --memory 2GB.`);
  return bytes;
}

function parseLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined)
    throw invalid(`--log_level ${text} is unknown: give one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

/** A whole number of 0 or more in plain digits, or undefined. */
function parseCount(text: string): number | undefined {
  const count = /^\d+$/.test(text) ? Number(text) : undefined;
  return count !== undefined && Number.isSafeInteger(count) ? count : undefined;
}

function invalid(message: string): AppError {
  return new AppError('CONFIG_INVALID', message);
}

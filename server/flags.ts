import { AppError } from './base/errors.ts';
import { nearestName } from './base/nearest-name.ts';

/** A switch is true when it stands alone; a value follows its flag or is joined to it by "=". */
type FlagKind = 'switch' | 'value';

const FLAGS = {
  logdir: 'value',
  logdir_spec: 'value',
  host: 'value',
  bind_all: 'switch',
  port: 'value',
  data_provider_port: 'value',
  path_prefix: 'value',
  window_title: 'value',
  reload_interval: 'value',
  samples_per_plugin: 'value',
  purge_orphaned_data: 'switch',
  cache_dir: 'value',
  views_file: 'value',
  memory: 'value',
  log_level: 'value',
  inspect: 'switch',
  event_file: 'value',
  tag: 'value',
  url: 'value',
  run: 'value',
  runs: 'value',
  tags: 'value',
  superseded: 'switch',
  group_by: 'value',
  pattern: 'value',
  depth: 'value',
  format: 'value',
  output: 'value',
  help: 'switch',
  version: 'switch',
} as const satisfies Record<string, FlagKind>;

export type FlagName = keyof typeof FLAGS;
export const FLAG_NAMES = Object.keys(FLAGS) as readonly FlagName[];

interface IgnoredFlag {
  readonly kind: FlagKind;
  readonly reason: string;
}

/** TensorBoard's flags that are accepted, so that its command lines work, and why each does nothing here. */
const IGNORED_FLAGS: Readonly<Record<string, IgnoredFlag>> = {
  load_fast: { kind: 'value', reason: 'there is one loader, and it is the fast one' },
  extra_data_server_flags: { kind: 'value', reason: 'there is no separate data server' },
  grpc_creds_type: { kind: 'value', reason: 'there is no separate data server' },
  max_reload_threads: { kind: 'value', reason: 'as many threads are used as the machine has cores' },
  reload_task: { kind: 'value', reason: 'loading never blocks the server' },
  reload_multifile: { kind: 'switch', reason: 'every file of a run is followed' },
  reload_multifile_inactive_secs: { kind: 'value', reason: 'every file of a run is followed, however old' },
  detect_file_replacement: { kind: 'switch', reason: 'replaced files are always noticed' },
  generic_data: { kind: 'value', reason: 'TensorBoard itself no longer heeds it' },
  reuse_port: { kind: 'switch', reason: 'a port is never shared' },
  db: { kind: 'value', reason: 'TensorBoard itself no longer heeds it' },
  db_import: { kind: 'switch', reason: 'TensorBoard itself no longer heeds it' },
};

/** Flags of TensorBoard that ask for something else than what Runlight does, and what to do instead. */
const REFUSED_FLAGS: Readonly<Record<string, string>> = {
  grpc_data_provider: 'give the events files themselves with --logdir',
};

const ALL_FLAGS = [...FLAG_NAMES, 'version_tb', ...Object.keys(IGNORED_FLAGS), ...Object.keys(REFUSED_FLAGS)];
const TRUE = /^(?:true|t|yes|y|on|1)$/i;
const FALSE = /^(?:false|f|no|n|off|0)$/i;

export interface ReadFlags {
  /** Values as written; "true" or "false" for switches. The last of several wins. */
  readonly values: ReadonlyMap<FlagName, string>;
  /** All of several, for flags that may be repeated. */
  readonly repeated: ReadonlyMap<FlagName, readonly string[]>;
  readonly positionals: readonly string[];
  /** One line for each flag that was accepted but does nothing. */
  readonly notes: readonly string[];
}

/**
 * Splits a command line into flags and positionals: `--flag value`, `--flag=value`, `--switch`, `--switch false`, and
 * unambiguous beginnings of a name, as TensorBoard takes them. `--` ends the flags.
 *
 * By hand, since parseArgs of node:util knows neither switches with an optional value nor beginnings.
 *
 * @throws AppError CONFIG_INVALID, its message one line that says what to write instead
 */
export function readFlags(argv: readonly string[]): ReadFlags {
  const values = new Map<FlagName, string>();
  const repeated = new Map<FlagName, readonly string[]>();
  const positionals: string[] = [];
  const notes: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? '';
    if (argument === '--') {
      positionals.push(...argv.slice(i + 1));
      break;
    }
    if (!argument.startsWith('-') || argument === '-') {
      positionals.push(argument);
      continue;
    }
    const [written = '', ...joined] = argument.split('=');
    const name = resolveName(written);
    const ignored = IGNORED_FLAGS[name];
    const kind = isFlagName(name) ? FLAGS[name] : ignored?.kind;
    let value = joined.length > 0 ? joined.join('=') : undefined;
    const next = argv[i + 1];
    if (value === undefined && next !== undefined && canFollow(kind, next)) {
      value = next;
      i++;
    }
    const checked = kind === 'switch' ? readSwitch(name, value) : readValue(name, value);
    if (isFlagName(name)) {
      values.set(name, checked);
      repeated.set(name, [...(repeated.get(name) ?? []), checked]);
    } else notes.push(`--${name} has no effect: ${ignored?.reason}.`);
  }
  return { values, repeated, positionals, notes };
}

/** A switch takes the next argument only when that is plainly a truth value, so that `--bind_all runs` works. */
function canFollow(kind: FlagKind | undefined, next: string): boolean {
  if (kind === 'switch') return /^(?:true|false)$/i.test(next);
  return !next.startsWith('-') || /^-(?:\d|$)/.test(next);
}

function readSwitch(name: string, value: string | undefined): 'true' | 'false' {
  if (value === undefined || TRUE.test(value)) return 'true';
  if (FALSE.test(value)) return 'false';
  throw invalid(`--${name}=${value} is neither true nor false: write --${name} or --${name}=false.`);
}

function readValue(name: string, value: string | undefined): string {
  if (value === undefined) throw invalid(`--${name} needs a value: write --${name}=VALUE.`);
  return value;
}

/** The flag's full name, from "--name", a beginning of it, or "-h". */
function resolveName(written: string): string {
  if (written === '-h') return 'help';
  const name = written.replace(/^-+/, '');
  const matches = ALL_FLAGS.includes(name) ? [name] : ALL_FLAGS.filter((flag) => flag.startsWith(name));
  const [match] = matches;
  if (match === undefined || name === '' || !written.startsWith('--')) throw unknownFlag(written, name);
  if (matches.length > 1) {
    throw invalid(`--${name} is ambiguous: write one of ${matches.map((flag) => `--${flag}`).join(', ')}.`);
  }
  const refusal = REFUSED_FLAGS[match];
  if (refusal !== undefined) throw invalid(`--${match} is not supported: ${refusal}.`);
  return match === 'version_tb' ? 'version' : match;
}

function unknownFlag(written: string, name: string): AppError {
  const nearest = nearestName(name.replaceAll('-', '_'), ALL_FLAGS);
  const advice = nearest === undefined ? '--help lists every flag.' : `did you mean --${nearest}?`;
  return invalid(`Unknown flag ${written}: ${advice}`);
}

function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}

function invalid(message: string): AppError {
  return new AppError('CONFIG_INVALID', message);
}

import assert from 'node:assert/strict';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cacheHome, configHome } from '../../server/home-folders.ts';
import { parseConfig } from '../../server/config.ts';
import { FLAG_NAMES } from '../../server/flags.ts';
import type { ParsedConfig, ServeConfig } from '../../server/config.ts';

const ENV = { HOME: '/home/ada' };

function parse(...argv: string[]): ParsedConfig {
  return parseConfig(argv, ENV);
}

function configOf(...argv: string[]): ServeConfig {
  const parsed = parse('--logdir', '/logs', ...argv);
  assert.ok(parsed.kind === 'run', JSON.stringify(parsed));
  return parsed.config;
}

function errorOf(...argv: string[]): string {
  const parsed = parse(...argv);
  assert.ok(parsed.kind === 'error', JSON.stringify(parsed));
  assert.doesNotMatch(parsed.message, /\n/);
  return parsed.message;
}

test('has safe defaults', () => {
  assert.deepEqual(configOf(), {
    logdirs: [{ name: undefined, path: '/logs' }],
    logdirText: '/logs',
    host: '127.0.0.1',
    port: 'default',
    dataProviderPort: undefined,
    pathPrefix: '',
    windowTitle: '',
    reloadIntervalSec: 5,
    samplesPerPlugin: new Map(),
    purgeOrphanedData: true,
    cacheDir: cacheHome(ENV, process.platform),
    views: { folder: join(configHome(ENV, process.platform), 'views') },
    memoryBytes: Math.floor(totalmem() / 4),
    logLevel: 'warn',
  });
});

test('reads a value after its flag or joined to it, and the last of several wins', () => {
  assert.equal(configOf('--port', '0').port, 0);
  assert.equal(configOf('--port=7000').port, 7000);
  assert.equal(configOf('--port=1', '--port=2').port, 2);
  assert.equal(configOf('--window_title=a=b').windowTitle, 'a=b');
  assert.equal(configOf('--window_title=').windowTitle, '');
});

test('accepts unambiguous beginnings of a name as TensorBoard does', () => {
  assert.equal(configOf('--window', 'x').windowTitle, 'x');
  assert.match(
    errorOf('--log', '/x'),
    /^--log is ambiguous: write one of --logdir, --logdir_spec, --log_level\.$/,
  );
});

test('reads switches alone and with a value, and leaves a logdir after them alone', () => {
  assert.equal(configOf('--bind_all').host, '::');
  assert.equal(configOf('--bind_all', 'false').host, '127.0.0.1');
  assert.equal(configOf('--bind_all=0').host, '127.0.0.1');
  assert.equal(configOf('--purge_orphaned_data', 'false').purgeOrphanedData, false);
  const parsed = parse('--bind_all', 'runs');
  assert.ok(parsed.kind === 'run');
  assert.equal(parsed.config.logdirText, 'runs');
  assert.match(errorOf('--bind_all=maybe'), /neither true nor false/);
});

test('takes the logdir as a positional, after a command, or from --logdir_spec', () => {
  for (const argv of [
    ['/a'],
    ['serve', '/a'],
    ['--logdir_spec', '/a'],
    ['serve', '--logdir=/a'],
    ['--', '/a'],
  ]) {
    const parsed = parse(...argv);
    assert.ok(parsed.kind === 'run', argv.join(' '));
    assert.equal(parsed.command, 'serve');
    assert.deepEqual(parsed.config.logdirs, [{ name: undefined, path: '/a' }]);
  }
});

test('needs exactly one logdir, except for the demo', () => {
  assert.match(errorOf(), /^A logdir is missing: .*--logdir/);
  assert.match(errorOf('--logdir='), /^A logdir is missing/);
  for (const argv of [
    ['/a', '/b'],
    ['/a', '--logdir', '/b'],
    ['--logdir=/a', '--logdir_spec=/b'],
  ]) {
    assert.match(errorOf(...argv), /^Several logdirs are given: join them/);
  }
  const demo = parse('demo', '--port', '0');
  assert.ok(demo.kind === 'run');
  assert.equal(demo.command, 'demo');
  assert.deepEqual(demo.config.logdirs, []);
});

test('falls back to the logdir of the environment, which the demo ignores', () => {
  const env = { ...ENV, RUNLIGHT_LOGDIR: '/samples' };
  const logdirOf = (...argv: string[]): string | undefined => {
    const parsed = parseConfig(argv, env);
    return parsed.kind === 'run' ? parsed.config.logdirText : undefined;
  };
  assert.equal(logdirOf(), '/samples');
  assert.equal(logdirOf('/a'), '/a');
  assert.equal(logdirOf('--logdir_spec', 'x:/a'), 'x:/a');
  assert.equal(logdirOf('demo'), '');
});

test('names the nearest flag for an unknown one', () => {
  assert.equal(errorOf('--prot', '1'), 'Unknown flag --prot: did you mean --port?');
  assert.equal(errorOf('--bind-all'), 'Unknown flag --bind-all: did you mean --bind_all?');
  assert.equal(errorOf('-port=1'), 'Unknown flag -port: did you mean --port?');
  assert.equal(errorOf('--zzzzzzzz'), 'Unknown flag --zzzzzzzz: --help lists every flag.');
  assert.equal(errorOf('-x'), 'Unknown flag -x: --help lists every flag.');
});

test('says so when a value is missing', () => {
  assert.equal(errorOf('--logdir'), '--logdir needs a value: write --logdir=VALUE.');
  assert.equal(errorOf('--logdir', '--port', '1'), '--logdir needs a value: write --logdir=VALUE.');
});

test('checks ports', () => {
  assert.equal(configOf('--port', 'default').port, 'default');
  for (const port of ['-1', '65536', 'x', '1.5', '1e3', '']) {
    assert.match(errorOf('--logdir=/a', `--port=${port}`), /is no port/);
  }
  assert.match(errorOf('--logdir=/a', '--port', '-1'), /^--port -1 is no port/);
});

test('checks the path prefix and drops its last slash', () => {
  assert.equal(configOf('--path_prefix', '/a/b/').pathPrefix, '/a/b');
  assert.equal(configOf('--path_prefix', '/').pathPrefix, '');
  for (const prefix of ['a', '/a b', '/a?b', '//a', '/<x>']) {
    assert.match(errorOf('--logdir=/a', `--path_prefix=${prefix}`), /is no path/);
  }
});

test('checks the reload interval', () => {
  assert.equal(configOf('--reload_interval=0').reloadIntervalSec, 0);
  assert.equal(configOf('--reload_interval=0.5').reloadIntervalSec, 0.5);
  for (const text of ['-1', 'NaN', 'soon', '', 'Infinity']) {
    assert.match(errorOf('--logdir=/a', `--reload_interval=${text}`), /is no duration/);
  }
});

test('reads samples per plugin and names the nearest plugin', () => {
  const samples = configOf('--samples_per_plugin', 'scalars=0, histograms=500').samplesPerPlugin;
  assert.deepEqual(
    [...samples],
    [
      ['scalars', 0],
      ['histograms', 500],
    ],
  );
  assert.match(errorOf('/a', '--samples_per_plugin=scalar=1'), /"scalar": did you mean scalars\?$/);
  assert.match(errorOf('/a', '--samples_per_plugin=zzz=1'), /the plugins are scalars, /);
  for (const text of ['scalars', 'scalars=-1', 'scalars=x', 'scalars=1=2', '=1']) {
    assert.match(errorOf('/a', `--samples_per_plugin=${text}`), /^--samples_per_plugin /);
  }
});

test('refuses an unknown log level, and a host together with all interfaces', () => {
  assert.equal(configOf('--log_level=debug').logLevel, 'debug');
  assert.match(errorOf('/a', '--log_level=loud'), /give one of silent, error, warn, info, debug\.$/);
  assert.match(errorOf('/a', '--host=::1', '--bind_all'), /exclude each other/);
});

test('accepts the flags of TensorBoard that have no effect, with a note for each', () => {
  const parsed = parse('--load_fast', 'false', '--reload_multifile=true', '--max_reload_threads', '4', '/a');
  assert.ok(parsed.kind === 'run');
  assert.deepEqual(
    parsed.config.logdirs.map((logdir) => logdir.path),
    ['/a'],
  );
  assert.equal(parsed.notes.length, 3);
  assert.match(parsed.notes[0] ?? '', /^--load_fast has no effect: /);
});

test('refuses the flags of TensorBoard that would do something else, and says what to do', () => {
  assert.match(
    errorOf('--grpc_data_provider', 'localhost:1', '--logdir', '/a'),
    /^--grpc_data_provider is not supported: /,
  );
});

test('inspects a logdir, one file, or one tag', () => {
  const ofLogdir = parse('--inspect', '--logdir', '/a', '--tag', 'loss');
  assert.ok(ofLogdir.kind === 'check');
  assert.deepEqual(
    [ofLogdir.command, ofLogdir.config.logdirs[0]?.path, ofLogdir.config.tag],
    ['inspect', '/a', 'loss'],
  );
  const ofFile = parse('inspect', '--event_file', '/a/b.tfevents');
  assert.ok(ofFile.kind === 'check');
  assert.equal(ofFile.config.eventFile, '/a/b.tfevents');
  assert.match(errorOf('inspect', '--event_file', '/a/b', '--logdir', '/a'), /takes the place of a logdir/);
});

test('verifies against a fresh reading or a running server', () => {
  const parsed = parse('verify', '/a', '--url', 'http://localhost:6006/');
  assert.ok(parsed.kind === 'check');
  assert.deepEqual([parsed.command, parsed.config.url], ['verify', 'http://localhost:6006/']);
  assert.match(errorOf('verify', '/a', '--url', 'localhost'), /is no address/);
});

test('exports to a form that is named, or that the file is named after', () => {
  const parsed = parse(
    'export',
    '/a',
    '--run',
    'x',
    '--run',
    'y',
    '--tags',
    'loss',
    '--output',
    '/b/c.arrows',
  );
  assert.ok(parsed.kind === 'export');
  const { format, output, selection, superseded } = parsed.config;
  assert.deepEqual([format, output, superseded], ['arrow', '/b/c.arrows', false]);
  assert.deepEqual(selection, { run: ['x', 'y'], tag: [], runs: undefined, tags: 'loss' });
  const plain = parse('export', '/a', '--superseded', '--output', '-');
  assert.ok(plain.kind === 'export');
  assert.deepEqual(
    [plain.config.format, plain.config.output, plain.config.superseded],
    ['csv', undefined, true],
  );
  assert.match(errorOf('export', '/a', '--format', 'xml'), /give one of csv/);
  const grouped = parse('export', '/a', '--group_by', 'folder', '--depth', '2');
  assert.ok(grouped.kind === 'export');
  assert.deepEqual([grouped.config.selection.group_by, grouped.config.selection.depth], ['folder', 2]);
  assert.match(errorOf('export', '/a', '--group_by', 'name'), /give one of all, folder/);
  assert.match(errorOf('export', '/a', '--depth', '0'), /give 1 to 99/);
});

test('gives help and version before it looks for mistakes', () => {
  const help = parse('--banana', '--help');
  assert.ok(help.kind === 'help');
  assert.equal(parse('-h').kind, 'help');
  assert.equal(parse('--version').kind, 'version');
  assert.equal(parse('--version_tb').kind, 'version');
});

test('help names every flag and fits a terminal', () => {
  const help = parse('--help');
  assert.ok(help.kind === 'help');
  for (const flag of FLAG_NAMES) assert.match(help.text, new RegExp(`--${flag}\\b`));
  for (const line of help.text.split('\n')) assert.ok(line.length <= 88, line);
});

test('keeps caches where the system wants them, elsewhere, or not at all', () => {
  assert.equal(cacheHome({ HOME: '/home/ada' }, 'linux'), '/home/ada/.cache/runlight');
  assert.equal(cacheHome({ HOME: '/home/ada', XDG_CACHE_HOME: '/tmp/c' }, 'linux'), '/tmp/c/runlight');
  assert.equal(cacheHome({ HOME: '/home/ada', XDG_CACHE_HOME: 'c' }, 'linux'), '/home/ada/.cache/runlight');
  assert.equal(cacheHome({ HOME: '/Users/ada' }, 'darwin'), '/Users/ada/Library/Caches/runlight');
  assert.equal(configOf('--cache_dir', '~/c').cacheDir, '/home/ada/c');
  assert.equal(configOf('--cache_dir=none').cacheDir, undefined);
});

test('keeps words and views in the user’s folder for settings, or where it is told', () => {
  assert.equal(configHome({ HOME: '/home/ada' }, 'linux'), '/home/ada/.config/runlight');
  assert.equal(configHome({ HOME: '/home/ada', XDG_CONFIG_HOME: '/tmp/c' }, 'linux'), '/tmp/c/runlight');
  assert.equal(
    configHome({ HOME: '/home/ada', XDG_CONFIG_HOME: 'c' }, 'linux'),
    '/home/ada/.config/runlight',
  );
  assert.equal(
    configHome({ HOME: '/Users/ada' }, 'darwin'),
    '/Users/ada/Library/Application Support/runlight',
  );
  assert.deepEqual(configOf('--views_file', '~/v.json').views, { file: '/home/ada/v.json' });
  assert.equal(configOf('--views_file=none').views, undefined);
});

test('reads sizes of memory', () => {
  assert.equal(configOf('--memory', '2GB').memoryBytes, 2 * 1024 ** 3);
  assert.equal(configOf('--memory=512 MiB').memoryBytes, 512 * 1024 ** 2);
  assert.equal(configOf('--memory=1.5g').memoryBytes, 1.5 * 1024 ** 3);
  assert.equal(configOf('--memory=33554432').memoryBytes, 32 * 1024 ** 2);
  for (const text of ['much', '-1', '1MB', '2GB 3', '1e9'])
    assert.match(errorOf('--logdir', '/logs', `--memory=${text}`), /--memory .* is no size/);
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser, LaunchOptions } from 'playwright-core';

const BROWSER_PACKAGE = fileURLToPath(new URL('../../../test/browser', import.meta.url));
const PACKED = join(BROWSER_PACKAGE, 'node_modules/@sparticuz/chromium/bin');
/** Inside node_modules, so that it is ignored by git and goes when the package is installed anew. */
const UNPACKED = join(BROWSER_PACKAGE, 'node_modules/.unpacked');
const NAMES_ON_PATH = ['chromium', 'chromium-browser', 'google-chrome'];

/** Glyphs of the same width on every machine. */
const ARGS = ['--font-render-hinting=none'];

/** One way to a Chromium: what to start it with, or undefined when this machine has no such way. */
interface Source {
  readonly name: string;
  find(): LaunchOptions | undefined;
}

/** From the cheapest to the most intrusive. */
const SOURCES: readonly Source[] = [
  { name: 'a browser on the PATH', find: () => withPath(findOnPath()) },
  {
    name: 'an installed Chrome',
    find: () => (process.platform === 'linux' ? undefined : { channel: 'chrome' }),
  },
  { name: 'the Chromium of test/browser', find: installFromNpm },
  { name: 'apt-get install chromium', find: installFromApt },
];

/**
 * Starts a headless Chromium: RUNLIGHT_CHROMIUM, one on the PATH, one from npm, or one from Debian's packages; the last two
 * are installed when needed. The caller closes it.
 *
 * @throws Error that says what was tried: a test never passes for want of a browser
 */
export async function launchBrowser(): Promise<Browser> {
  const chosen = withPath(process.env['RUNLIGHT_CHROMIUM']);
  // A choice that does not work must not be passed over in silence.
  if (chosen !== undefined) return chromium.launch({ args: ARGS, ...chosen });
  const tried: string[] = [];
  for (const { name, find } of SOURCES) {
    try {
      const options = find();
      if (options !== undefined) return await chromium.launch({ args: ARGS, ...options });
      tried.push(`${name}: not available`);
    } catch (error) {
      tried.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `No Chromium could be started. Set RUNLIGHT_CHROMIUM to the path of one. Tried:\n${tried.join('\n')}`,
  );
}

function withPath(executablePath: string | undefined): LaunchOptions | undefined {
  return executablePath ? { executablePath } : undefined;
}

function findOnPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return NAMES_ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

/** The Chromium that @sparticuz/chromium carries for Linux on x86-64, with the libraries and fonts that it needs. */
function installFromNpm(): LaunchOptions | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(PACKED)) {
    process.stderr.write('Installing a Chromium for the tests (73 MB, once)\n');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], BROWSER_PACKAGE);
  }
  if (!existsSync(UNPACKED)) unpack();
  const inherited = process.env['LD_LIBRARY_PATH'];
  return {
    executablePath: join(UNPACKED, 'chromium'),
    env: {
      ...definedEnvironment(),
      // The machine's own libraries, where it has them, are found after these.
      LD_LIBRARY_PATH: [join(UNPACKED, 'lib'), ...(inherited ? [inherited] : [])].join(delimiter),
      FONTCONFIG_FILE: join(UNPACKED, 'fonts.conf'),
    },
  };
}

/** Unpacks beside its place and then renames, so that a broken unpacking is never taken for a browser. */
function unpack(): void {
  const folder = mkdtempSync(join(BROWSER_PACKAGE, 'node_modules/.unpacking-'));
  writeFileSync(join(folder, 'chromium'), readPacked('chromium.br'), { mode: 0o755 });
  for (const archive of ['swiftshader.tar.br', 'fonts.tar.br', 'al2023.tar.br']) {
    run('tar', ['-x', '--no-same-owner'], folder, readPacked(archive));
  }
  const fonts = `<dir>${join(UNPACKED, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${UNPACKED}/cache</cachedir>`;
  writeFileSync(join(folder, 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${fonts}</fontconfig>\n`);
  try {
    renameSync(folder, UNPACKED);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    // Another test process may have been faster.
    if (!existsSync(UNPACKED)) throw error;
  }
}

function readPacked(name: string): Buffer {
  return brotliDecompressSync(readFileSync(join(PACKED, name)));
}

function installFromApt(): LaunchOptions | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  run('apt-get', ['update', '-q'], '/');
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], '/');
  return withPath(findOnPath());
}

/** Runs a tool whose output goes to standard error; throws when it fails. */
function run(command: string, args: readonly string[], cwd: string, input?: Buffer): void {
  const { status, error } = spawnSync(command, args, {
    cwd,
    stdio: [input ? 'pipe' : 'ignore', 2, 2],
    ...(input && { input }),
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

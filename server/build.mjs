// Builds what is stale: installs packages, compiles proto/, server/ and test/, bundles the page.
//
// Imports nothing from node_modules, since those may not be there yet. What has been built is remembered as a hash
// of the sources' contents, so that a start with nothing changed costs a tenth of a second. Tools print to stderr:
// the only line that a start prints on stdout is the server's URL.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MINIMUM_NODE = [20, 19];

/** Compiles proto/**.proto to protobufjs static modules in proto/generated. */
function generateProto() {
  const out = join(ROOT, 'proto/generated');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const tensorboard = ['event', 'summary', 'tensor', 'graph', 'run_metadata'].map(
    (name) => `proto/tensorboard/${name}.proto`,
  );
  for (const [name, root, sources] of [
    ['tensorboard', 'tensorboard', tensorboard],
    ['plugin-data', 'plugins', ['proto/tensorboard/plugin_data.proto']],
    ['data-provider', 'provider', ['proto/tensorboard/data_provider.proto']],
    ['outline', 'outline', ['proto/tensorboard/outline.proto']],
    ['live', 'live', ['proto/live.proto']],
  ]) {
    const flags = ['-t', 'static-module', '-w', 'es6', '--es6', '--root', root, '-p', 'proto/tensorboard'];
    tool('protobufjs-cli/bin/pbjs', [
      ...flags,
      '--no-create',
      '--no-verify',
      '--no-convert',
      '--no-typeurl',
      '--no-service',
      '-o',
      `proto/generated/${name}.js`,
      ...sources,
    ]);
    tool('protobufjs-cli/bin/pbts', ['-o', `proto/generated/${name}.d.ts`, `proto/generated/${name}.js`]);
    // Node resolves no extensionless path inside a package without "exports".
    const file = join(out, `${name}.js`);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('"protobufjs/minimal"', '"protobufjs/minimal.js"'),
    );
  }
  // Field names and types as data, for printing a message as protobuf text.
  tool('protobufjs-cli/bin/pbjs', [
    '-t',
    'json',
    '-p',
    'proto/tensorboard',
    '-o',
    'proto/generated/graph.json',
    'proto/tensorboard/run_metadata.proto',
    '--keep-case',
  ]);
}

function compile() {
  tool('typescript/bin/tsc', []);
  const out = join(ROOT, 'dist/proto/generated');
  mkdirSync(out, { recursive: true });
  cpSync(join(ROOT, 'proto/generated'), out, { recursive: true });
}

/** Compiles the decoder's innermost loop, AssemblyScript, to WebAssembly. */
function compileKernel() {
  mkdirSync(join(ROOT, 'dist/server/decode'), { recursive: true });
  const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--initialMemory', '640'];
  const out = 'dist/server/decode/kernel.wasm';
  tool('assemblyscript/bin/asc.js', ['server/decode/kernel/index.ts', '-o', out, ...flags]);
}

function bundle() {
  tool('vite/bin/vite.js', ['build', '--logLevel', 'warn', '--config', 'web/vite.config.mjs']);
}

/** Each step with what it depends on and the file that proves that it has run. */
const STEPS = [
  {
    name: 'proto',
    inputs: ['proto', 'package-lock.json', 'server/build.mjs'],
    proof: 'proto/generated/live.js',
    run: generateProto,
  },
  {
    name: 'code',
    inputs: ['proto', 'server', 'web', 'test', 'tsconfig.json', 'package-lock.json'],
    proof: 'dist/server/main.js',
    run: compile,
  },
  {
    name: 'kernel',
    inputs: ['server/decode/kernel', 'package-lock.json'],
    proof: 'dist/server/decode/kernel.wasm',
    run: compileKernel,
  },
  { name: 'page', inputs: ['proto', 'web', 'package-lock.json'], proof: 'dist/page/index.html', run: bundle },
];

/** Brings everything up to date, or only the named step. Throws when a tool fails. */
export function build(only) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
    throw new Error(
      `Runlight needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}. Node 22 or 24 is best.`,
    );
  }
  const packages = hash(['package-lock.json'], process.version);
  if (stamp('node_modules/.runlight-stamp') !== packages) {
    // Development packages too, whatever the environment says: the build needs them.
    run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    writeStamp('node_modules/.runlight-stamp', packages);
  }
  for (const step of STEPS) {
    if (only && step.name !== only) continue;
    const wanted = hash(step.inputs, process.version);
    const stampFile = `dist/.stamp-${step.name}`;
    if (stamp(stampFile) === wanted && existsSync(join(ROOT, step.proof))) continue;
    step.run();
    writeStamp(stampFile, wanted);
  }
}

function hash(paths, seed) {
  const sum = createHash('sha256').update(seed);
  for (const path of paths) addToHash(sum, join(ROOT, path));
  return sum.digest('hex');
}

function addToHash(sum, path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    sum.update(`${relative(ROOT, path)}\0`).update(readFileSync(path));
    return;
  }
  for (const entry of entries) {
    if (['node_modules', 'generated', 'fixtures', 'results.md'].includes(entry.name)) continue;
    addToHash(sum, join(path, entry.name));
  }
}

function stamp(file) {
  return existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : undefined;
}

function writeStamp(file, value) {
  mkdirSync(dirname(join(ROOT, file)), { recursive: true });
  writeFileSync(join(ROOT, file), value);
}

function tool(script, args) {
  run(process.execPath, [join(ROOT, 'node_modules', script), ...args]);
}

function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: command.endsWith('.cmd'),
  });
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(`${[command, ...args].join(' ')} failed with exit code ${result.status}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    build(process.argv[2]);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

// `npm run dev -- [flags]`: the server, started anew when its code changes, and the page, reloaded by vite.
//
// A changed .proto file needs a new `npm run dev`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build, ROOT } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';

/** tsc writes many files for one change. */
const SETTLE_MS = 200;

build();
endWithNpm();
const port = await findFreePort();
const flags = process.argv.slice(2);
let server = startServer();

// A group of its own: the compiler is a native program behind a script, and a signal to the script would miss it.
const compiler = spawn(
  process.execPath,
  [join(ROOT, 'node_modules/typescript/bin/tsc'), '--watch', '--preserveWatchOutput'],
  { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
);
process.on('exit', () => {
  server.kill();
  process.kill(process.platform === 'win32' ? compiler.pid : -compiler.pid);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());

let settled;
let restarting = Promise.resolve();
watch(join(ROOT, 'dist/server'), { recursive: true }, () => {
  clearTimeout(settled);
  settled = setTimeout(() => (restarting = restarting.then(restart)), SETTLE_MS);
});

process.env.RUNLIGHT_SERVER = `http://127.0.0.1:${port}`;
const vite = await import('vite');
const page = await vite.createServer({ configFile: join(ROOT, 'web/vite.config.mjs') });
await page.listen();
page.printUrls();

function startServer() {
  return spawn(process.execPath, [join(ROOT, 'dist/server/main.js'), ...flags, '--port', String(port)], {
    // Relative paths are meant from where the person typed.
    cwd: process.env.INIT_CWD ?? ROOT,
    stdio: 'inherit',
    env: { ...process.env, RUNLIGHT_LOGDIR: process.env.RUNLIGHT_LOGDIR ?? join(ROOT, 'sample-logs') },
  });
}

async function restart() {
  const old = server;
  old.kill();
  if (old.exitCode === null && old.signalCode === null) await once(old, 'exit');
  server = startServer();
}

async function findFreePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address();
  probe.close();
  return free;
}

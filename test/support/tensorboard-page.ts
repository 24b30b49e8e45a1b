import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { makeTempDir } from './temp-dir.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** A Python that can import tensorboard, from RUNLIGHT_TENSORBOARD_PYTHON; undefined when that is not set. */
export function tensorBoardPython(): string | undefined {
  return process.env['RUNLIGHT_TENSORBOARD_PYTHON'] || undefined;
}

/**
 * Serves TensorBoard's own page, unpacked from its Python package, in front of another server's API. Returns its URL; it
 * ends with the test.
 */
export async function serveTensorBoardPage(
  test: TestContext,
  python: string,
  apiUrl: string,
): Promise<string> {
  const folder = makeTempDir(test);
  const code = 'import os, tensorboard; print(os.path.dirname(tensorboard.__file__))';
  const tensorBoard = run(python, ['-c', code]).trim();
  run(python, ['-m', 'zipfile', '-e', join(tensorBoard, 'webfiles.zip'), folder]);
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', apiUrl).pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (existsSync(file) && extname(file) !== '') sendFile(outgoing, file);
    else forward(incoming, outgoing, apiUrl);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** Starts TensorBoard itself on a logdir, and waits until it has read it. Returns its URL; it ends with the test. */
export async function startTensorBoard(
  test: Pick<TestContext, 'after'>,
  python: string,
  logdir: string,
): Promise<string> {
  const args = ['-m', 'tensorboard.main', '--logdir', logdir, '--port', '0', '--load_fast', 'false'];
  const child = spawn(python, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  test.after(() => child.kill('SIGKILL'));
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const [, found] = /at (http:\S+) \(Press/.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error(`TensorBoard ended: ${printed}`)));
  });
  let before = '';
  for (let same = 0; same < 5;) {
    const now = await (await fetch(`${url}data/plugin/scalars/tags`)).text();
    same = now === before && now.length > 2 ? same + 1 : 0;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return url;
}

function sendFile(outgoing: ServerResponse, file: string): void {
  outgoing.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  const isPage = file.endsWith('index.html');
  const head = isPage ? '<!doctype html><meta name="tb-relative-root" content="./">' : '';
  outgoing.end(Buffer.concat([Buffer.from(head), readFileSync(file)]));
}

/** The browser's Origin is ours, not the API's: it goes no further. */
function forward(incoming: IncomingMessage, outgoing: ServerResponse, apiUrl: string): void {
  const { origin: _, ...headers } = incoming.headers;
  const target = new URL(incoming.url ?? '/', apiUrl);
  const outer = request(
    target,
    { method: incoming.method, headers: { ...headers, host: target.host } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  outer.on('error', () => outgoing.destroy());
  incoming.pipe(outer);
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';

const MAIN = fileURLToPath(new URL('../../server/main.js', import.meta.url));

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The built server as a child process. */
export interface ServerProcess {
  /** As printed, with a slash at its end. */
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything printed so far. */
  stdout(): string;
  stderr(): string;
  /** Sends the signal and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
}

/** Everything that a process did from its start to its end. */
export interface FinishedProcess extends Exit {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts the built server with these arguments, on a free port unless they name one, and waits for the line with its
 * URL. It is killed when the test ends. `limits`: what the shell's "ulimit" is to say, as in "-n 256". Rejects with what it printed when it ends before that.
 */
export async function startServer(
  test: TestContext,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  limits?: string,
): Promise<ServerProcess> {
  const port = args.includes('--port') ? [] : ['--port', '0'];
  // Tests leave nothing behind: a cache, and a file of views, only where one is asked for.
  const cache = args.includes('--cache_dir') ? [] : ['--cache_dir', 'none'];
  const views = args.some((argument) => argument.startsWith('--views_file')) ? [] : ['--views_file', 'none'];
  const started = spawnServer([...args, ...port, ...cache, ...views], env, limits);
  test.after(() => started.kill('SIGKILL'));
  const line = await Promise.race([started.firstLine, started.exit]);
  if (typeof line !== 'string') {
    throw new Error(`the server ended with ${JSON.stringify(line)} before it listened:\n${started.stderr()}`);
  }
  const url = / at (\S+) \(/.exec(line)?.[1];
  if (url === undefined) throw new Error(`no URL in the server's first line: ${line}`);
  // A hook that fails skips those after it: a server that was not killed must not hold up the end of the tests.
  started.hold(false);
  return { ...started, url };
}

/** Runs the built server with these arguments to its end, for command lines that do not serve. */
export async function runServer(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<FinishedProcess> {
  const started = spawnServer(args, env);
  const exit = await started.exit;
  return { ...exit, stdout: started.stdout(), stderr: started.stderr() };
}

/** A process of which it is not known yet whether it will listen. */
interface StartedProcess extends Omit<ServerProcess, 'url'> {
  readonly firstLine: Promise<string>;
  readonly exit: Promise<Exit>;
  /** Whether this process goes on as long as the child does. */
  hold(isHeld: boolean): void;
}

function spawnServer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  limits?: string,
): StartedProcess {
  const { RUNLIGHT_LOGDIR: _, ...inherited } = process.env;
  const [command = '', ...rest] = [
    ...(limits === undefined ? [] : ['/bin/sh', '-c', `ulimit ${limits} && exec "$0" "$@"`]),
    process.execPath,
    MAIN,
    ...args,
  ];
  const child = spawn(command, rest, {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { stdout, stderr } = child;
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.on('exit', killAtExit);
  const exit = new Promise<Exit>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('exit', killAtExit);
      resolve({ code, signal });
    });
  });
  const printed = { stdout: '', stderr: '' };
  stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  const firstLine = new Promise<string>((resolve) => {
    stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.stdout += text;
      const [line, ...more] = printed.stdout.split('\n');
      if (line !== undefined && more.length > 0) resolve(line);
    });
  });
  // The pipes of a child are sockets, whatever their type says.
  const handles: { ref(): void; unref(): void }[] = [child, stdout as Socket, stderr as Socket];
  const hold = (isHeld: boolean): void => {
    for (const handle of handles) {
      if (isHeld) handle.ref();
      else handle.unref();
    }
  };
  return {
    child,
    exit,
    firstLine,
    hold,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    kill(signal = 'SIGTERM') {
      hold(true);
      child.kill(signal);
      return exit;
    },
  };
}

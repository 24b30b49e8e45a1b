import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StatusReply } from '../../proto/api/status.ts';

const MAIN = fileURLToPath(new URL('../../server/main.js', import.meta.url));

/** The built server as a process of its own, which is measured from outside. */
export class BenchServer {
  /** With a slash at its end. */
  readonly url: string;
  /** performance.now() when the process was started. */
  readonly startedMs: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string, startedMs: number) {
    this.#child = child;
    this.url = url;
    this.startedMs = startedMs;
  }

  /** Starts it on a free port, and resolves when it listens. What it logs goes to our standard error. */
  static async start(args: readonly string[]): Promise<BenchServer> {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [MAIN, '--port', '0', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit').then(() => {
      throw new Error('the server ended before it listened');
    });
    const [line] = (await Promise.race([once(child.stdout, 'data'), exited])) as [Buffer];
    exited.catch(() => {});
    const url = / at (\S+) /.exec(String(line))?.[1];
    if (url === undefined) throw new Error(`no URL in the server's first line: ${line}`);
    return new BenchServer(child, url, startedMs);
  }

  async status(): Promise<StatusReply> {
    return (await (await fetch(`${this.url}api/status`)).json()) as StatusReply;
  }

  /** Waits until everything has been read. */
  async untilLoaded(): Promise<StatusReply> {
    for (;;) {
      const status = await this.status();
      if (status.caughtUp) return status;
      await wait(5);
    }
  }

  /** The most memory that it ever held, in bytes; NaN where the system does not tell. */
  get peakBytes(): number {
    try {
      const text = readFileSync(`/proc/${this.#child.pid}/status`, 'latin1');
      return Number(/VmHWM:\s+(\d+)/.exec(text)?.[1]) * 1024;
    } catch {
      return NaN;
    }
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill();
    await exit;
  }
}

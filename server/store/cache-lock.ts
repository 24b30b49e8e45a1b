import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** The holder touches the file this often, for servers on other machines, which cannot see its process. */
const HEARTBEAT_MS = 10_000;
/** Silent for so long, a holder on another machine counts as dead. */
const STALE_MS = 60_000;

/** Who holds a lock. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as the system tells it: process numbers are used again. "" where it does not tell. */
  readonly started: string;
}

/**
 * A lock file that tells one server at a time that a cache folder is its own. A holder that was killed leaves the file
 * behind: on the same machine that is seen at once, from another machine after a minute.
 */
export class CacheLock {
  readonly #path: string;
  readonly #text: string;
  readonly #heartbeat: NodeJS.Timeout;

  private constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();
  }

  /** Takes the lock; undefined when another server holds it. @throws the system's error when nothing can be written */
  static acquire(path: string): CacheLock | undefined {
    const { pid } = process;
    const holder: Holder = { host: hostname(), pid, started: startOf(pid) };
    const text = JSON.stringify(holder);
    for (;;) {
      try {
        writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
        return new CacheLock(path, text);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const found = read(path);
      if (found !== undefined && (isAlive(found) || !removeIfStill(path, found.text))) return undefined;
    }
  }

  /** Whether the lock is still ours: a server that took us for dead may have taken it. */
  get isHeld(): boolean {
    return read(this.#path)?.text === this.#text;
  }

  release(): void {
    clearInterval(this.#heartbeat);
    if (this.isHeld) rmSync(this.#path, { force: true });
  }

  #beat(): void {
    const now = new Date();
    try {
      if (this.isHeld) utimesSync(this.#path, now, now);
    } catch {
      // Tried again at the next beat.
    }
  }
}

interface FoundLock {
  readonly text: string;
  readonly ageMs: number;
}

function read(path: string): FoundLock | undefined {
  try {
    return { text: readFileSync(path, 'utf8'), ageMs: Date.now() - statSync(path).mtimeMs };
  } catch {
    return undefined;
  }
}

function isAlive({ text, ageMs }: FoundLock): boolean {
  const holder = parseHolder(text);
  if (holder?.host !== hostname()) return ageMs < STALE_MS;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startOf(holder.pid) === holder.started;
}

/** Undefined also for a file that its maker is about to write. */
function parseHolder(text: string): Holder | undefined {
  try {
    const { host, pid, started } = JSON.parse(text) as Partial<Holder>;
    const isWhole = typeof host === 'string' && typeof pid === 'number' && typeof started === 'string';
    return isWhole && Number.isSafeInteger(pid) && pid > 0 ? { host, pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** Moves the lock away first: of several servers that find it stale, only one can, and a fresh one is put back. */
function removeIfStill(path: string, text: string): boolean {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    // Another was faster: see whether it holds the lock now.
    return true;
  }
  const isSame = read(aside)?.text === text;
  if (isSame) rmSync(aside, { force: true });
  else renameSync(aside, path);
  return isSame;
}

/** Start time of a process in clock ticks, field 22 of /proc/<pid>/stat; "" where there is none. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in parentheses, may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

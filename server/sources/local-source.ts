import { dirname, join, resolve, sep } from 'node:path';
import { DirectoryWatcher } from './directory-watcher.ts';
import { childRun, listTree, statFile, type DirectoryListing } from './list-logdir.ts';
import type { LogSource, SourceChange, SourceFile } from './log-source.ts';
import { SourceTree } from './source-tree.ts';

/** What has many events is looked at at most this often. */
const LOOK_PAUSE_MS = 20;
/** After a hint, look again: the last of several appends may come without a hint of its own. */
const SECOND_LOOKS_MS = [60, 250];
/** How often files that grew lately are looked at, and for how long. */
const ACTIVE_POLL_MS = 300;
const ACTIVE_FOR_MS = 15 * 60 * 1000;
/** A file of which the system has told lately is not polled: it will tell again. */
const TRUSTED_FOR_MS = 10_000;
/** How often to look for a logdir that does not exist yet. */
const MISSING_POLL_MS = 1000;
/** Looking at everything, or at all that grew lately, may take at most this share of the time. */
const POLL_SHARE = 0.1;

/** One directory to search and the prefix of the names of its runs; `name` undefined = no prefix. */
export interface Logdir {
  readonly name: string | undefined;
  readonly path: string;
}

/** Looks at a directory or a file that are due: the next one, and the second looks after a hint. */
interface Looks {
  last: number;
  next: NodeJS.Timeout | undefined;
  later: NodeJS.Timeout[];
}

/**
 * Events files on a disk of this machine (or mounted). Three ways to notice a change, each covering for another:
 * file-system events, a quick poll of files that grew lately (network mounts send no events), and a slow poll of
 * everything.
 */
export class LocalSource implements LogSource {
  readonly #logdirs: readonly Logdir[];
  readonly #pollMs: number;
  readonly #onWarning: (message: string) => void;
  readonly #tree = new SourceTree();
  readonly #looks = new Map<string, Looks>();
  readonly #activeUntil = new Map<string, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #onChange: (change: SourceChange) => void = () => {};
  #watcher: DirectoryWatcher | undefined;
  #exists = false;
  #isClosed = false;
  /** Looks are taken one after the other, so that an old one cannot undo a newer. */
  #queue: Promise<void> = Promise.resolve();

  /** `pollSec`: seconds between looks at everything; 0 = look once and never again. */
  constructor(logdirs: readonly Logdir[], pollSec: number, onWarning: (message: string) => void) {
    this.#logdirs = logdirs.map(({ name, path }) => ({ name, path: resolve(path) }));
    this.#pollMs = pollSec * 1000;
    this.#onWarning = onWarning;
  }

  async start(onChange: (change: SourceChange) => void): Promise<void> {
    this.#onChange = onChange;
    await this.#lookAtAll();
    if (this.#pollMs > 0 && !this.#isClosed) this.#after(ACTIVE_POLL_MS, () => this.#pollActive());
  }

  watch(): void {
    if (this.#pollMs === 0 || this.#isClosed || this.#watcher) return;
    this.#watcher = new DirectoryWatcher((...hint) => this.#hint(...hint), this.#onWarning);
    this.#watcher.add(this.#tree.directories());
  }

  markActive(path: string): void {
    this.#activeUntil.set(path, Date.now() + ACTIVE_FOR_MS);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#watcher?.close();
  }

  /** Lists all logdirs, and again after the poll interval. */
  async #lookAtAll(): Promise<void> {
    const started = Date.now();
    const found = new Map<string, DirectoryListing>();
    for (const logdir of this.#logdirs) {
      for (const [path, listing] of await listTree(logdir.path, rootRun(logdir))) found.set(path, listing);
    }
    if (this.#isClosed) return;
    this.#noteExistence(found);
    const roots = this.#logdirs.map(({ path }) => path);
    this.#replace(found, roots);
    if (this.#pollMs === 0) return;
    const pause = this.#exists ? this.#pollMs : Math.min(this.#pollMs, MISSING_POLL_MS);
    this.#after(Math.max(pause, (Date.now() - started) / POLL_SHARE), () => this.#lookAtAll());
  }

  /** Something happened in a directory: to the entry `changed`, when that is an events file that has only changed. */
  #hint(directory: string, changed?: string): void {
    const file = changed === undefined ? undefined : join(directory, changed);
    const isFile = file !== undefined && this.#tree.file(file) !== undefined;
    const path = isFile ? file : directory;
    const looks = this.#looks.get(path) ?? { last: 0, next: undefined, later: [] };
    this.#looks.set(path, looks);
    const look = async (): Promise<void> => {
      looks.last = Date.now();
      await (isFile ? this.#lookAtFiles([path]) : this.#lookAt(path));
    };
    looks.next ??= this.#after(Math.max(0, looks.last + LOOK_PAUSE_MS - Date.now()), async () => {
      looks.next = undefined;
      await look();
    });
    for (const timer of looks.later) this.#cancel(timer);
    looks.later = SECOND_LOOKS_MS.map((delay) => this.#after(delay, look));
  }

  /** Lists one directory again, and what is new below it. */
  async #lookAt(path: string): Promise<void> {
    const run = this.#runOf(path);
    if (run === undefined) return;
    const found = await listTree(path, run, (child) => this.#tree.directory(child));
    if (this.#isClosed) return;
    this.#noteExistence(found);
    if (!found.get(path)?.exists) found.delete(path);
    this.#replace(found, [path]);
  }

  #replace(found: ReadonlyMap<string, DirectoryListing>, roots: readonly string[]): void {
    const { newDirectories, goneDirectories, ...change } = this.#tree.replace(found, roots);
    if (this.#watcher) {
      this.#watcher.remove(goneDirectories);
      this.#watcher.add(newDirectories);
      // Something may have come into them since they were listed, and before they are watched.
      for (const directory of newDirectories) this.#hint(directory);
    }
    this.#publish(change);
  }

  /** Looks at known files; of one that is gone a hint to its directory tells, or the slow poll. */
  async #lookAtFiles(paths: readonly string[]): Promise<void> {
    const files: SourceFile[] = [];
    for (const path of paths) {
      const known = this.#tree.file(path);
      const file = known && (await statFile(path, known.run));
      if (file) files.push(file);
    }
    if (!this.#isClosed) this.#publish(this.#tree.updateFiles(files));
  }

  async #pollActive(): Promise<void> {
    const started = Date.now();
    for (const [path, until] of this.#activeUntil) if (until < started) this.#activeUntil.delete(path);
    const isSeen = (path: string): boolean =>
      (this.#looks.get(path)?.last ?? -Infinity) > started - TRUSTED_FOR_MS;
    await this.#lookAtFiles([...this.#activeUntil.keys()].filter((path) => !isSeen(path)));
    if (this.#isClosed) return;
    this.#after(Math.max(ACTIVE_POLL_MS, (Date.now() - started) / POLL_SHARE), () => this.#pollActive());
  }

  /** Run name of a directory in a logdir; undefined when it is in none. */
  #runOf(path: string): string | undefined {
    const known = this.#tree.directory(path);
    if (known) return known.run;
    const logdir = this.#logdirs.find(
      (candidate) => path === candidate.path || isInside(path, candidate.path),
    );
    if (!logdir) return undefined;
    return path.slice(logdir.path.length).split(sep).filter(Boolean).reduce(childRun, rootRun(logdir));
  }

  #noteExistence(found: ReadonlyMap<string, DirectoryListing>): void {
    const known = (path: string): DirectoryListing | undefined =>
      found.get(path) ?? this.#tree.directory(path);
    this.#exists = this.#logdirs.some(({ path }) => known(path)?.exists);
  }

  #publish(change: Omit<SourceChange, 'exists'>): void {
    this.#onChange({ ...change, exists: this.#exists });
  }

  #after(delayMs: number, look: () => Promise<void>): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#queue = this.#queue.then(look).catch((error: unknown) => {
        if (!this.#isClosed) this.#onWarning(`looking for events files failed: ${String(error)}`);
      });
    }, delayMs);
    this.#timers.add(timer);
    return timer;
  }

  #cancel(timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    this.#timers.delete(timer);
  }
}

function rootRun({ name }: Logdir): string {
  return name === undefined ? '.' : `${name}/.`;
}

function isInside(path: string, directory: string): boolean {
  return path !== directory && `${dirname(path)}${sep}`.startsWith(`${directory}${sep}`);
}

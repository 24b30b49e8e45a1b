import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { SourceFile } from './log-source.ts';

/** Written by the profiler so that an otherwise empty directory counts as a run; holds nothing to read. */
const MARKER_SUFFIX = '.profile-empty';
const EVENTS_FILE_MARK = 'tfevents';

/** One directory of a logdir, with the events files right in it. */
export interface DirectoryListing {
  readonly path: string;
  /** Run name of its files. */
  readonly run: string;
  /** Whether it is a run: it has an events file or a profiler's marker. */
  readonly isRun: boolean;
  readonly files: readonly SourceFile[];
  /** Subdirectories, symbolic links to directories followed. */
  readonly directories: readonly {
    readonly path: string;
    readonly name: string;
    readonly identity: string;
  }[];
  readonly exists: boolean;
  /** Why it could not be listed although it exists. */
  readonly failure: string | undefined;
}

/**
 * Lists one directory: an events file is any regular file (or link to one) whose name holds "tfevents", as in
 * TensorBoard. Never throws.
 */
export async function listDirectory(path: string, run: string): Promise<DirectoryListing> {
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    const exists = !isMissing(error);
    const failure = exists ? `cannot be listed: ${(error as Error).message}` : undefined;
    return { path, run, isRun: false, files: [], directories: [], exists, failure };
  }
  const files: SourceFile[] = [];
  const directories: { path: string; name: string; identity: string }[] = [];
  let isRun = false;
  await Promise.all(
    entries.map(async (entry) => {
      const isEvents = entry.name.includes(EVENTS_FILE_MARK);
      if (entry.isFile() && !isEvents) return;
      const entryPath = join(path, entry.name);
      const stats = await statOrUndefined(entryPath);
      if (stats?.isDirectory())
        directories.push({ path: entryPath, name: entry.name, identity: identityOf(stats) });
      else if (stats?.isFile() && isEvents) {
        isRun = true;
        if (!entry.name.endsWith(MARKER_SUFFIX)) files.push(sourceFile(entryPath, run, stats));
      }
    }),
  );
  return { path, run, isRun, files, directories, exists: true, failure: undefined };
}

/** A file as it is now, or undefined when it is gone. */
export async function statFile(path: string, run: string): Promise<SourceFile | undefined> {
  const stats = await statOrUndefined(path);
  return stats?.isFile() ? sourceFile(path, run, stats) : undefined;
}

/** Name of the run in a subdirectory of a run. */
export function childRun(parent: string, name: string): string {
  const child = sep === '\\' ? name.replaceAll('\\', '/') : name;
  return parent === '.'
    ? child
    : parent.endsWith('/.')
      ? `${parent.slice(0, -1)}${child}`
      : `${parent}/${child}`;
}

/** Device and inode: the same for two paths to one file or directory. */
function identityOf(stats: Stats): string {
  return `${stats.dev}:${stats.ino}`;
}

function sourceFile(path: string, run: string, stats: Stats): SourceFile {
  return { path, run, size: stats.size, modifiedMs: stats.mtimeMs, identity: identityOf(stats) };
}

async function statOrUndefined(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    // Gone since it was listed, or a dangling link: as if it were not there.
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/**
 * Lists a directory and everything below it, links followed; a link back to a directory on the way here is not.
 * Directories for which `known` has a listing are not read again, nor is anything below them.
 */
export async function listTree(
  path: string,
  run: string,
  known: (path: string) => DirectoryListing | undefined = () => undefined,
): Promise<Map<string, DirectoryListing>> {
  const found = new Map<string, DirectoryListing>();
  const keep = (listing: DirectoryListing): void => {
    found.set(listing.path, listing);
    for (const child of listing.directories) {
      const below = known(child.path);
      if (below && !found.has(below.path)) keep(below);
    }
  };
  const visit = async (directory: string, name: string, above: ReadonlySet<string>): Promise<void> => {
    const listing = await listDirectory(directory, name);
    found.set(directory, listing);
    const visits = listing.directories.map(async (child) => {
      if (above.has(child.identity)) return;
      const below = known(child.path);
      if (below) keep(below);
      else await visit(child.path, childRun(name, child.name), new Set([...above, child.identity]));
    });
    await Promise.all(visits);
  };
  await visit(path, run, new Set());
  return found;
}

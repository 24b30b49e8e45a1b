import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CallLimit } from './call-limit.ts';
import type { SourceFile } from './log-source.ts';

/** Written by the profiler so that an otherwise empty directory counts as a run; holds nothing to read. */
const MARKER_SUFFIX = '.profile-empty';
const EVENTS_FILE_MARK = 'tfevents';
/** Enough for a disk or a mount to be busy all the time. */
const calls = new CallLimit(64);

interface Subdirectory {
  readonly path: string;
  readonly name: string;
  readonly isLink: boolean;
}

/** One directory of a logdir, with the events files right in it. */
export interface DirectoryListing {
  readonly path: string;
  /** Run name of its files. */
  readonly run: string;
  /** Whether it is a run: it has an events file or a profiler's marker. */
  readonly isRun: boolean;
  readonly files: readonly SourceFile[];
  /** Subdirectories, and symbolic links to directories. */
  readonly directories: readonly Subdirectory[];
  readonly exists: boolean;
  /** Why it could not be listed although it exists. */
  readonly failure: string | undefined;
}

/**
 * Lists one directory: an events file is any regular file (or link to one) whose name holds "tfevents", as in
 * TensorBoard. Never throws.
 */
async function listDirectory(path: string, run: string): Promise<DirectoryListing> {
  let entries: Dirent[];
  try {
    entries = await calls.run(() => readdir(path, { withFileTypes: true }));
  } catch (error) {
    const exists = !isMissing(error);
    const failure = exists ? `cannot be listed: ${(error as Error).message}` : undefined;
    return { path, run, isRun: false, files: [], directories: [], exists, failure };
  }
  const files: SourceFile[] = [];
  const directories: Subdirectory[] = [];
  let isRun = false;
  await Promise.all(
    entries.map(async (entry) => {
      const { name } = entry;
      const isEvents = name.includes(EVENTS_FILE_MARK);
      if (entry.isFile() && !isEvents) return;
      const entryPath = join(path, name);
      const subdirectory = { path: entryPath, name, isLink: entry.isSymbolicLink() };
      if (entry.isDirectory()) return void directories.push(subdirectory);
      const stats = await statOrUndefined(entryPath);
      if (stats?.isDirectory()) directories.push(subdirectory);
      else if (stats?.isFile() && isEvents) {
        isRun = true;
        if (!name.endsWith(MARKER_SUFFIX)) files.push(sourceFile(entryPath, run, stats));
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

function sourceFile(path: string, run: string, stats: Stats): SourceFile {
  return { path, run, size: stats.size, modifiedMs: stats.mtimeMs, identity: `${stats.dev}:${stats.ino}` };
}

async function statOrUndefined(path: string): Promise<Stats | undefined> {
  try {
    return await calls.run(() => stat(path));
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
  /** `above`: the real paths of the directories on the way. */
  const visit = async (directory: string, name: string, above: readonly string[]): Promise<void> => {
    const listing = await listDirectory(directory, name);
    found.set(directory, listing);
    const visits = listing.directories.map(async (child) => {
      const below = known(child.path);
      if (below) return keep(below);
      const real = child.isLink ? await realPath(child.path) : join(above.at(-1) ?? directory, child.name);
      if (!above.includes(real)) await visit(child.path, childRun(name, child.name), [...above, real]);
    });
    await Promise.all(visits);
  };
  await visit(path, run, [await realPath(path)]);
  return found;
}

async function realPath(path: string): Promise<string> {
  try {
    return await calls.run(() => realpath(path));
  } catch {
    // Gone: listing it says so.
    return path;
  }
}

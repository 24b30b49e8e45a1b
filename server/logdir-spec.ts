import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from './base/errors.ts';

/** One root to search for events files. */
export interface LogdirSpec {
  /** Prefix of the names of its runs, from `name:path`; undefined when none was given. */
  readonly name: string | undefined;
  /** Absolute path; it need not exist yet. */
  readonly path: string;
}

/** Elsewhere than on Windows "a:/logs" is a name and a path. */
const DRIVE = process.platform === 'win32' ? /^[A-Za-z]:[\\/]/ : /(?!)/;
const URI = /^[A-Za-z][0-9A-Za-z+.-]*:\/\//;
const NAMED = /^([^/\\:,]+):(.+)$/s;
/** What a comma must precede to separate two logdirs: folders called "lr=0.1,batch=32" are common. */
const LIST_COMMA = /,(?=[/~.]|[^/\\:,]+:)/;

/**
 * The roots of `--logdir`: one path, or a list as in `train:/logs/a,eval:/logs/b`. A part is a plain path when it begins
 * with "/", is on a Windows drive, or has no `name:` before it.
 *
 * @param home what a leading "~" stands for
 * @throws AppError CONFIG_INVALID for an empty part, a name that is given twice, and addresses of object storage
 */
export function parseLogdir(text: string, home: string): LogdirSpec[] {
  return parseParts(text.split(LIST_COMMA), home);
}

/** The roots of `--logdir_spec`: as `parseLogdir`, but every comma separates, as TensorBoard has it. */
export function parseLogdirSpec(text: string, home: string): LogdirSpec[] {
  return parseParts(text.split(','), home);
}

function parseParts(parts: readonly string[], home: string): LogdirSpec[] {
  const specs = parts.map((part) => parsePart(part, home));
  const names = new Set<string>();
  for (const { name } of specs) {
    if (name === undefined) continue;
    if (names.has(name)) throw invalid(`Two logdirs are named "${name}": give each its own name.`);
    names.add(name);
  }
  return specs;
}

function parsePart(part: string, home: string): LogdirSpec {
  if (part === '') throw invalid('A logdir is empty: give the path of a folder, as in --logdir runs.');
  if (URI.test(part)) {
    throw invalid(`Logs at ${part} cannot be read yet: give the path of a folder on this machine.`);
  }
  const named = DRIVE.test(part) ? null : NAMED.exec(part);
  if (named === null) return { name: undefined, path: expandPath(part, home) };
  return { name: named[1], path: expandPath(named[2] ?? '', home) };
}

/** An absolute path, a leading "~" being `home`. */
export function expandPath(path: string, home: string): string {
  return /^~(?=$|[/\\])/.test(path) ? join(home, path.slice(1)) : resolve(path);
}

/** The name of a file below its logdir, with "/"; of a file below none its whole path. */
export function nameInLogdir(path: string, logdirs: readonly LogdirSpec[]): string {
  const names = logdirs.map((logdir) => relative(logdir.path, path)).filter(isBelow);
  const [shortest = path] = names.sort((a, b) => a.length - b.length);
  return shortest.replaceAll(sep, '/');
}

function isBelow(name: string): boolean {
  return name !== '' && name.split(sep)[0] !== '..' && !isAbsolute(name);
}

function invalid(message: string): AppError {
  return new AppError('CONFIG_INVALID', message);
}

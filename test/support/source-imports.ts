import { readFileSync, readdirSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Static and dynamic imports, re-exports, and files named by `new URL('…', import.meta.url)` (workers). */
const IMPORT = /\b(?:from|import)\s*\(?\s*'([^']+)'|new URL\(\s*'([^']+)',\s*import\.meta\.url/g;
const COMMENT = /\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm;

/** That one source file names another, or a package. */
export interface SourceImport {
  /** Path from the project's root, "/"-separated. */
  readonly from: string;
  /** The same for a file of the project, its extension ".ts"; else the name as written ("node:fs", "lit"). */
  readonly to: string;
}

/** Every import of every TypeScript file below server/, web/ and proto/, generated code left out. */
export function readSourceImports(): SourceImport[] {
  return ['server', 'web', 'proto'].flatMap(listSources).flatMap((from) => {
    const text = readFileSync(join(ROOT, from), 'utf8').replaceAll(COMMENT, '');
    return Array.from(text.matchAll(IMPORT), ([, imported, url]) => ({
      from,
      to: resolve(from, imported ?? url ?? ''),
    }));
  });
}

function listSources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll(sep, '/')))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('proto/generated/'));
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

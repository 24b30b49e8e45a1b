import { listTree } from '../sources/list-logdir.ts';

/** The events files of one run, in the order in which they are read. */
export interface RunFiles {
  readonly run: string;
  /** Its directory; of several (two logdirs may hold runs of one name) the first. */
  readonly directory: string;
  readonly files: readonly string[];
}

/** A logdir and the name before its runs, when it was given one. */
interface Root {
  readonly name: string | undefined;
  readonly path: string;
}

/** Every run below the logdirs, by directory; links are followed, circles are not. */
export async function listRuns(roots: readonly Root[]): Promise<RunFiles[]> {
  const runs = new Map<string, { directory: string; files: string[] }>();
  for (const { name, path } of roots) {
    for (const listing of (await listTree(path, name === undefined ? '.' : `${name}/.`)).values()) {
      if (listing.files.length === 0) continue;
      const known = runs.get(listing.run) ?? { directory: listing.path, files: [] };
      known.files.push(...listing.files.map((file) => file.path));
      runs.set(listing.run, known);
    }
  }
  return [...runs]
    .map(([run, { directory, files }]) => ({ run, directory, files: files.sort() }))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

import { childRun, listDirectory } from '../sources/list-logdir.ts';

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
    const seen = new Set<string>();
    const pending = [{ path, run: name === undefined ? '.' : `${name}/.` }];
    for (const { path: directory, run } of pending) {
      const listing = await listDirectory(directory, run);
      if (listing.files.length > 0) {
        const known = runs.get(run) ?? { directory, files: [] };
        known.files.push(...listing.files.map((file) => file.path));
        runs.set(run, known);
      }
      for (const child of listing.directories.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        if (seen.has(child.identity)) continue;
        seen.add(child.identity);
        pending.push({ path: child.path, run: childRun(run, child.name) });
      }
    }
  }
  return [...runs]
    .map(([run, { directory, files }]) => ({ run, directory, files: files.sort() }))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

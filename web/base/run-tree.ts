/** The folder that the logdir itself is, where its runs are parts of one. */
export const ROOT_FOLDER = './';

/** What the tree needs of a run. */
export interface NamedRun {
  readonly id: number;
  /** Its path below the logdir: "exp/seed_1/train". */
  readonly name: string;
}

/** A run's row: `label` is what its folder does not say. */
export interface RunRow<Run> {
  readonly kind: 'run';
  readonly run: Run;
  readonly label: string;
  /** 1 = not in a folder. */
  readonly level: number;
}

/** A folder's row, above those of what is in it. */
export interface FolderRow<Run> {
  readonly kind: 'folder';
  /** Ends with "/". */
  readonly path: string;
  readonly label: string;
  readonly level: number;
  readonly isOpen: boolean;
  /** Its runs are parts of one: see find-folds.ts. */
  readonly isFold: boolean;
  /** All runs in it, in order: those below it, and the one of its own files. */
  readonly runs: readonly Run[];
}

export type TreeRow<Run> = RunRow<Run> | FolderRow<Run>;

/** What a tree asks about its folders. */
export interface TreeChoice {
  readonly isOpen: (path: string, isFold: boolean) => boolean;
  /** Folders whose runs are parts of one. */
  readonly isFold: (path: string) => boolean;
}

/**
 * Lays runs out as a tree of their folders, in the order in which they come; a folder stands where its first run would. A
 * folder of a single run, and one in which there is nothing but another, are no rows of their own: "a/b/c" then is one
 * label. The run of a folder's own files is in it, as ".".
 */
export function layOutTree<Run extends NamedRun>(runs: readonly Run[], choice: TreeChoice): TreeRow<Run>[] {
  const rows: TreeRow<Run>[] = [];
  if (runs.length < 2 || !choice.isFold(ROOT_FOLDER)) {
    addRows(rows, runs, '', 1, choice);
    return rows;
  }
  const isOpen = choice.isOpen(ROOT_FOLDER, true);
  rows.push({ kind: 'folder', path: ROOT_FOLDER, label: '.', level: 1, isOpen, isFold: true, runs });
  if (isOpen) addRows(rows, runs, '', 2, choice);
  return rows;
}

function addRows<Run extends NamedRun>(
  rows: TreeRow<Run>[],
  runs: readonly Run[],
  path: string,
  level: number,
  choice: TreeChoice,
): void {
  for (const [folder, within] of splitByFolder(runs, path)) {
    const [first] = within;
    if (!first) continue;
    if (within.length === 1) {
      rows.push({ kind: 'run', run: first, label: first.name.slice(path.length) || '.', level });
      continue;
    }
    const joined = commonFolder(within, folder, choice);
    const isFold = choice.isFold(joined);
    const isOpen = choice.isOpen(joined, isFold);
    const label = joined.slice(path.length, -1);
    rows.push({ kind: 'folder', path: joined, label, level, isOpen, isFold, runs: within });
    if (isOpen) addRows(rows, within, joined, level + 1, choice);
  }
}

/** The runs in `path` by their next folder; a run that is in none stands for itself. */
function splitByFolder<Run extends NamedRun>(runs: readonly Run[], path: string): Map<string, Run[]> {
  const groups = new Map<string, Run[]>();
  const slashes = runs.map(({ name }) => name.indexOf('/', path.length));
  // The run of a folder's own files goes with what is below it, if anything is.
  const hasBoth = slashes.includes(-1) && slashes.some((slash) => slash >= 0);
  const folders = new Set(hasBoth ? runs.map(({ name }, at) => name.slice(0, (slashes[at] ?? -1) + 1)) : []);
  for (const [at, run] of runs.entries()) {
    const slash = slashes[at] ?? -1;
    const own = hasBoth ? `${run.name}/` : '';
    const key = slash >= 0 ? run.name.slice(0, slash + 1) : hasBoth && folders.has(own) ? own : run.name;
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return groups;
}

/** The longest path, ending with "/", that all the names begin with, but not into a fold; they have `folder` in common. */
function commonFolder(runs: readonly NamedRun[], folder: string, choice: TreeChoice): string {
  const [first = { name: folder }] = runs;
  let common = folder;
  for (;;) {
    if (choice.isFold(common)) return common;
    const slash = first.name.indexOf('/', common.length);
    if (slash < 0) return common;
    const longer = first.name.slice(0, slash + 1);
    if (!runs.every(({ name }) => name.startsWith(longer))) return common;
    common = longer;
  }
}

import { compareNaturally } from './natural-order.ts';
import { ROOT_FOLDER } from './run-tree.ts';

/** What a fold needs of a run. */
export interface FoldableRun {
  readonly id: number;
  /** Its path below the logdir: "exp/seed_1/train". */
  readonly name: string;
  readonly tagsByPlugin: ReadonlyMap<string, readonly string[]>;
}

/** Where a run is folded, and its place there. */
export interface Fold {
  /** The folder whose runs are one: ends with "/". */
  readonly path: string;
  /** 0, 1, 2 … in natural order of names; the folder's own run comes first. */
  readonly index: number;
}

/** How writers call the halves of one training: Keras' callback, estimators, and hand-made ones. */
const PHASES = new Set([
  'train',
  'training',
  'val',
  'valid',
  'validation',
  'dev',
  'test',
  'eval',
  'evaluation',
]);
/** Lightning's loggers count the starts of an experiment. */
const VERSION = /^version_\d+(\/|$)/;
/** PyTorch's add_hparams writes into a folder named for the time. */
const TRIAL = /^\d+(\.\d+)?$/;

/**
 * Finds folders whose runs are parts of one experiment: halves of a training (train and validation), numbered versions, the
 * lines of `add_scalars`, and trials of `add_hparams`. A folder is folded when all of its runs are such parts, and at least
 * two; the outermost such folder counts. By run id.
 */
export function findFolds(runs: readonly FoldableRun[]): ReadonlyMap<number, Fold> {
  const folds = new Map<number, Fold>();
  const folders = collectFolders(runs);
  const paths = [...folders.keys()].sort((a, b) => a.length - b.length);
  for (const path of paths) {
    const members = folders.get(path) ?? [];
    if (members.length < 2 || members.some(({ id }) => folds.has(id)) || !isFold(path, members)) continue;
    const ordered = members.toSorted((a, b) => compareNaturally(sortKey(path, a), sortKey(path, b)));
    for (const [index, { id }] of ordered.entries()) folds.set(id, { path, index });
  }
  return folds;
}

/** Every folder, with the runs below it and the one of its own files. */
function collectFolders(runs: readonly FoldableRun[]): Map<string, FoldableRun[]> {
  const folders = new Map<string, FoldableRun[]>();
  for (const run of runs) {
    for (let slash = run.name.indexOf('/'); slash >= 0; slash = run.name.indexOf('/', slash + 1)) {
      const path = run.name.slice(0, slash + 1);
      const members = folders.get(path);
      if (members) members.push(run);
      else folders.set(path, [run]);
    }
  }
  for (const run of runs) folders.get(`${run.name}/`)?.push(run);
  if (runs.some(({ name }) => name === '.')) folders.set(ROOT_FOLDER, [...runs]);
  return folders;
}

/** What the folder does not say of a run in it; undefined = the run is the folder's own files. */
function restOf(path: string, { name }: FoldableRun): string | undefined {
  const rest = path === ROOT_FOLDER ? name : name.slice(path.length);
  return rest === '' || rest === '.' ? undefined : rest;
}

function sortKey(path: string, run: FoldableRun): string {
  return restOf(path, run) ?? '';
}

function isFold(path: string, members: readonly FoldableRun[]): boolean {
  const parts = members.flatMap((run) => {
    const rest = restOf(path, run);
    return rest === undefined ? [] : [{ rest, run }];
  });
  if (parts.every(({ rest }) => PHASES.has(rest.toLowerCase()))) return true;
  if (parts.every(({ rest }) => VERSION.test(rest))) return true;
  const hasOwnRun = parts.length < members.length;
  return hasOwnRun && parts.every(({ rest, run }) => isLine(rest, run) || isTrial(rest, run));
}

/** `add_scalars("loss", {train: …})` writes the tag "loss" into a run "loss_train", or "loss/train" with tensorboardX. */
function isLine(rest: string, { tagsByPlugin }: FoldableRun): boolean {
  const tags = [...tagsByPlugin.values()].flat();
  const [tag] = tags;
  if (tag === undefined || tags.length !== 1) return false;
  return rest.startsWith(`${tag.replaceAll('/', '_')}_`) || rest.startsWith(`${tag}/`);
}

function isTrial(rest: string, { tagsByPlugin }: FoldableRun): boolean {
  return TRIAL.test(rest) && tagsByPlugin.has('hparams');
}

import {
  computeDrawn,
  DRAWN_BY_DEFAULT,
  formatRule,
  type FactsOf,
  type RuleTerm,
  type RunRule,
} from './run-rule.ts';
import type { RunInfo } from './types.ts';

/** Characters in the address. Below that, a rule stays as it was clicked together. */
const LONG = 1000;

/** A folder with what is directly in it. The run of its own files is one of its names. */
interface Folder {
  /** Ends with "/"; empty for the logdir. */
  readonly path: string;
  readonly folders: Map<string, Folder>;
  readonly runs: RunInfo[];
}

/** The shortest terms for what is in a folder, and their length in characters. */
interface Wording {
  readonly terms: readonly RuleTerm[];
  readonly length: number;
}

/** By whether runs of which no term says anything are drawn. */
type Wordings = readonly [hidden: Wording, drawn: Wording];

/**
 * The same rule, or when it is long because runs were ticked by hand, a shorter one that draws the same of these runs: all
 * but some, or folders but for some. It speaks of what comes later in those folders too. A rule with queries stays.
 */
export function shortenRule(rule: RunRule, runs: readonly RunInfo[], factsOf: FactsOf): RunRule {
  const text = formatRule(rule) ?? '';
  if (text.length < LONG || rule.terms.some(({ kind }) => kind === 'query')) return rule;
  const since = rule.terms.filter(({ kind }) => kind === 'since');
  const drawn = computeDrawn(
    { ...rule, terms: rule.terms.filter((term) => !since.includes(term)) },
    runs,
    factsOf,
  );
  const [hidden, shown] = wordFolder(buildFolders(runs), drawn);
  const isHiddenShorter = hidden.length <= shown.length;
  const base = isHiddenShorter ? 'none' : runs.length > DRAWN_BY_DEFAULT ? 'all' : 'newest';
  const short: RunRule = { base, terms: [...(isHiddenShorter ? hidden : shown).terms, ...since] };
  return (formatRule(short) ?? '').length < text.length ? short : rule;
}

function buildFolders(runs: readonly RunInfo[]): Folder {
  const root: Folder = { path: '', folders: new Map(), runs: [] };
  const isFolder = new Set(
    runs.flatMap(({ name }) => [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index))),
  );
  for (const run of runs) {
    let folder = root;
    const inside = isFolder.has(run.name) ? `${run.name}/` : run.name;
    for (let slash = inside.indexOf('/'); slash >= 0; slash = inside.indexOf('/', slash + 1)) {
      const path = inside.slice(0, slash + 1);
      const next = folder.folders.get(path) ?? { path, folders: new Map(), runs: [] };
      folder.folders.set(path, next);
      folder = next;
    }
    folder.runs.push(run);
  }
  return root;
}

/** Either each thing in the folder has terms of its own, or one for the folder comes first and the others are exceptions. */
function wordFolder({ path, folders, runs }: Folder, drawn: ReadonlySet<number>): Wordings {
  const inside = [
    ...runs.map((run) => wordRun(run, drawn.has(run.id))),
    ...[...folders.values()].map((folder) => wordFolder(folder, drawn)),
  ];
  const hidden = join(inside.map(([wording]) => wording));
  const shown = join(inside.map(([, wording]) => wording));
  if (path === '') return [hidden, shown];
  return [
    shorter(hidden, join([word({ kind: 'folder', text: path, isDrawn: true }), shown])),
    shorter(shown, join([word({ kind: 'folder', text: path, isDrawn: false }), hidden])),
  ];
}

function wordRun({ name }: RunInfo, isDrawn: boolean): Wordings {
  const term = word({ kind: 'name', text: name, isDrawn });
  return isDrawn ? [term, NOTHING] : [NOTHING, term];
}

const NOTHING: Wording = { terms: [], length: 0 };

/** A term takes a sign and a comma. */
function word(term: RuleTerm): Wording {
  return { terms: [term], length: term.text.length + 2 };
}

function join(wordings: readonly Wording[]): Wording {
  return {
    terms: wordings.flatMap(({ terms }) => terms),
    length: wordings.reduce((sum, { length }) => sum + length, 0),
  };
}

function shorter(a: Wording, b: Wording): Wording {
  return b.length < a.length ? b : a;
}

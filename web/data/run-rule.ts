import { matchesQuery, type QueriedRun } from '../base/match-run-query.ts';
import { QueryError } from '../base/query-tokens.ts';
import { parseRunQuery, type RunQuery } from '../base/run-query.ts';
import { ROOT_FOLDER } from '../base/run-tree.ts';
import type { RunInfo } from './types.ts';

/**
 * Which runs are drawn, as a rule rather than a list, so that it stays short for thousands of runs and also says
 * what happens to runs that appear later.
 */
export interface RunRule {
  /** Where it starts from: the newest 500, all, or none. */
  readonly base: 'newest' | 'all' | 'none';
  /** Exceptions; for each run the last one that fits decides. */
  readonly terms: readonly RuleTerm[];
}

export interface RuleTerm {
  readonly kind: 'name' | 'folder' | 'query' | 'since';
  /**
   * A run's name, a path that ends with "/", a query as the run list has it, or the wall time in seconds after which a run
   * starts that counts as new.
   */
  readonly text: string;
  readonly isDrawn: boolean;
}

export const DEFAULT_RULE: RunRule = { base: 'newest', terms: [] };

/** More lines than this say nothing and cost much; one can still ask for all of them. */
export const DRAWN_BY_DEFAULT = 500;

/** The sign that begins a term in the URL: kind, then whether it draws. None of them needs an escape there. */
const SIGNS = {
  '~': ['name', true],
  '!': ['name', false],
  '*': ['query', true],
  '-': ['query', false],
  _: ['folder', true],
  '.': ['folder', false],
  $: ['since', false],
} as const;

/** What is known of a run beside its name, for the terms that ask for it. */
export type FactsOf = (run: RunInfo) => QueriedRun;

/** Ids of the drawn ones among `runs`, which are in catalogue order (oldest first). */
export function computeDrawn(rule: RunRule, runs: readonly RunInfo[], factsOf: FactsOf): Set<number> {
  const firstNewest = runs.length - DRAWN_BY_DEFAULT;
  const terms = rule.terms.map((term) => ({ fits: buildTest(term, factsOf), isDrawn: term.isDrawn }));
  const drawn = new Set<number>();
  for (const [index, run] of runs.entries()) {
    const term = terms.findLast(({ fits }) => fits(run));
    const isDrawn =
      term?.isDrawn ?? (rule.base === 'all' || (rule.base === 'newest' && index >= firstNewest));
    if (isDrawn) drawn.add(run.id);
  }
  return drawn;
}

/** The queries of a rule, as far as they can be read. */
export function findQueries(rule: RunRule): RunQuery[] {
  return rule.terms.flatMap(({ kind, text }) => {
    const query = kind === 'query' ? parseRunQuery(text) : undefined;
    return query && !(query instanceof QueryError) ? [query] : [];
  });
}

/** The rule with one run drawn or not. */
export function withRun(
  rule: RunRule,
  run: RunInfo,
  isDrawn: boolean,
  runs: readonly RunInfo[],
  factsOf: FactsOf,
): RunRule {
  const others = {
    ...rule,
    terms: rule.terms.filter(({ kind, text }) => kind !== 'name' || text !== run.name),
  };
  if (computeDrawn(others, runs, factsOf).has(run.id) === isDrawn) return others;
  return { ...others, terms: [...others.terms, { kind: 'name', text: run.name, isDrawn }] };
}

/** The rule with all runs that a query finds drawn or not. An empty one stands for all runs. */
export function withQuery(
  rule: RunRule,
  query: string,
  isDrawn: boolean,
  runs: readonly RunInfo[],
  factsOf: FactsOf,
): RunRule {
  if (query.trim() === '') {
    if (!isDrawn) return { base: 'none', terms: [] };
    return { base: runs.length > DRAWN_BY_DEFAULT ? 'all' : 'newest', terms: [] };
  }
  const term: RuleTerm = { kind: 'query', text: query, isDrawn };
  const fits = buildTest(term, factsOf);
  const isCovered = ({ kind, text }: RuleTerm): boolean =>
    kind === 'name' ? runs.some((run) => run.name === text && fits(run)) : text === query;
  // Earlier exceptions that the new term covers can never decide again.
  return { ...rule, terms: [...rule.terms.filter((earlier) => !isCovered(earlier)), term] };
}

/** The rule with all runs below a folder drawn or not, also those that appear later. */
export function withFolder(
  rule: RunRule,
  path: string,
  isDrawn: boolean,
  runs: readonly RunInfo[],
  factsOf: FactsOf,
): RunRule {
  const isCovered = ({ kind, text }: RuleTerm): boolean =>
    (kind === 'name' || kind === 'folder') && isInFolder(text, path);
  const others = { ...rule, terms: rule.terms.filter((term) => !isCovered(term)) };
  const drawn = computeDrawn(others, runs, factsOf);
  if (runs.every(({ name, id }) => !isInFolder(name, path) || drawn.has(id) === isDrawn)) return others;
  return { ...others, terms: [...others.terms, { kind: 'folder', text: path, isDrawn }] };
}

/** Whether runs that start from now on are drawn like the others, or not. `nowSec` of the server's clock. */
export function withNewRuns(rule: RunRule, areDrawn: boolean, nowSec: number): RunRule {
  const terms = rule.terms.filter(({ kind }) => kind !== 'since');
  if (areDrawn) return { ...rule, terms };
  return { ...rule, terms: [...terms, { kind: 'since', text: String(Math.floor(nowSec)), isDrawn: false }] };
}

/** Only the runs below a folder. */
export function onlyFolder(path: string): RunRule {
  return { base: 'none', terms: [{ kind: 'folder', text: path, isDrawn: true }] };
}

/** Only these runs. */
export function onlyRuns(names: readonly string[]): RunRule {
  return { base: 'none', terms: names.map((text) => ({ kind: 'name', text, isDrawn: true })) };
}

/** Whether a run is in a folder, a path that ends with "/": below it, or its own files are there. */
export function isInFolder(name: string, path: string): boolean {
  return (
    path === ROOT_FOLDER ||
    name.startsWith(path) ||
    (name.length === path.length - 1 && path.startsWith(name))
  );
}

/** As the URL has it: "none,~adamw/s0,-debug"; undefined for the default. Commas and backslashes are escaped. */
export function formatRule(rule: RunRule): string | undefined {
  const items: string[] = rule.base === 'newest' ? [] : [rule.base];
  for (const { kind, text, isDrawn } of rule.terms) {
    const sign = Object.entries(SIGNS).find(
      ([, meaning]) => meaning[0] === kind && meaning[1] === isDrawn,
    )?.[0];
    items.push(`${sign}${text.replace(/[\\,]/g, '\\$&')}`);
  }
  return items.length > 0 ? items.join(',') : undefined;
}

/** Reads `formatRule`'s text. What cannot be read is left out: an old or mistyped link still shows something. */
export function parseRule(text: string | undefined): RunRule {
  if (text === undefined) return DEFAULT_RULE;
  let base: RunRule['base'] = 'newest';
  const terms: RuleTerm[] = [];
  for (const [item] of text.matchAll(/(?:\\.|[^,\\])+/gs)) {
    if (item === 'all' || item === 'none') base = item;
    const sign = item[0] as keyof typeof SIGNS;
    const meaning = Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined;
    const unescaped = item.slice(1).replace(/\\(.)/gs, '$1');
    if (meaning) terms.push({ kind: meaning[0], text: unescaped, isDrawn: meaning[1] });
  }
  return { base, terms };
}

function buildTest({ kind, text }: RuleTerm, factsOf: FactsOf): (run: RunInfo) => boolean {
  switch (kind) {
    case 'name':
      return ({ name }) => name === text;
    case 'folder':
      return ({ name }) => isInFolder(name, text);
    case 'query': {
      const query = parseRunQuery(text);
      return (run) => !(query instanceof QueryError) && matchesQuery(query, factsOf(run));
    }
    case 'since': {
      const sec = Number(text);
      // A run whose first event has not been read has only just begun.
      return ({ startTime }) => startTime === 0 || startTime > sec;
    }
  }
}

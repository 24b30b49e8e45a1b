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
  readonly kind: 'name' | 'pattern' | 'folder';
  /** A run's name, the source of a regular expression (see `parsePattern`), or a path that ends with "/". */
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
  '*': ['pattern', true],
  '-': ['pattern', false],
  _: ['folder', true],
  '.': ['folder', false],
} as const;

/** A filter as a person types it: a regular expression, upper and lower case alike. What is wrong when it is not one. */
export function parsePattern(source: string): RegExp | { error: string } {
  try {
    return new RegExp(source, 'i');
  } catch (error) {
    // "Invalid regular expression: /val(/i: Unterminated group": the reader sees the expression anyway.
    const reason = String(error).split(': ').at(-1);
    return { error: `Not a regular expression: ${reason}` };
  }
}

/** Ids of the drawn ones among `runs`, which are in catalogue order (oldest first). */
export function computeDrawn(rule: RunRule, runs: readonly RunInfo[]): Set<number> {
  const firstNewest = runs.length - DRAWN_BY_DEFAULT;
  const terms = rule.terms.map(({ kind, text, isDrawn }) => ({
    fits: { name: isName, pattern: isMatch, folder: isBelow }[kind](text),
    isDrawn,
  }));
  const drawn = new Set<number>();
  for (const [index, run] of runs.entries()) {
    const term = terms.findLast(({ fits }) => fits(run.name));
    const isDrawn =
      term?.isDrawn ?? (rule.base === 'all' || (rule.base === 'newest' && index >= firstNewest));
    if (isDrawn) drawn.add(run.id);
  }
  return drawn;
}

/** The rule with one run drawn or not. */
export function withRun(rule: RunRule, run: RunInfo, isDrawn: boolean, runs: readonly RunInfo[]): RunRule {
  const others = {
    ...rule,
    terms: rule.terms.filter(({ kind, text }) => kind !== 'name' || text !== run.name),
  };
  if (computeDrawn(others, runs).has(run.id) === isDrawn) return others;
  return { ...others, terms: [...others.terms, { kind: 'name', text: run.name, isDrawn }] };
}

/** The rule with all runs whose name matches drawn or not. An empty pattern stands for all runs. */
export function withPattern(rule: RunRule, pattern: string, isDrawn: boolean, runCount: number): RunRule {
  if (pattern === '') {
    if (!isDrawn) return { base: 'none', terms: [] };
    return { base: runCount > DRAWN_BY_DEFAULT ? 'all' : 'newest', terms: [] };
  }
  const fits = isMatch(pattern);
  // Earlier exceptions that the new term covers can never decide again.
  const kept = rule.terms.filter(({ kind, text }) => (kind === 'name' ? !fits(text) : text !== pattern));
  return { ...rule, terms: [...kept, { kind: 'pattern', text: pattern, isDrawn }] };
}

/** The rule with all runs below a folder drawn or not, also those that appear later. */
export function withFolder(rule: RunRule, path: string, isDrawn: boolean, runs: readonly RunInfo[]): RunRule {
  const isCovered = ({ kind, text }: RuleTerm): boolean => kind !== 'pattern' && text.startsWith(path);
  const others = { ...rule, terms: rule.terms.filter((term) => !isCovered(term)) };
  const drawn = computeDrawn(others, runs);
  if (runs.every(({ name, id }) => !name.startsWith(path) || drawn.has(id) === isDrawn)) return others;
  return { ...others, terms: [...others.terms, { kind: 'folder', text: path, isDrawn }] };
}

/** Only the runs below a folder. */
export function onlyFolder(path: string): RunRule {
  return { base: 'none', terms: [{ kind: 'folder', text: path, isDrawn: true }] };
}

/** Only these runs. */
export function onlyRuns(names: readonly string[]): RunRule {
  return { base: 'none', terms: names.map((text) => ({ kind: 'name', text, isDrawn: true })) };
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

function isName(text: string): (name: string) => boolean {
  return (name) => name === text;
}

function isBelow(path: string): (name: string) => boolean {
  return (name) => name.startsWith(path);
}

function isMatch(source: string): (name: string) => boolean {
  const pattern = parsePattern(source);
  return pattern instanceof RegExp ? (name) => pattern.test(name) : () => false;
}

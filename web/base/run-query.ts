import { QueryError, tokenizeQuery, type Comparison, type QueryToken } from './query-tokens.ts';

/** Which number of a series a term is about. */
export const STATISTICS = ['last', 'min', 'max'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** What a person wants to see of the runs. */
export type RunQuery =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly RunQuery[] }
  | { readonly kind: 'not'; readonly part: RunQuery }
  /** Found anywhere in the name or the alias, whatever the case. */
  | { readonly kind: 'name'; readonly pattern: RegExp }
  /** Has a label that is this text, whatever the case. */
  | { readonly kind: 'label'; readonly text: string }
  /** Found anywhere in the note. */
  | { readonly kind: 'note'; readonly pattern: RegExp }
  | { readonly kind: 'state'; readonly state: RunState }
  /** Seconds since the files last grew, or since the first event. */
  | { readonly kind: 'updated' | 'started'; readonly sign: Comparison; readonly sec: number }
  | {
      readonly kind: 'value';
      readonly statistic: Statistic;
      readonly tag: string;
      readonly sign: Comparison;
      readonly value: number;
      /** Where it stands, to say that there is no such tag. */
      readonly at: number;
      readonly end: number;
    };

const STATES = ['live', 'idle', 'finished', 'drawn', 'hidden', 'archived'] as const;
export type RunState = (typeof STATES)[number];

const FIELDS: ReadonlySet<string> = new Set(['re', 'label', 'note', ...STATISTICS]);
const UNIT_SEC: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/** Passes everything. */
export const EVERY_RUN: RunQuery = { kind: 'and', parts: [] };

/**
 * Reads a query; docs/views.md has the grammar. What stands side by side must all hold; `or` binds less than that, `not`
 * and `-` more.
 */
export function parseRunQuery(text: string): RunQuery | QueryError {
  try {
    return new Parser(text, tokenizeQuery(text, FIELDS)).parse();
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}

/** All terms of a query about the values of tags. */
export function findValueTerms(query: RunQuery): Extract<RunQuery, { kind: 'value' }>[] {
  if (query.kind === 'value') return [query];
  if (query.kind === 'not') return findValueTerms(query.part);
  return query.kind === 'and' || query.kind === 'or' ? query.parts.flatMap(findValueTerms) : [];
}

/** Whether a query has a term of one of these kinds or states. */
export function mentions(query: RunQuery, ...wanted: readonly (RunQuery['kind'] | RunState)[]): boolean {
  if (query.kind === 'not') return mentions(query.part, ...wanted);
  if (query.kind === 'and' || query.kind === 'or')
    return query.parts.some((part) => mentions(part, ...wanted));
  return wanted.includes(query.kind === 'state' ? query.state : query.kind);
}

/** Recursive descent: or, and, not, term. */
class Parser {
  readonly #text: string;
  readonly #tokens: readonly QueryToken[];
  #index = 0;

  constructor(text: string, tokens: readonly QueryToken[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  parse(): RunQuery {
    if (this.#tokens.length === 0) return EVERY_RUN;
    const query = this.#parseOr();
    const rest = this.#next;
    if (rest) throw new QueryError('This parenthesis was not opened', rest.at, rest.end);
    return query;
  }

  get #next(): QueryToken | undefined {
    return this.#tokens[this.#index];
  }

  /** Takes the next token when it is that word by itself. */
  #takeWord(word: string): boolean {
    const token = this.#next;
    const isIt = token?.kind === 'word' && isBare(token) && token.text.toLowerCase() === word;
    if (isIt) this.#index++;
    return isIt;
  }

  #parseOr(): RunQuery {
    const parts = [this.#parseAnd()];
    while (this.#takeWord('or')) parts.push(this.#parseAnd());
    return join('or', parts);
  }

  #parseAnd(): RunQuery {
    const parts = [this.#parseNot()];
    for (let token = this.#next; token && token.kind !== 'close'; token = this.#next) {
      if (token.kind === 'word' && isBare(token) && token.text.toLowerCase() === 'or') break;
      this.#takeWord('and');
      parts.push(this.#parseNot());
    }
    return join('and', parts);
  }

  #parseNot(): RunQuery {
    const token = this.#next;
    if (token?.kind === 'minus') this.#index++;
    if (token?.kind === 'minus' || this.#takeWord('not')) return { kind: 'not', part: this.#parseNot() };
    return this.#parseTerm();
  }

  #parseTerm(): RunQuery {
    const token = this.#next;
    const end = this.#text.length;
    if (!token) throw new QueryError('Something is missing here', Math.max(0, end - 1), end);
    this.#index++;
    if (token.kind === 'close') throw new QueryError('Something is missing before this', token.at, token.end);
    if (token.kind !== 'open') return buildTerm(token);
    const query = this.#parseOr();
    if (this.#next?.kind !== 'close') throw new QueryError('This parenthesis is not closed', token.at, end);
    this.#index++;
    return query;
  }
}

/** A word that may be one of the language's own. */
function isBare({ field, isQuoted, comparison }: QueryToken): boolean {
  return field === '' && !isQuoted && !comparison;
}

function join(kind: 'and' | 'or', parts: readonly RunQuery[]): RunQuery {
  const [first] = parts;
  return parts.length === 1 && first ? first : { kind, parts };
}

function buildTerm(token: QueryToken): RunQuery {
  const { field, text, comparison, at, end } = token;
  const word = text.toLowerCase();
  if (isBare(token)) {
    if (word === 'and' || word === 'or')
      throw new QueryError(`Something is missing beside this “${word}”`, at, end);
    const state = STATES.find((candidate) => candidate === word);
    if (state) return { kind: 'state', state };
  }
  const statistic = STATISTICS.find((candidate) => candidate === field);
  if (comparison && (field === '' || statistic)) {
    const { sign } = comparison;
    if (!statistic && !token.isQuoted && (word === 'updated' || word === 'started')) {
      return { kind: word, sign, sec: parseAge(comparison.value, token) };
    }
    const value = parseValue(comparison.value, token);
    return { kind: 'value', statistic: statistic ?? 'last', tag: text, sign, value, at, end };
  }
  if (comparison) throw new QueryError(`“${field}:” cannot be compared`, at, end);
  if (statistic) {
    throw new QueryError(`“${field}:” needs a comparison: ${field}:${text}>0`, at, end);
  }
  if (field === 're') return { kind: 'name', pattern: parseExpression(token) };
  if (field === 'label') return { kind: 'label', text: word };
  if (field === 'note') return { kind: 'note', pattern: buildWordPattern(token) };
  return { kind: 'name', pattern: buildWordPattern(token) };
}

/** A word as an expression: "*" stands for anything, unless it is in quotes. */
function buildWordPattern({ text, isQuoted }: QueryToken): RegExp {
  const literal = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(isQuoted ? literal(text) : text.split('*').map(literal).join('.*'), 'is');
}

function parseExpression({ text, at, end }: QueryToken): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    // "Invalid regular expression: /val(/i: Unterminated group": the reader sees the expression anyway.
    throw new QueryError(`Not a regular expression: ${String(error).split(': ').at(-1)}`, at + 3, end);
  }
}

function parseValue(text: string, { at, end }: QueryToken): number {
  const word = text.toLowerCase();
  if (word === 'nan') return NaN;
  const value = word.endsWith('inf') ? Number(word.replace('inf', 'Infinity')) : Number(text);
  if (Number.isNaN(value))
    throw new QueryError(`“${text}” is not a number`, Math.max(at, end - text.length), end);
  return value;
}

/** "90s", "5min", "2h30m", "1d": seconds. */
function parseAge(text: string, { at, end }: QueryToken): number {
  let sec = 0;
  let rest = text;
  for (let part = takePart(rest); part; part = takePart(rest)) {
    sec += part.sec;
    rest = rest.slice(part.length);
  }
  if (rest !== '' || text === '') {
    throw new QueryError(
      `“${text}” is no age; write 90s, 5min, 2h, 1d`,
      Math.max(at, end - text.length),
      end,
    );
  }
  return sec;
}

function takePart(text: string): { readonly sec: number; readonly length: number } | undefined {
  const found = /^(\d+(?:\.\d+)?)([a-z]+)/i.exec(text);
  const unit = UNIT_SEC[found?.[2]?.toLowerCase() ?? ''];
  return found && unit !== undefined ? { sec: Number(found[1]) * unit, length: found[0].length } : undefined;
}

/** Whether two numbers compare so. NaN equals itself here: one asks for runs that end in it. */
export function compareNumbers(a: number, sign: Comparison, b: number): boolean {
  switch (sign) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '=':
      return Object.is(a, b) || a === b;
    case '!=':
      return !compareNumbers(a, '=', b);
  }
}

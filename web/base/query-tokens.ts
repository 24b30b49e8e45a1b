/** A piece of a query, and where it stands. */
export interface QueryToken {
  readonly kind: 'open' | 'close' | 'minus' | 'word';
  /** Of a word what it says: without quotes, and without its field. */
  readonly text: string;
  /** What stands before the ":" of a word, in small letters: "re", "label", "max" … Empty without one. */
  readonly field: string;
  /** What a comparison compares with, and how; absent for a word that compares nothing. */
  readonly comparison?: { readonly sign: Comparison; readonly value: string };
  /** Quoted words mean themselves: "live" in quotes is no state. */
  readonly isQuoted: boolean;
  /** First character, and the one after the last. */
  readonly at: number;
  readonly end: number;
}

export type Comparison = '<=' | '>=' | '!=' | '<' | '>' | '=';

/** What is wrong with a query, where. */
export class QueryError extends Error {
  /** First character, and the one after the last, of what is wrong. */
  readonly at: number;
  readonly end: number;

  constructor(message: string, at: number, end: number) {
    super(message);
    this.at = at;
    this.end = end;
  }
}

/** Takes everything up to the next space as it is: an expression may hold any sign. */
const RAW_FIELD = 're';
const FIELD = /([a-z]+):/iy;
/** Typed or pasted forms of a comparison. */
const SIGN = /\s*(<=|>=|!=|==|≤|≥|≠|<|>|=)\s*/y;
const SIGN_FORMS: Readonly<Record<string, Comparison>> = { '==': '=', '≤': '<=', '≥': '>=', '≠': '!=' };
const PLAIN = /[^\s()"<>=!≤≥≠]+|!(?!=)/y;
const QUOTED = /"((?:\\.|[^"\\])*)"/sy;

/**
 * Cuts a query into its pieces.
 *
 * @param fields names that mean something before a ":"; any other is part of the word
 * @throws QueryError where a quotation mark is not closed or a comparison has no value
 */
export function tokenizeQuery(text: string, fields: ReadonlySet<string>): QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text) ?? undefined;
    at += found?.[0].length ?? 0;
    return found;
  };
  /** A word, in quotes or not; undefined when none begins here. */
  const takeText = (): { text: string; isQuoted: boolean } | undefined => {
    if (text[at] !== '"') {
      let plain = '';
      for (let part = take(PLAIN); part; part = take(PLAIN)) plain += part[0];
      return plain === '' ? undefined : { text: plain, isQuoted: false };
    }
    const quoted = take(QUOTED)?.[1];
    if (quoted === undefined) throw new QueryError('This quotation mark is not closed', at, text.length);
    return { text: quoted.replace(/\\(.)/gs, '$1'), isQuoted: true };
  };
  for (;;) {
    take(/\s*/y);
    const start = at;
    const char = text[at];
    if (char === undefined) return tokens;
    const simple = { '(': 'open', ')': 'close', '-': 'minus' }[char] as
      'open' | 'close' | 'minus' | undefined;
    if (simple && (simple !== 'minus' || /[^\s)]/.test(text[at + 1] ?? ' '))) {
      at++;
      tokens.push({ kind: simple, text: char, field: '', isQuoted: false, at: start, end: at });
      continue;
    }
    const field = takeField(fields, take, () => (at = start));
    if (field === RAW_FIELD && text[at] !== '"') {
      const raw = cutExpression(/^\S*/.exec(text.slice(at))?.[0] ?? '');
      if (raw === '') throw new QueryError(`“${field}:” needs something after it`, start, at);
      at += raw.length;
      tokens.push({ kind: 'word', text: raw, field, isQuoted: false, at: start, end: at });
      continue;
    }
    const word = takeText();
    if (!word) {
      take(SIGN);
      const what = field
        ? `“${field}:” needs something after it`
        : 'Before a comparison stands what it is about';
      throw new QueryError(what, start, Math.max(at, start + 1));
    }
    const sign = take(SIGN)?.[1];
    let comparison: QueryToken['comparison'];
    if (sign !== undefined) {
      const value = takeText()?.text;
      if (value === undefined) throw new QueryError('This comparison needs a value', start, at);
      comparison = { sign: SIGN_FORMS[sign] ?? (sign as Comparison), value };
    }
    tokens.push({ kind: 'word', ...word, field, ...(comparison && { comparison }), at: start, end: at });
  }
}

function takeField(
  fields: ReadonlySet<string>,
  take: (pattern: RegExp) => RegExpExecArray | undefined,
  goBack: () => void,
): string {
  const field = take(FIELD)?.[1]?.toLowerCase() ?? '';
  if (fields.has(field)) return field;
  goBack();
  return '';
}

/** Without what follows a ")" that it does not open itself: that belongs to the query. */
function cutExpression(raw: string): string {
  let depth = 0;
  for (let k = 0; k < raw.length; k++) {
    if (raw[k] === '\\') k++;
    else if (raw[k] === '(') depth++;
    else if (raw[k] === ')' && --depth < 0) return raw.slice(0, k);
  }
  return raw;
}

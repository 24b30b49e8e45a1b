import { parsePattern } from '../base/parse-pattern.ts';

/** What decides the colour of a run: itself, or what an expression finds in its name. */
export type ColourRule = { readonly kind: 'run' } | { readonly kind: 'pattern'; readonly pattern: RegExp };

/** Written before an expression. */
const PATTERN_SIGN = 're:';

/** Reads "run" or "re:EXPRESSION"; what cannot be read colours by run. */
export function parseColourRule(text: string): ColourRule {
  const source = text.startsWith(PATTERN_SIGN) ? text.slice(PATTERN_SIGN.length) : '';
  const pattern = source === '' ? undefined : parsePattern(source);
  return pattern instanceof RegExp ? { kind: 'pattern', pattern } : { kind: 'run' };
}

export function formatPatternRule(source: string): string {
  return `${PATTERN_SIGN}${source}`;
}

/**
 * What of a name decides its colour, as TensorBoard has it: what the groups of the expression capture, or that it matches at
 * all where there are none. Undefined for a name that does not match: it is grey.
 */
export function captureKey(name: string, pattern: RegExp): string | undefined {
  const found = pattern.exec(name);
  return found
    ? found
        .slice(1)
        .map((part) => part ?? '')
        .join(' ')
    : undefined;
}

/** One thing that a person can choose, and how it is written down: in the address of the page or in the browser. */
export interface Setting<Value> {
  /** Its key in the address and in the storage. */
  readonly key: string;
  readonly initial: Value;
  /**
   * "view": part of what one looks at, so that it stands in the address and a link shows the same to others.
   * "habit": a choice of the person that lasts over links which say nothing of it; in the address too, so that others see
   * the same.
   * "reader": changes nothing that is shown, and is kept in the browser only.
   */
  readonly scope: 'view' | 'habit' | 'reader';
  /** Undefined when the text is no such value: then `initial` counts. */
  readonly parse: (text: string) => Value | undefined;
  readonly format: (value: Value) => string;
}

type Scope = Setting<unknown>['scope'];

/** On or off. */
export function flag(key: string, initial: boolean, scope: Scope = 'view'): Setting<boolean> {
  const parse = (written: string): boolean | undefined =>
    written === '1' ? true : written === '0' ? false : undefined;
  return { key, initial, scope, parse, format: (value) => (value ? '1' : '0') };
}

/** One of a few words. */
export function choice<const Word extends string>(
  key: string,
  words: readonly Word[],
  initial: NoInfer<Word>,
  scope: Scope = 'view',
): Setting<Word> {
  return {
    key,
    initial,
    scope,
    parse: (written) => words.find((word) => word === written),
    format: (value) => value,
  };
}

/** A number in a closed range. */
export function number(
  key: string,
  [min, max]: readonly [min: number, max: number],
  initial: number,
  scope: Scope = 'view',
): Setting<number> {
  const parse = (written: string): number | undefined => {
    const value = written.trim() === '' ? NaN : Number(written);
    return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : undefined;
  };
  return { key, initial, scope, parse, format: String };
}

/** Any text; empty by default. */
export function text(key: string, scope: Scope = 'view'): Setting<string> {
  return { key, initial: '', scope, parse: (value) => value, format: (value) => value };
}

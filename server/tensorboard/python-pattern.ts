/**
 * A regular expression written for Python, as far as JavaScript has the same: named groups and flags at the beginning
 * are written differently. Undefined when it is none.
 *
 * @param flags "y" to match at a place, "" to search
 */
export function pythonPattern(pattern: string, flags: '' | 'y'): RegExp | undefined {
  const [, named = '', rest = pattern] = /^\(\?([aimsxLu]+)\)(.*)$/s.exec(pattern) ?? [];
  const own = [...new Set(named)].filter((flag) => 'ims'.includes(flag)).join('');
  const source = rest.replaceAll('(?P<', '(?<').replaceAll(/\(\?P=(\w+)\)/g, '\\k<$1>');
  try {
    return new RegExp(source, flags + own);
  } catch {
    return undefined;
  }
}

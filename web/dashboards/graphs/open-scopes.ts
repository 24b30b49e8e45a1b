/** Longest text that goes into the address: servers and browsers refuse addresses of more than some thousand characters. */
const MAX_LENGTH = 4000;

/** Open scopes as one value of the page's address. Those that would make it too long are left out. */
export function formatOpenScopes(paths: readonly string[]): string {
  let text = '';
  for (const path of paths) {
    const next = `${text === '' ? '' : `${text},`}${path.replace(/[%,]/g, encodeURIComponent)}`;
    if (next.length <= MAX_LENGTH) text = next;
  }
  return text;
}

/** The reverse of `formatOpenScopes`; takes whatever stands in an address. */
export function parseOpenScopes(text: string): string[] {
  return text === '' ? [] : text.split(',').map(decode);
}

/** The scopes around a node, from the outside in. A path may hold "/" in odd places: each is taken for a border. */
export function scopesAround(path: string): string[] {
  const scopes: string[] = [];
  for (let at = path.indexOf('/', 1); at >= 0; at = path.indexOf('/', at + 1)) scopes.push(path.slice(0, at));
  return scopes;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

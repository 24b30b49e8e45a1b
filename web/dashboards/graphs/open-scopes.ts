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

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

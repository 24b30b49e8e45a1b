/** What a description may hold, as the server's own Markdown gives it; anything else stays as its text. */
const TAGS = new Set(
  'ul ol li p pre code blockquote h1 h2 h3 h4 h5 h6 hr br strong em table thead tbody tr td th'.split(' '),
);
/** Elements of which not even the text is meant to be read. */
const SILENT = new Set(['script', 'style', 'template', 'iframe', 'object', 'noscript']);
const LINK = /^(?:https?|mailto):/i;

/**
 * Builds nodes from HTML that comes from a log. Nothing of the text becomes markup by itself: it is parsed in a document
 * that runs and loads nothing, and of that only elements on a list are made anew, without attributes. Links open apart;
 * a picture, which would tell its host who looks, becomes a link to it.
 */
export function buildSafeHtml(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const parsed = new DOMParser().parseFromString(text, 'text/html');
  copyChildren(parsed.body, fragment);
  return fragment;
}

function copyChildren(from: Node, to: Node): void {
  for (const child of from.childNodes) {
    const copy = copyNode(child);
    if (copy) to.appendChild(copy);
  }
}

function copyNode(node: Node): Node | undefined {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.textContent ?? '');
  if (!(node instanceof Element)) return undefined;
  const name = node.localName;
  if (SILENT.has(name)) return undefined;
  const copy = TAGS.has(name) ? document.createElement(name) : copyLink(node);
  if (name !== 'img') copyChildren(node, copy);
  return copy;
}

/** A link or a picture as a link; of anything else only what is in it. */
function copyLink(node: Element): Node {
  const address = node.getAttribute(node.localName === 'img' ? 'src' : 'href') ?? '';
  if (!['a', 'img'].includes(node.localName) || !LINK.test(address)) return document.createDocumentFragment();
  const link = document.createElement('a');
  Object.assign(link, { href: address, target: '_blank', rel: 'noopener noreferrer' });
  if (node.localName === 'img') link.textContent = node.getAttribute('alt') || address;
  return link;
}

import MarkdownIt, { type Token } from 'markdown-it';

/**
 * Tags that may stand in the text as HTML, as TensorBoard's sanitiser has it; without attributes, and so without
 * anything to run or to load.
 */
const HARMLESS_TAG =
  /<\/?(?:ul|ol|li|p|pre|code|blockquote|h[1-6]|hr|br|strong|em|table|thead|tbody|td|tr|th)\s*\/?>/gi;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Links that a browser would run (javascript:, vbscript:, data:) stay text. */
const renderer = new MarkdownIt('commonmark', { html: true, linkify: false, xhtmlOut: false }).enable([
  'table',
]);
renderer.renderer.rules = {
  ...renderer.renderer.rules,
  html_block: (tokens, index) => `${withHarmlessTags(tokens[index]?.content ?? '').trimEnd()}\n\n`,
  html_inline: (tokens, index) => withHarmlessTags(tokens[index]?.content ?? ''),
  text: (tokens, index) => escapeHtml(tokens[index]?.content ?? ''),
  code_inline: (tokens, index) => `<code>${escapeHtml(tokens[index]?.content ?? '')}</code>`,
  code_block: (tokens, index) => codeBlock(tokens[index]?.content ?? ''),
  fence: (tokens, index) => codeBlock(tokens[index]?.content ?? '').replaceAll('"', '&quot;'),
  // Without the alignment, which is a style.
  th_open: () => '<th>',
  td_open: () => '<td>',
  image: (tokens, index) => imageTag(tokens[index]),
};

/**
 * Markdown out of a log file as HTML in which nothing runs: what is no harmless tag is escaped, as TensorBoard shows
 * it, not removed.
 */
export function markdownToHtml(text: string): string {
  return text === '' ? '' : renderer.render(text).trimEnd();
}

/** Text that shows as it is, between tags. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

function imageTag(token: Token | undefined): string {
  const title = token?.attrGet('title');
  const attributes = { alt: token?.content, src: token?.attrGet('src'), ...(title && { title }) };
  const pairs = Object.entries(attributes).map(([name, value]) => `${name}="${quoted(String(value ?? ''))}"`);
  return `<img ${pairs.join(' ')}>`;
}

function quoted(text: string): string {
  return escapeHtml(text).replaceAll('"', '&quot;');
}

function codeBlock(text: string): string {
  return `<pre><code>${escapeHtml(text)}</code></pre>\n`;
}

function withHarmlessTags(html: string): string {
  let shown = '';
  let from = 0;
  for (const { 0: tag, index } of html.matchAll(HARMLESS_TAG)) {
    shown += escapeHtml(html.slice(from, index)) + tag;
    from = index + tag.length;
  }
  return shown + escapeHtml(html.slice(from));
}

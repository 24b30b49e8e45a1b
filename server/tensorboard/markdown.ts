import MarkdownIt from 'markdown-it';

/** Raw HTML in the text is escaped, and links that a browser would run (javascript:, vbscript:, data:) stay text. */
const renderer = new MarkdownIt('commonmark', { html: false, linkify: false }).enable(['table']);

/** Descriptions come from log files: Markdown in, HTML without anything that runs out. */
export function markdownToHtml(text: string): string {
  return text === '' ? '' : renderer.render(text).trimEnd();
}

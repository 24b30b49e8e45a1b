import { escapeHtml, markdownToHtml } from './markdown.ts';
import type { StringTensor } from './string-tensor.ts';

/**
 * Shows a tensor of texts as TensorBoard does: one text as it is, a vector as a column, a matrix as a table, of more
 * dimensions the first matrix after a warning. Markdown becomes HTML in which nothing runs; plain text is escaped.
 */
export function textToHtml({ shape, values }: StringTensor, isMarkdown: boolean): string {
  const show = (bytes: Uint8Array): string => {
    const text = Buffer.from(bytes).toString();
    return isMarkdown ? markdownToHtml(text) : escapeHtml(text);
  };
  if (shape.length === 0) return values.map(show).join('');
  const columns = shape.length === 1 ? 1 : (shape.at(-1) ?? 0);
  const rows = shape.length === 1 ? values.length : values.length === 0 ? 0 : (shape.at(-2) ?? 0);
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = values.slice(row * columns, (row + 1) * columns).map((each) => `<td>${show(each)}</td>\n`);
    return `<tr>\n${cells.join('')}</tr>\n`;
  });
  const warning = shape.length > 2 ? markdownToHtml(tooManyDimensions(shape.length)) : '';
  return `${warning}<table>\n<tbody>\n${lines.join('')}</tbody>\n</table>`;
}

/** TensorBoard's words, its spaces too. */
function tooManyDimensions(count: number): string {
  return (
    `**Warning:** This text summary contained data of dimensionality ${count}, ` +
    'but only   2d tables are supported. Showing a 2d slice of the data instead.'
  );
}

/** A tag, or another text, as the name of a file: no separators of paths. */
export function toFileName(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what file names must not hold
  return text.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '_').slice(0, 120) || 'chart';
}

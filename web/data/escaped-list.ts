/**
 * Lists of texts in one text, for the address: "train/loss,a$,b" = ["train/loss", "a,b"]. A separator or "$" inside an
 * item is preceded by "$", so that names of tags, which hold neither, can be read.
 */
export function joinEscaped(items: readonly string[], separator: ',' | ':'): string {
  return items.map((item) => item.replace(/[$,:]/g, '$$$&')).join(separator);
}

/** Reads what `joinEscaped` wrote, one level: items may be lists of the other separator, still escaped. */
export function splitEscaped(text: string, separator: ',' | ':'): string[] {
  const items: string[] = [];
  let item = '';
  for (let k = 0; k < text.length; k++) {
    const char = text.charAt(k);
    if (char === '$') item += char + text.charAt(++k);
    else if (char === separator) {
      items.push(item);
      item = '';
    } else item += char;
  }
  items.push(item);
  return items;
}

export function unescapeItem(item: string): string {
  return item.replace(/\$(.?)/gs, '$1');
}

/** Blanks and comments; then a name or number, a string in quotes, or one other character. */
const TOKEN =
  /(?:\s+|#[^\n]*)*(?:([A-Za-z_][\w.]*|\.?\d(?:[\w.]|(?<=[eE])[+-])*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([^\s#]))/gsy;

const ESCAPES: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['v', 11],
]);

/** The tokens of protobuf text, one after the other. */
export class TextTokens {
  readonly #text: string;
  #position = 0;
  #next: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Line of the next token, from 1. */
  get line(): number {
    let line = 1;
    for (
      let at = this.#text.indexOf('\n');
      at >= 0 && at < this.#position;
      at = this.#text.indexOf('\n', at + 1)
    )
      line++;
    return line;
  }

  /** The next token, adjacent strings as one, still in quotes; "" at the end. */
  take(): string {
    const token = this.#next ?? this.#read();
    this.#next = undefined;
    if (!isQuoted(token)) return token;
    const parts = [token];
    for (let more = this.#read(); ; more = this.#read()) {
      if (!isQuoted(more)) {
        this.#next = more;
        return parts.join('');
      }
      parts.push(more);
    }
  }

  /** Takes the next token if it is this one. */
  skip(token: string): boolean {
    this.#next ??= this.#read();
    if (this.#next !== token) return false;
    this.#next = undefined;
    return true;
  }

  /** What strings in quotes stand for, UTF-8; undefined for another token. */
  stringBytes(token: string): Uint8Array | undefined {
    if (!isQuoted(token)) return undefined;
    const parts: Buffer[] = [];
    for (const [quoted] of token.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gs)) {
      parts.push(unescapeText(quoted.slice(1, -1)));
    }
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  #read(): string {
    TOKEN.lastIndex = this.#position;
    const match = TOKEN.exec(this.#text);
    if (match === null) {
      this.#position = this.#text.length;
      return '';
    }
    this.#position = TOKEN.lastIndex;
    return match[1] ?? match[2] ?? match[3] ?? '';
  }
}

function isQuoted(token: string): boolean {
  return token.startsWith('"') || token.startsWith("'");
}

function unescapeText(text: string): Buffer {
  if (!text.includes('\\')) return Buffer.from(text);
  const parts: Buffer[] = [];
  let plainFrom = 0;
  for (const match of text.matchAll(
    /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs,
  )) {
    const [whole, octal, hex, short, long, letter = ''] = match;
    parts.push(Buffer.from(text.slice(plainFrom, match.index)));
    plainFrom = match.index + whole.length;
    if (octal !== undefined) parts.push(Buffer.of(parseInt(octal, 8) & 0xff));
    else if (hex !== undefined) parts.push(Buffer.of(parseInt(hex, 16)));
    else if (short !== undefined || long !== undefined) {
      const point = parseInt(short ?? long ?? '', 16);
      parts.push(Buffer.from(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'));
    } else parts.push(ESCAPES.has(letter) ? Buffer.of(ESCAPES.get(letter) ?? 0) : Buffer.from(letter));
  }
  parts.push(Buffer.from(text.slice(plainFrom)));
  return Buffer.concat(parts);
}

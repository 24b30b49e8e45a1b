/** Characters at the end that always show: seeds and learning rates stand there. */
const TAIL_LENGTH = 9;

/**
 * A name in two parts, so that what does not fit is cut from the end of the first. Control characters become visible
 * signs, so that a line break in a name breaks no line.
 */
export function splitName(name: string): readonly [head: string, tail: string] {
  const characters = Array.from(name, visible);
  const headLength = Math.max(0, characters.length - TAIL_LENGTH);
  return [characters.slice(0, headLength).join(''), characters.slice(headLength).join('')];
}

/** U+2400 and on are pictures of the control characters; U+2421 is that of DEL. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '\u2421' : character;
}

/** Characters at the end that always show: seeds and learning rates stand there. */
const TAIL_LENGTH = 9;

/**
 * A name in two parts, so that what does not fit is cut from the end of the first. Control characters become visible,
 * so that a line break in a name breaks no line.
 */
export function splitName(name: string): readonly [head: string, tail: string] {
  // oxlint-disable-next-line no-control-regex -- they are what is meant
  const characters = [...name.replace(/[\u0000-\u001f\u007f]/g, '\ufffd')];
  const headLength = Math.max(0, characters.length - TAIL_LENGTH);
  return [characters.slice(0, headLength).join(''), characters.slice(headLength).join('')];
}

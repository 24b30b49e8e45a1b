/** A filter as a person types it: a regular expression, upper and lower case alike. What is wrong when it is not one. */
export function parsePattern(source: string): RegExp | { error: string } {
  try {
    return new RegExp(source, 'i');
  } catch (error) {
    // "Invalid regular expression: /val(/i: Unterminated group": the reader sees the expression anyway.
    const reason = String(error).split(': ').at(-1);
    return { error: `Not a regular expression: ${reason}` };
  }
}

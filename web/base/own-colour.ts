/** Name of the token that stands for a colour which is in no palette: "#aa3377" → "--rl-own-aa3377". */
export function ownColourToken(colour: string): string {
  return `--rl-own-${colour.slice(1)}`;
}

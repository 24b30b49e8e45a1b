/** Longest label that is drawn in full. Names end in what tells them apart, so the middle goes. */
const MAX_LENGTH = 30;
const KEPT_AT_END = 12;

/** Names that a framework gives to constants that nobody named. */
const UNNAMED_CONSTANT = /^const(?:_\d+)?$/i;

/** A label as it is drawn: long ones without their middle, blank ones as such. */
export function shortLabel(label: string): string {
  if (label.trim() === '') return '(no name)';
  const characters = [...label];
  if (characters.length <= MAX_LENGTH) return label;
  const start = characters.slice(0, MAX_LENGTH - KEPT_AT_END - 1).join('');
  return `${start}…${characters.slice(-KEPT_AT_END).join('')}`;
}

/** The label above a constant's circle; "" for those without a name of their own. */
export function constantLabel(label: string): string {
  return UNNAMED_CONSTANT.test(label) ? '' : shortLabel(label);
}

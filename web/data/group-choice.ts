/** Which groups of cards a person has opened (true) or closed (false), by name; the others follow the default. */
export type GroupChoice = ReadonlyMap<string, boolean>;

/** Cards that are made without being asked for: beyond that, groups start closed. */
const OPEN_CARD_COUNT = 400;

/** Reads what `formatGroupChoice` wrote: "train,-val" = train opened, val closed. */
export function parseGroupChoice(text: string | undefined): GroupChoice {
  const choice = new Map<string, boolean>();
  for (const part of text?.split(',') ?? []) {
    const isOpen = !part.startsWith('-');
    try {
      choice.set(decodeURIComponent(isOpen ? part : part.slice(1)), isOpen);
    } catch {
      // A link that was cut or edited: that one group follows the default.
    }
  }
  return choice;
}

/** For the URL; undefined when nothing was chosen. */
export function formatGroupChoice(choice: GroupChoice): string | undefined {
  const parts = [...choice].map(([name, isOpen]) => (isOpen ? '' : '-') + encodeName(name));
  return parts.length > 0 ? parts.join(',') : undefined;
}

/**
 * The names of the groups that are open: those chosen, and of the others the first ones as long as all cards together
 * are few; the very first in any case.
 */
export function computeOpenGroups(
  groups: readonly { readonly name: string; readonly cardCount: number }[],
  choice: GroupChoice,
): Set<string> {
  const open = new Set<string>();
  let cardCount = 0;
  let isFull = false;
  for (const [index, group] of groups.entries()) {
    cardCount += group.cardCount;
    isFull ||= index > 0 && cardCount > OPEN_CARD_COUNT;
    if (choice.get(group.name) ?? !isFull) open.add(group.name);
  }
  return open;
}

/** A leading "-" would read as closed. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/^-/, '%2D');
}

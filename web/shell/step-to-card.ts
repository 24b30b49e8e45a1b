import type { RlCard } from '../widgets/rl-card.ts';

/**
 * Puts the focus on the next card below an element (1), or on the one before (-1), which brings it into sight. From nowhere
 * it begins with the first card in sight. Does nothing at the ends.
 */
export function stepToCard(within: Element, step: 1 | -1): void {
  const cards = [...findCards(within)];
  const present = cards.findIndex((card) => card.matches(':focus-within'));
  const next = present < 0 ? cards.find(isInSight) : cards[present + step];
  next?.focus();
}

/** Also in shadow roots, in the order of the document; cards hold no others. */
function* findCards(within: Element): Generator<RlCard> {
  for (const element of within.shadowRoot?.querySelectorAll('*') ?? []) {
    if (element.localName === 'rl-card') yield element as RlCard;
    else if (element.shadowRoot) yield* findCards(element);
  }
}

/** Its head is: one of which only the foot shows is not where one looks. */
function isInSight(card: RlCard): boolean {
  const { top, height } = card.getBoundingClientRect();
  return height > 0 && top >= 0 && top < innerHeight;
}

import { html } from 'lit';
import type { CardChoice } from '../data/card-choice.ts';
import type { ValueScale } from '../data/setting-list.ts';
import '../widgets/rl-icon-button.ts';

/** What a menu calls the scales of an axis. */
export const SCALE_LABELS: Readonly<Record<ValueScale, string>> = {
  linear: 'Linear values',
  log: 'Logarithmic values',
  symlog: 'Symmetric logarithmic values',
};

/** Lets the axes follow the data again; it can't be pressed while they do. */
export function renderFitButton(isFitted: boolean, fit: () => void): unknown {
  return html`<rl-icon-button
    small
    icon="fit"
    label="Fit the axes to the data"
    ?disabled=${isFitted}
    @click=${fit}
  ></rl-icon-button>`;
}

/** Puts a card above all others, or back. */
export function renderPinButton(isPinned: boolean, toggle: () => void): unknown {
  return html`<rl-icon-button
    small
    icon="pin"
    label=${isPinned ? 'Take the pin out' : 'Pin to the top'}
    .pressed=${isPinned}
    @click=${toggle}
  ></rl-icon-button>`;
}

/** Makes a card as wide as the page, or as the others. */
export function renderWidthButton({ isWide }: CardChoice, change: (changes: CardChoice) => void): unknown {
  return html`<rl-icon-button
    small
    icon="expand"
    label=${isWide ? 'As wide as the others' : 'As wide as the page'}
    .pressed=${isWide === true}
    @click=${() => change({ isWide: isWide ? undefined : true })}
  ></rl-icon-button>`;
}

import { css, html, LitElement, svg } from 'lit';
import type { CardChoice } from '../../data/card-choice.ts';
import type { CardChoices } from '../../data/card-choices.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import { tagDash, type CardTag } from './card-lines.ts';
import { withOtherAxis, withoutTag } from './choose-tags.ts';

/** Which stroke is which tag, in a card with several, with what can be done about each. */
export class RlCardLegend extends LitElement {
  static override properties = {
    cards: { attribute: false },
    tag: {},
    tags: { attribute: false },
    choice: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: absolute;
        z-index: 1;
        /* Below what the chart says in its corner. */
        top: 18px;
        right: 6px;
        max-width: 62%;
        max-height: 60%;
        border-radius: var(--rl-r1);
        background: color-mix(in srgb, var(--rl-card) 82%, transparent);
        font-size: var(--rl-t-tick);
        overflow: hidden;
      }
      /* Beside the labels of the axis on the right, not above them. */
      :host([inset]) {
        right: 48px;
      }
      :host(:hover) {
        overflow-y: auto;
      }
      li {
        display: flex;
        align-items: center;
        gap: 5px;
        height: 18px;
        padding: 0 4px;
      }
      svg {
        flex: none;
        width: 22px;
        height: 8px;
        stroke: var(--rl-text-2);
        stroke-width: 1.5;
      }
      rl-icon-button {
        display: none;
        margin: -3px -2px;
      }
      li:hover rl-icon-button,
      li:focus-within rl-icon-button {
        display: inline-flex;
      }
    `,
  ];

  declare cards: CardChoices;
  /** The card's own tag, which stays. */
  declare tag: string;
  declare tags: readonly CardTag[];
  declare choice: CardChoice;

  protected override willUpdate(): void {
    this.toggleAttribute(
      'inset',
      this.tags.some(({ isOnRight }) => isOnRight),
    );
  }

  protected override render(): unknown {
    return html`<ul aria-label="Tags of this chart">
      ${this.tags.map((member, index) => this.#item(member, index))}
    </ul>`;
  }

  #item({ tag, isOnRight }: CardTag, index: number): unknown {
    const change = (choice: CardChoice): void => this.cards.change(this.tag, choice);
    const side = isOnRight ? 'left' : 'right';
    return html`<li>
      <svg viewBox="0 0 22 8" aria-hidden="true">
        ${svg`<path d="M0 4h22" stroke-dasharray=${tagDash(index).join(' ')}></path>`}
      </svg>
      <span class="cut" title=${tag}>${tag}</span>
      ${isOnRight ? html`<span class="faint">right</span>` : ''}
      <rl-icon-button
        small
        icon="wide"
        label="Draw ${tag} against the ${side} axis"
        @click=${() => change(withOtherAxis(this.tag, this.choice, tag))}
      ></rl-icon-button>
      ${
        index === 0
          ? ''
          : html`<rl-icon-button
              small
              icon="close"
              label="Take ${tag} out of this chart"
              @click=${() => change(withoutTag(this.choice, tag))}
            ></rl-icon-button>`
      }
    </li>`;
  }
}
customElements.define('rl-card-legend', RlCardLegend);

declare global {
  interface HTMLElementTagNameMap {
    'rl-card-legend': RlCardLegend;
  }
}

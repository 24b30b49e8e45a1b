import { css, html, LitElement } from 'lit';
import type { BrowsedTags, TagChoices } from '../data/tag-browser.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import type { CardGroup, GroupToggled, RenderCard } from '../widgets/rl-card-groups.ts';
import '../widgets/rl-card-groups.ts';
import '../widgets/rl-empty.ts';
import '../widgets/rl-no-match.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';

/** The cards of a dashboard in their groups, or why there are none. */
export class RlTagCards extends LitElement {
  static override properties = {
    session: { attribute: false },
    browser: { attribute: false },
    browsed: { attribute: false },
    groups: { attribute: false },
    renderCard: { attribute: false },
    noun: {},
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
    `,
  ];

  declare session: Session;
  declare browser: TagChoices;
  declare browsed: Pick<BrowsedTags, 'filter' | 'knownCount' | 'groups'>;
  declare groups: readonly CardGroup[];
  declare renderCard: RenderCard;
  /** What there is to see, in the plural: "scalars". */
  declare noun: string;

  protected override render(): unknown {
    const { browser, browsed, noun, session } = this;
    if (session.selection.drawn.length === 0) {
      return this.#renderEmpty('No run is drawn', `Tick runs in the list to see their ${noun} here.`);
    }
    if (browsed.knownCount === 0) {
      return this.#renderEmpty(`No drawn run has ${noun}`, 'Other runs have: tick more of them in the list.');
    }
    if (browsed.groups.length === 0) {
      return html`<rl-no-match
        .filter=${browsed.filter}
        .knownCount=${browsed.knownCount}
        .nearest=${browser.findNearest(browsed.filter)}
        @value-changed=${(event: ValueChanged<string>) => browser.setFilter(event.value)}
      ></rl-no-match>`;
    }
    return html`<rl-card-groups
      .groups=${this.groups}
      .renderCard=${this.renderCard}
      @group-toggled=${(event: GroupToggled) => browser.chooseGroup(event.name, event.isOpen)}
    ></rl-card-groups>`;
  }

  #renderEmpty(heading: string, advice: string): unknown {
    const drawAll = (): void => this.session.selection.setMatching('', true);
    return html`<rl-empty .heading=${heading}>
      <p>${advice}</p>
      <button slot="actions" type="button" class="button primary" @click=${drawAll}>Draw all runs</button>
    </rl-empty>`;
  }
}
customElements.define('rl-tag-cards', RlTagCards);

declare global {
  interface HTMLElementTagNameMap {
    'rl-tag-cards': RlTagCards;
  }
}

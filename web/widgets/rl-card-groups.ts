import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatInteger } from '../base/format.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon.ts';
import { ViewportWatcher } from './viewport-watcher.ts';

/** Cards under one head. */
export interface CardGroup {
  readonly name: string;
  /** Shown instead of an empty name. */
  readonly title: string;
  /** How many of how many: "4 of 31". */
  readonly count: string;
  /** What is hidden and why; empty when nothing is. */
  readonly note: string;
  readonly isOpen: boolean;
  /** Key of each card, unique in its group. */
  readonly keys: readonly string[];
  /** A button in the head that acts on the group as a whole. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

/** Makes a card: by its key, the watcher that tells it when it is near, and the name of its group. */
export type RenderCard = (key: string, watcher: ViewportWatcher, group: string) => unknown;

/** A person has opened or closed a group. */
export class GroupToggled extends Event {
  readonly name: string;
  readonly isOpen: boolean;

  constructor(name: string, isOpen: boolean) {
    super('group-toggled');
    this.name = name;
    this.isOpen = isOpen;
  }
}

/** Cards of one group that are made at once; more on demand, so that a group of ten thousand opens as fast. */
const PAGE_SIZE = 240;

/**
 * Groups of cards in a grid that scrolls. Closed groups hold no cards. Cards are made by `renderCard`, and get by it
 * what tells them whether they are near the visible part: what is expensive waits for that.
 */
export class RlCardGroups extends LitElement {
  static override properties = {
    groups: { attribute: false },
    renderCard: { attribute: false },
    limits: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        flex: 1;
        min-height: 0;
        overflow: auto;
        scrollbar-gutter: stable;
        padding: 0 var(--rl-s3) var(--rl-s3);
        /* The page's own anchoring would fight with cards that get their content. */
        overflow-anchor: none;
      }
      .title {
        position: sticky;
        z-index: var(--rl-z-sticky);
        top: 0;
        display: flex;
        align-items: center;
        gap: var(--rl-s3);
        height: 32px;
        /* To the edges: cards scroll away below it. */
        margin: 0 calc(-1 * var(--rl-s3));
        padding: 3px calc(var(--rl-s3) + 2px) 0;
        background: var(--rl-page);
      }
      h2 {
        flex: 1;
        min-width: 0;
        height: 100%;
      }
      .action {
        flex: none;
        font-size: var(--rl-t-small);
      }
      .head {
        display: flex;
        align-items: center;
        gap: 6px;
        width: 100%;
        height: 100%;
        font-size: var(--rl-t-base);
        font-weight: var(--rl-w-strong);
        text-align: left;
      }
      .head rl-icon {
        width: 12px;
        height: 12px;
        color: var(--rl-text-3);
      }
      small {
        flex: none;
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
        font-weight: var(--rl-w-normal);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(var(--rl-card-min), 100%), 1fr));
        gap: var(--rl-gap);
        /* A card that grows leaves its neighbours as they are. */
        align-items: start;
        /* What is as wide as the page leaves no hole before it. */
        grid-auto-flow: dense;
      }
      .more {
        margin-top: var(--rl-gap);
      }
    `,
  ];

  declare groups: readonly CardGroup[];
  declare renderCard: RenderCard;
  /** How many cards of a group are made, by name, where it is more than a page. */
  declare protected limits: ReadonlyMap<string, number>;

  readonly #watcher = new ViewportWatcher(() => this);

  constructor() {
    super();
    this.groups = [];
    this.limits = new Map();
  }

  protected override render(): unknown {
    return repeat(
      this.groups,
      ({ name }) => name,
      (group) => this.#renderGroup(group),
    );
  }

  #renderGroup(group: CardGroup): unknown {
    const { name, title, count, note, isOpen, action } = group;
    const toggle = (): void => void this.dispatchEvent(new GroupToggled(name, !isOpen));
    return html`<section aria-label=${title}>
      <div class="title">
        <h2>
          <button type="button" class="head" aria-expanded=${isOpen} @click=${toggle}>
            <rl-icon .name=${isOpen ? 'chevron-down' : 'chevron-right'}></rl-icon>
            <span class="cut" title=${title}>${title}</span>
            <small>${count}</small>
            <span class="grow"></span>
            <small>${note}</small>
          </button>
        </h2>
        ${
          action
            ? html`<button type="button" class="link action" @click=${action.run}>${action.label}</button>`
            : nothing
        }
      </div>
      ${isOpen ? this.#renderCards(group) : nothing}
    </section>`;
  }

  #renderCards({ name, keys }: CardGroup): unknown {
    const limit = this.limits.get(name) ?? PAGE_SIZE;
    const left = keys.length - limit;
    const cards = repeat(
      left > 0 ? keys.slice(0, limit) : keys,
      (key) => key,
      (key) => this.renderCard(key, this.#watcher, name),
    );
    const more = (): void => {
      this.limits = new Map(this.limits).set(name, limit + PAGE_SIZE);
    };
    return html`<div class="grid">${cards}</div>
      ${
        left > 0
          ? html`<button type="button" class="button more" @click=${more}>
              Show ${formatInteger(Math.min(left, PAGE_SIZE))} more of ${formatInteger(left)}
            </button>`
          : nothing
      }`;
  }
}
customElements.define('rl-card-groups', RlCardGroups);

declare global {
  interface HTMLElementTagNameMap {
    'rl-card-groups': RlCardGroups;
  }
}

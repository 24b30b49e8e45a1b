import { css, html, LitElement, nothing } from 'lit';
import { formatPlural } from '../../base/format.ts';
import { buildCardGroup, buildPinnedGroup, PINNED } from '../../cards/build-card-group.ts';
import { DescriptionsController } from '../../cards/descriptions-controller.ts';
import '../../cards/rl-tag-cards.ts';
import { TagCardsController } from '../../cards/tag-cards-controller.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import { toSettingsText } from '../../data/settings-text.ts';
import type { BrowsedTags, TagBrowser } from '../../data/tag-browser.ts';
import type { Session } from '../../data/types.ts';
import { WatchController } from '../../data/watch-controller.ts';
import { HistogramCards } from '../../histogram-cards/histogram-cards.ts';
import { readRunsView } from '../../histogram-cards/read-view.ts';
import { StepExtent } from '../../histogram-cards/step-extent.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { CardGroup } from '../../widgets/rl-card-groups.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import './rl-histograms-toolbar.ts';

/** The histograms of the drawn runs: a card for each run and tag, or for each tag where runs are compared, in groups. */
export class RlHistograms extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        --rl-card-min: 320px;
        --rl-card-height: 240px;
      }
    `,
  ];

  declare session: Session;

  readonly #tags = new TagCardsController(
    this,
    {
      plugin: 'histograms',
      // The same as that of scalars.
      filterKey: 'tagFilter',
      groupsKey: 'histogramGroups',
      countCards: (runCount) =>
        !this.areDistributions && readRunsView(this.session.settings) ? 1 : runCount,
    },
    ['histogramPins', 'histogramTagPins', 'cards'],
  );
  readonly #descriptions = new DescriptionsController(this);
  readonly #extent = new StepExtent();
  #cards: HistogramCards | undefined;

  constructor() {
    super();
    new WatchController(
      this,
      () => this.session.settings,
      () => toSettingsText(this.session.settings),
    );
  }

  protected override render(): unknown {
    const { browser } = this.#tags;
    const browsed = this.#tags.browse();
    if (!browser || !browsed) return nothing;
    const { session, areDistributions } = this;
    this.#cards ??= new HistogramCards({
      session,
      descriptions: this.#descriptions,
      extent: this.#extent,
      areDistributions,
    });
    const width = session.settings.get(SETTINGS.cardWidth);
    return html`<rl-histograms-toolbar
        .session=${session}
        .browser=${browser}
        .browsed=${browsed}
        .extent=${this.#extent}
        .areDistributions=${areDistributions}
        .settingsText=${toSettingsText(session.settings)}
      ></rl-histograms-toolbar>
      <rl-tag-cards
        ${styleProperties({ '--rl-card-min': width > 0 ? `${width}px` : undefined })}
        noun="histograms"
        .session=${session}
        .browser=${browser}
        .browsed=${browsed}
        .groups=${this.#buildGroups(this.#cards, browser, browsed)}
        .renderCard=${this.#renderCard}
      ></rl-tag-cards>`;
  }

  /** Whether percentiles are shown, rather than what the settings say. */
  protected get areDistributions(): boolean {
    return false;
  }

  #buildGroups(cards: HistogramCards, browser: TagBrowser, { groups, runsByTag }: BrowsedTags): CardGroup[] {
    cards.update(runsByTag);
    const built = groups.map((group) => {
      const runs = new Set(group.tags.flatMap((tag) => runsByTag.get(tag) ?? []));
      const keys = group.tags.flatMap((tag) => cards.keysOf(tag));
      return buildCardGroup(group, keys, ` · ${formatPlural(runs.size, 'run')}`);
    });
    const isOpen = browser.isOwnGroupOpen(PINNED);
    const keyOf = (key: string): string | undefined => (cards.has(key) ? key : undefined);
    const pinned = buildPinnedGroup([{ pins: cards.pins, keyOf }], isOpen);
    return pinned ? [pinned, ...built] : built;
  }

  readonly #renderCard = (key: string, watcher: ViewportWatcher, group: string): unknown =>
    this.#cards?.render(key, watcher, group);
}
customElements.define('rl-histograms', RlHistograms);

declare global {
  interface HTMLElementTagNameMap {
    'rl-histograms': RlHistograms;
  }
}

import type { DescriptionsController } from '../../cards/descriptions-controller.ts';
import { TagCardsController, type TagCardsHost } from '../../cards/tag-cards-controller.ts';
import { JoinedBrowser } from '../../data/joined-browser.ts';
import { SETTINGS, type CardKinds } from '../../data/setting-list.ts';
import type { BrowsedTags, TagChoices } from '../../data/tag-browser.ts';
import type { HistogramCards } from '../../histogram-cards/histogram-cards.ts';
import { readRunsView } from '../../histogram-cards/read-view.ts';
import { StepExtent } from '../../histogram-cards/step-extent.ts';

/** Tags of the kinds of cards that are shown. */
export interface BrowsedKinds extends Omit<BrowsedTags, 'runsByTag'> {
  /** Undefined where that kind is not shown. */
  readonly scalars: BrowsedTags | undefined;
  readonly histograms: BrowsedTags | undefined;
  readonly browser: TagChoices;
}

/**
 * What the dashboard shows cards of: scalars, histograms or both, with one filter and the same groups. The code of histogram
 * cards is loaded when they are first wanted. Renders its host when any of that changes.
 */
export class KindsController {
  readonly #host: TagCardsHost;
  readonly #descriptions: DescriptionsController;
  readonly #scalars: TagCardsController;
  readonly #histograms: TagCardsController;
  #cards: HistogramCards | undefined;
  #isLoading = false;

  /** The host is rendered as well when one of these keys of the address changes. */
  constructor(host: TagCardsHost, descriptions: DescriptionsController, viewKeys: readonly string[]) {
    this.#host = host;
    this.#descriptions = descriptions;
    const keys = { filterKey: 'tagFilter', groupsKey: 'groups' };
    this.#scalars = new TagCardsController(
      host,
      { ...keys, plugin: 'scalars', countCards: () => 1 },
      viewKeys,
    );
    this.#histograms = new TagCardsController(
      host,
      {
        ...keys,
        plugin: 'histograms',
        countCards: (runCount) => (readRunsView(host.session.settings) ? 1 : runCount),
      },
      ['histogramPins', 'histogramTagPins'],
    );
  }

  get chosen(): CardKinds {
    return this.#host.session.settings.get(SETTINGS.cardKinds);
  }

  /** Whether there is anything to choose from. */
  get hasChoice(): boolean {
    const { drawn } = this.#host.session.selection;
    return this.chosen !== 'scalars' || drawn.some(({ tagsByPlugin }) => tagsByPlugin.has('histograms'));
  }

  /** Undefined until their code has been loaded. */
  get cards(): HistogramCards | undefined {
    return this.#cards;
  }

  /** Undefined until the catalogue is known. */
  browse(): BrowsedKinds | undefined {
    const { chosen } = this;
    const scalars = chosen === 'histograms' ? undefined : this.#scalars.browse();
    const histograms = chosen === 'scalars' ? undefined : this.#histograms.browse();
    const first = scalars ?? histograms;
    if (!first) return undefined;
    if (histograms) void this.#load();
    const { filter, filterError } = first;
    const shown = [scalars && this.#scalars, histograms && this.#histograms];
    return {
      filter,
      filterError,
      knownCount: (scalars?.knownCount ?? 0) + (histograms?.knownCount ?? 0),
      groups: [...(scalars?.groups ?? []), ...(histograms?.groups ?? [])],
      scalars,
      histograms,
      browser: new JoinedBrowser(shown.flatMap((tags) => tags?.browser ?? [])),
    };
  }

  /** Whether a group that is not made of tags is open. */
  isOwnGroupOpen(name: string): boolean {
    return this.#scalars.browser?.isOwnGroupOpen(name) ?? true;
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    const { HistogramCards } = await import('../../histogram-cards/histogram-cards.ts');
    this.#cards = new HistogramCards({
      session: this.#host.session,
      descriptions: this.#descriptions,
      extent: new StepExtent(),
      areDistributions: false,
    });
    this.#host.requestUpdate();
  }
}

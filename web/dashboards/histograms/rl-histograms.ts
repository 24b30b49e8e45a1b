import { css, html, LitElement, nothing } from 'lit';
import { formatPlural } from '../../base/format.ts';
import { buildCardGroup, buildPinnedGroup, isOutsideItsGroup, PINNED } from '../../cards/build-card-group.ts';
import { DescriptionsController } from '../../cards/descriptions-controller.ts';
import '../../cards/rl-tag-cards.ts';
import { TagCardsController } from '../../cards/tag-cards-controller.ts';
import { Pins } from '../../data/pins.ts';
import type { Setting } from '../../data/setting.ts';
import { SETTINGS, type SeriesView } from '../../data/setting-list.ts';
import type { BrowsedTags, TagBrowser } from '../../data/tag-browser.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { WatchController } from '../../data/watch-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { CardGroup } from '../../widgets/rl-card-groups.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import './rl-histogram-card.ts';
import './rl-histograms-toolbar.ts';
import './rl-runs-card.ts';
import type { RunsView } from './rl-runs-card.ts';
import { StepExtent } from './step-extent.ts';

/** What one card shows: one run, or all that have the tag. */
interface CardSeries {
  readonly runs: readonly RunInfo[];
  readonly tag: string;
}

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

  readonly #cards = new TagCardsController(
    this,
    {
      plugin: 'histograms',
      // The same as that of scalars.
      filterKey: 'tagFilter',
      groupsKey: 'histogramGroups',
      countCards: (runCount) => (this.#runsView ? 1 : runCount),
    },
    ['histogramPins', 'histogramTagPins', 'cards'],
  );
  readonly #descriptions = new DescriptionsController(this, 'histograms');
  readonly #extent = new StepExtent();
  #seriesByKey: ReadonlyMap<string, CardSeries> = new Map();

  constructor() {
    super();
    new WatchController(
      this,
      () => this.session.settings,
      () => this.#settingsText,
    );
  }

  protected override render(): unknown {
    const { browser } = this.#cards;
    const browsed = this.#cards.browse();
    if (!browser || !browsed) return nothing;
    const width = this.session.settings.get(SETTINGS.cardWidth);
    return html`<rl-histograms-toolbar
        .session=${this.session}
        .browser=${browser}
        .browsed=${browsed}
        .extent=${this.#extent}
        .areDistributions=${this.areDistributions}
        .settingsText=${this.#settingsText}
      ></rl-histograms-toolbar>
      <rl-tag-cards
        ${styleProperties({ '--rl-card-min': width > 0 ? `${width}px` : undefined })}
        noun="histograms"
        .session=${this.session}
        .browser=${browser}
        .browsed=${browsed}
        .groups=${this.#buildGroups(browser, browsed)}
        .renderCard=${this.#renderCard}
      ></rl-tag-cards>`;
  }

  /** Whether percentiles are shown, rather than what the settings say. */
  protected get areDistributions(): boolean {
    return false;
  }

  #buildGroups(browser: TagBrowser, { groups, runsByTag }: BrowsedTags): CardGroup[] {
    const seriesByKey = new Map<string, CardSeries>();
    const keysOf = (tag: string): string[] => {
      const runs = runsByTag.get(tag) ?? [];
      if (this.#runsView) return [tag];
      return runs.map((run) => toKey(run, tag));
    };
    for (const [tag, runs] of runsByTag) {
      if (this.#runsView) seriesByKey.set(tag, { runs, tag });
      else for (const run of runs) seriesByKey.set(toKey(run, tag), { runs: [run], tag });
    }
    this.#seriesByKey = seriesByKey;
    const built = groups.map((group) => {
      const runs = new Set(group.tags.flatMap((tag) => runsByTag.get(tag) ?? []));
      return buildCardGroup(group, group.tags.flatMap(keysOf), ` · ${formatPlural(runs.size, 'run')}`);
    });
    const isOpen = browser.isOwnGroupOpen(PINNED);
    const pinned = buildPinnedGroup(this.#pins, ({ key }) => seriesByKey.has(key), isOpen);
    return pinned ? [pinned, ...built] : built;
  }

  readonly #renderCard = (key: string, watcher: ViewportWatcher, group: string): unknown => {
    const series = this.#seriesByKey.get(key);
    if (!series) return nothing;
    const { session } = this;
    const view = this.#runsView;
    const cardKey = view ? `\n${view}\n${key}` : key;
    const common = {
      pins: this.#pins,
      isPinned: this.#pins.has(key),
      choice: session.cards.of(cardKey),
      description: this.#descriptions.of(series.tag),
      hasPrefix: isOutsideItsGroup(group),
    };
    if (view)
      return html`<rl-runs-card
        .session=${session}
        .watcher=${watcher}
        .extent=${this.#extent}
        .runs=${series.runs}
        .tag=${series.tag}
        .view=${view}
        .cardKey=${cardKey}
        .choice=${common.choice}
        .pins=${common.pins}
        .isPinned=${common.isPinned}
        .description=${common.description}
        .hasPrefix=${common.hasPrefix}
        .settingsText=${this.#settingsText}
      ></rl-runs-card>`;
    return html`<rl-histogram-card
      .session=${session}
      .watcher=${watcher}
      .extent=${this.#extent}
      .run=${series.runs[0]}
      .tag=${series.tag}
      .view=${this.areDistributions ? 'bands' : (common.choice.view ?? this.#seriesView)}
      .cardKey=${cardKey}
      .choice=${common.choice}
      .pins=${common.pins}
      .isPinned=${common.isPinned}
      .description=${common.description}
      .hasPrefix=${common.hasPrefix}
      .settingsText=${this.#settingsText}
    ></rl-histogram-card>`;
  };

  /** The view of cards of several runs; undefined while each card has one. */
  get #runsView(): RunsView | undefined {
    const view = this.session.settings.get(SETTINGS.histogramView);
    return !this.areDistributions && (view === 'compare' || view === 'curves') ? view : undefined;
  }

  get #seriesView(): SeriesView {
    const view = this.session.settings.get(SETTINGS.histogramView);
    return view === 'compare' || view === 'curves' ? 'ridges' : view;
  }

  /** Cards of a run are pinned by themselves, those of several runs too. */
  get #pins(): Pins {
    return new Pins(this.session.view, this.#runsView ? 'histogramTagPins' : 'histogramPins');
  }

  /** All settings in one text, which changes when any of them does. */
  get #settingsText(): string {
    const all = Object.values(SETTINGS) as readonly Setting<unknown>[];
    return all.map((setting) => setting.format(this.session.settings.get(setting))).join('\0');
  }
}
customElements.define('rl-histograms', RlHistograms);

/** By name, not by id, so that pins outlive the server; a name of a run may hold anything but a line's end. */
function toKey(run: RunInfo, tag: string): string {
  return `${run.name}\n${tag}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rl-histograms': RlHistograms;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { formatPlural } from '../../base/format.ts';
import { buildCardGroup, buildPinnedGroup, isOutsideItsGroup, PINNED } from '../../cards/build-card-group.ts';
import { DescriptionsController } from '../../cards/descriptions-controller.ts';
import '../../cards/rl-tag-cards.ts';
import '../../cards/rl-tag-filter.ts';
import { TagCardsController } from '../../cards/tag-cards-controller.ts';
import type { AxisKind } from '../../charts/axis-ticks.ts';
import { Pins } from '../../data/pins.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import type { BrowsedTags, TagBrowser } from '../../data/tag-browser.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { WatchController } from '../../data/watch-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { CardGroup } from '../../widgets/rl-card-groups.ts';
import '../../widgets/rl-segmented.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import '../../widgets/rl-toolbar.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import './rl-histogram-card.ts';

const DEPTHS = [
  { value: 'step', label: 'Step' },
  { value: 'relative', label: 'Relative' },
  { value: 'wall', label: 'Wall' },
] as const;

/** What one card shows. */
interface Series {
  readonly run: RunInfo;
  readonly tag: string;
}

/** The histograms of the drawn runs: a card for each run and tag, in groups. */
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
      filterKey: 'histogramFilter',
      groupsKey: 'histogramGroups',
      countCards: (runCount) => runCount,
    },
    ['depth', 'histogramPins'],
  );
  readonly #descriptions = new DescriptionsController(this, 'histograms');
  #pins: Pins | undefined;
  #seriesByKey: ReadonlyMap<string, Series> = new Map();

  constructor() {
    super();
    new WatchController(
      this,
      () => this.session.settings,
      () => this.session.settings.get(SETTINGS.cardWidth),
    );
    new WatchController(
      this,
      () => this.session.settings,
      () => this.#linkedSteps,
    );
  }

  protected override render(): unknown {
    const { browser } = this.#cards;
    const browsed = this.#cards.browse();
    if (!browser || !browsed) return nothing;
    this.#pins ??= new Pins(this.session.view, 'histogramPins');
    const width = this.session.settings.get(SETTINGS.cardWidth);
    return html`${this.#renderToolbar(browser, browsed)}
      <rl-tag-cards
        ${styleProperties({ '--rl-card-min': width > 0 ? `${width}px` : undefined })}
        noun="histograms"
        .session=${this.session}
        .browser=${browser}
        .browsed=${browsed}
        .groups=${this.#buildGroups(browser, browsed, this.#pins)}
        .renderCard=${this.#renderCard}
      ></rl-tag-cards>`;
  }

  #renderToolbar(browser: TagBrowser, browsed: BrowsedTags): unknown {
    const { view } = this.session;
    return html`<rl-toolbar aria-label="View">
      <rl-tag-filter .browser=${browser} .browsed=${browsed}></rl-tag-filter>
      <rl-segmented
        label="Depth"
        .options=${DEPTHS}
        .value=${this.#depth}
        @value-changed=${(event: ValueChanged<string>) =>
          view.set('depth', event.value === 'step' ? undefined : event.value)}
      ></rl-segmented>
    </rl-toolbar>`;
  }

  #buildGroups(browser: TagBrowser, { groups, runsByTag }: BrowsedTags, pins: Pins): CardGroup[] {
    const seriesByKey = new Map<string, Series>();
    for (const [tag, runs] of runsByTag)
      for (const run of runs) seriesByKey.set(toKey(run, tag), { run, tag });
    this.#seriesByKey = seriesByKey;
    const built = groups.map((group) => {
      const runs = new Set(group.tags.flatMap((tag) => runsByTag.get(tag) ?? []));
      const keys = group.tags.flatMap((tag) => (runsByTag.get(tag) ?? []).map((run) => toKey(run, tag)));
      return buildCardGroup(group, keys, ` · ${formatPlural(runs.size, 'run')}`);
    });
    const pinned = buildPinnedGroup(pins, ({ key }) => seriesByKey.has(key), browser.isOwnGroupOpen(PINNED));
    return pinned ? [pinned, ...built] : built;
  }

  readonly #renderCard = (key: string, watcher: ViewportWatcher, group: string): unknown => {
    const series = this.#seriesByKey.get(key);
    if (!series) return nothing;
    return html`<rl-histogram-card
      .session=${this.session}
      .watcher=${watcher}
      .run=${series.run}
      .tag=${series.tag}
      .description=${this.#descriptions.of(series.tag)}
      .hasPrefix=${isOutsideItsGroup(group)}
      .depth=${this.#depth}
      .pinKey=${key}
      .isPinned=${this.#pins?.has(key) === true}
      .linkedSteps=${this.#linkedSteps}
    ></rl-histogram-card>`;
  };

  /** "" while steps are not linked. */
  get #linkedSteps(): string {
    const { settings } = this.session;
    return settings.get(SETTINGS.linkSteps) ? settings.get(SETTINGS.linkedSteps) : '';
  }

  get #depth(): AxisKind {
    const text = this.session.view.get('depth');
    return DEPTHS.find(({ value }) => value === text)?.value ?? 'step';
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

import { css, html, LitElement, nothing } from 'lit';
import { parseGrouping, type Grouping } from '../../base/group-runs.ts';
import { isOutsideItsGroup, PINNED } from '../../cards/build-card-group.ts';
import { CrossHair } from '../../cards/cross-hair.ts';
import { DescriptionsController } from '../../cards/descriptions-controller.ts';
import { LiveRunsController } from '../../cards/live-runs-controller.ts';
import '../../cards/rl-tag-cards.ts';
import '../../cards/rl-tag-filter.ts';
import { Pins } from '../../data/pins.ts';
import { SETTINGS, type Axis, type CardKinds } from '../../data/setting-list.ts';
import { toSettingsText } from '../../data/settings-text.ts';
import { SMOOTHING_SCALES } from '../../data/smoothing.ts';
import type { Session } from '../../data/types.ts';
import { WatchController } from '../../data/watch-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import { GroupingWanted } from '../../widgets/grouping-wanted.ts';
import '../../widgets/rl-icon-button.ts';
import '../../widgets/rl-segmented.ts';
import '../../widgets/rl-select.ts';
import '../../widgets/rl-slider.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import '../../widgets/rl-toolbar.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import { buildKindGroups, parseHistogramKey } from './build-kind-groups.ts';
import { KindsController, type BrowsedKinds } from './kinds-controller.ts';
import './rl-scalar-card.ts';
import './rl-summary-table.ts';

/** "table" = numbers instead of cards. */
const LAYOUT_KEY = 'layout';

/** In the toolbar; the settings have the others. */
const AXES = [
  { value: 'step', label: 'Step' },
  { value: 'relative', label: 'Relative' },
  { value: 'wall', label: 'Wall' },
] as const;

/** In TensorBoard's order. */
const KINDS = [
  { value: 'all', label: 'All' },
  { value: 'scalars', label: 'Scalars' },
  { value: 'histograms', label: 'Histograms' },
] as const satisfies readonly { value: CardKinds; label: string }[];
const KIND_NOUNS: Readonly<Record<CardKinds, string>> = {
  all: 'scalars or histograms',
  scalars: 'scalars',
  histograms: 'histograms',
};

const GROUPING_NAMES: Readonly<Record<Grouping['by'], string>> = {
  none: 'none',
  all: 'all as one',
  folder: 'by folder',
  label: 'by label',
  pattern: 'by name',
};

/**
 * The scalars of the drawn runs: a card for each tag, in groups, the pinned ones at the top. If wanted with the histograms of
 * the same groups.
 */
export class RlScalars extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
    `,
  ];

  declare session: Session;

  readonly #crossHair = new CrossHair();
  readonly #descriptions = new DescriptionsController(this);
  readonly #liveRuns = new LiveRunsController(this);
  readonly #kinds = new KindsController(this, this.#descriptions, ['pins', 'cards', LAYOUT_KEY]);
  #browsed: BrowsedKinds | undefined;
  #pins: Pins | undefined;

  constructor() {
    super();
    new WatchController(
      this,
      () => this.session.settings,
      () => this.#settingsText,
    );
    new WatchController(
      this,
      () => this.session.selection,
      () => this.session.selection.groups,
    );
    new WatchController(
      this,
      () => this.session.status,
      () => this.session.status.value?.caughtUp,
    );
  }

  protected override willUpdate(): void {
    this.#pins ??= new Pins(this.session.view, 'pins');
    this.#browsed = this.#kinds.browse();
  }

  protected override render(): unknown {
    const browsed = this.#browsed;
    if (!browsed || !this.#pins) return nothing;
    const { scalars } = browsed;
    if (this.#isTable && scalars && scalars.groups.length > 0) {
      return html`${this.#renderToolbar(browsed)}
        <rl-summary-table
          .session=${this.session}
          .tags=${scalars.groups.flatMap(({ tags }) => tags)}
          .runsByTag=${scalars.runsByTag}
        ></rl-summary-table>`;
    }
    const width = this.session.settings.get(SETTINGS.cardWidth);
    return html`${this.#renderToolbar(browsed)}
      <rl-tag-cards
        ${styleProperties({ '--rl-card-min': width > 0 ? `${width}px` : undefined })}
        noun=${KIND_NOUNS[this.#kinds.chosen]}
        .session=${this.session}
        .browser=${browsed.browser}
        .browsed=${browsed}
        .groups=${buildKindGroups(browsed, this.#kinds, this.#pins)}
        .renderCard=${this.#renderCard}
      ></rl-tag-cards>`;
  }

  #renderToolbar(browsed: BrowsedKinds): unknown {
    const { settings, view } = this.session;
    const { kind, amount } = settings.get(SETTINGS.smoothing);
    const { max, step } = SMOOTHING_SCALES[kind];
    return html`<rl-toolbar aria-label="View">
      <rl-tag-filter .browser=${browsed.browser} .browsed=${browsed}></rl-tag-filter>
      ${this.#kinds.hasChoice && !this.#isTable ? this.#renderKinds() : nothing}
      <rl-segmented
        label="Horizontal axis"
        .options=${AXES}
        .value=${settings.get(SETTINGS.axis)}
        @value-changed=${({ value }: ValueChanged<Axis>) => settings.set(SETTINGS.axis, value)}
      ></rl-segmented>
      <rl-slider
        label="Smoothing"
        max=${max}
        step=${step}
        .value=${amount}
        .digits=${kind === 'ema' ? countDigits(amount) : 0}
        @value-changed=${({ value }: ValueChanged<number>) =>
          settings.set(SETTINGS.smoothing, { kind, amount: value })}
      ></rl-slider>
      <span class="grow"></span>
      <button
        type="button"
        class="button"
        @click=${(event: Event) => event.target?.dispatchEvent(new GroupingWanted())}
      >
        Group
        <span class="secondary">${GROUPING_NAMES[parseGrouping(settings.get(SETTINGS.groupBy)).by]}</span>
      </button>
      <rl-icon-button
        ?disabled=${this.#kinds.chosen === 'histograms'}
        icon=${this.#isTable ? 'chart' : 'table'}
        label=${this.#isTable ? 'Show charts' : 'Show all runs and tags as a table'}
        @click=${() => view.set(LAYOUT_KEY, this.#isTable ? undefined : 'table')}
      ></rl-icon-button>
    </rl-toolbar>`;
  }

  #renderKinds(): unknown {
    const { settings } = this.session;
    return html`<rl-select
      label="Cards"
      .options=${KINDS}
      .value=${this.#kinds.chosen}
      @value-changed=${({ value }: ValueChanged<CardKinds>) => settings.set(SETTINGS.cardKinds, value)}
    ></rl-select>`;
  }

  readonly #renderCard = (key: string, watcher: ViewportWatcher, group: string): unknown => {
    const histogram = parseHistogramKey(key);
    return histogram === undefined
      ? this.#renderScalars(key, watcher, group)
      : this.#kinds.cards?.render(histogram, watcher, group);
  };

  #renderScalars(tag: string, watcher: ViewportWatcher, group: string): unknown {
    const pin = this.#pins?.list.find(({ key }) => key === tag);
    return html`<rl-scalar-card
      .session=${this.session}
      .watcher=${watcher}
      .crossHair=${this.#crossHair}
      .tag=${tag}
      .name=${group === PINNED ? (pin?.name ?? '') : ''}
      .description=${this.#descriptions.of('scalars', tag)}
      .hasPrefix=${isOutsideItsGroup(group)}
      .choice=${this.session.cards.of(tag)}
      .runsByTag=${this.#browsed?.scalars?.runsByTag}
      .liveRuns=${this.#liveRuns.value}
      .groups=${this.session.selection.groups}
      .settingsText=${this.#settingsText}
      .isPinned=${pin !== undefined}
      .isReading=${this.session.status.value?.caughtUp === false}
    ></rl-scalar-card>`;
  }

  get #isTable(): boolean {
    return this.#kinds.chosen !== 'histograms' && this.session.view.get(LAYOUT_KEY) === 'table';
  }

  get #settingsText(): string {
    return toSettingsText(this.session.settings);
  }
}
customElements.define('rl-scalars', RlScalars);

/** Decimals of a weight: three only where it has them. */
function countDigits(weight: number): number {
  return Math.round(weight * 1000) % 10 === 0 ? 2 : 3;
}

declare global {
  interface HTMLElementTagNameMap {
    'rl-scalars': RlScalars;
  }
}

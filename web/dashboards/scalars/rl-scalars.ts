import { css, html, LitElement, nothing } from 'lit';
import { formatInteger, formatPlural } from '../../base/format.ts';
import type { AxisKind } from '../../charts/axis-ticks.ts';
import { computeLiveRuns } from '../../data/live-runs.ts';
import { TagBrowser, type BrowsedGroup, type BrowsedTags } from '../../data/tag-browser.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { WatchController } from '../../data/watch-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { CardGroup, GroupToggled } from '../../widgets/rl-card-groups.ts';
import '../../widgets/rl-card-groups.ts';
import '../../widgets/rl-empty.ts';
import '../../widgets/rl-no-match.ts';
import '../../widgets/rl-segmented.ts';
import '../../widgets/rl-slider.ts';
import '../../widgets/rl-text-field.ts';
import '../../widgets/rl-toolbar.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import type { ViewportWatcher } from '../../widgets/viewport-watcher.ts';
import { CrossHair } from './cross-hair.ts';
import './rl-scalar-card.ts';

const AXES = [
  { value: 'step', label: 'Step' },
  { value: 'relative', label: 'Relative' },
  { value: 'wall', label: 'Wall' },
] as const;

/** As TensorBoard's. */
const DEFAULT_SMOOTHING = 0.6;
/** At 1 an average would never leave its first value. */
const MAX_SMOOTHING = 0.999;
/** Live runs fall silent without anything telling. */
const LIVE_CHECK_MS = 10_000;
const NO_RUNS: readonly RunInfo[] = [];

/** The scalars of the drawn runs: a card for each tag, in groups. */
export class RlScalars extends LitElement {
  static override properties = { session: { attribute: false }, liveRuns: { state: true } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      rl-text-field {
        flex: 1 1 160px;
        max-width: 236px;
      }
    `,
  ];

  declare session: Session;
  declare protected liveRuns: ReadonlySet<number>;

  readonly #crossHair = new CrossHair();
  #browser: TagBrowser | undefined;
  #browsed: BrowsedTags | undefined;
  #liveTimer: ReturnType<typeof setInterval> | undefined;
  #endStatus: (() => void) | undefined;

  constructor() {
    super();
    this.liveRuns = new Set();
    new WatchController(
      this,
      () => this.session.catalogue,
      () => this.session.catalogue.runs,
    );
    // Not its focus, which follows the pointer: that is the cards' affair.
    new WatchController(
      this,
      () => this.session.selection,
      () => this.session.selection.drawn,
    );
    new WatchController(
      this,
      () => this.session.view,
      () => this.#readView(),
    );
    new WatchController(
      this,
      () => this.session.status,
      () => this.session.status.value?.caughtUp,
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#browser = new TagBrowser(this.session, {
      plugin: 'scalars',
      filterKey: 'tagFilter',
      groupsKey: 'groups',
      countCards: () => 1,
    });
    this.#updateLiveRuns();
    this.#endStatus = this.session.status.subscribe(this.#updateLiveRuns);
    this.#liveTimer = setInterval(this.#updateLiveRuns, LIVE_CHECK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endStatus?.();
    clearInterval(this.#liveTimer);
    this.session.selection.focus(undefined);
  }

  protected override render(): unknown {
    if (!this.#browser || !this.session.catalogue.isReady) return nothing;
    this.#browsed = this.#browser.browse();
    return html`${this.#renderToolbar(this.#browser, this.#browsed)}
    ${this.#renderBody(this.#browser, this.#browsed)}`;
  }

  #renderToolbar(browser: TagBrowser, { filter, filterError }: BrowsedTags): unknown {
    const { view } = this.session;
    const smoothing = this.#smoothing;
    return html`<rl-toolbar aria-label="View">
      <rl-text-field
        icon="search"
        label="Filter tags by a regular expression"
        placeholder="Filter tags"
        suffix=".*"
        .value=${filter}
        .error=${filterError}
        @value-changed=${(event: ValueChanged<string>) => browser.setFilter(event.value)}
      ></rl-text-field>
      <rl-segmented
        label="Horizontal axis"
        .options=${AXES}
        .value=${this.#axis}
        @value-changed=${(event: ValueChanged<string>) =>
          view.set('axis', event.value === 'step' ? undefined : event.value)}
      ></rl-segmented>
      <rl-slider
        label="Smoothing"
        max=${MAX_SMOOTHING}
        .value=${smoothing}
        .digits=${Math.round(smoothing * 1000) % 10 === 0 ? 2 : 3}
        @value-changed=${(event: ValueChanged<number>) =>
          view.set('smoothing', event.value === DEFAULT_SMOOTHING ? undefined : String(event.value))}
      ></rl-slider>
    </rl-toolbar>`;
  }

  #renderBody(browser: TagBrowser, browsed: BrowsedTags): unknown {
    const { selection } = this.session;
    if (selection.drawn.length === 0) {
      return this.#renderEmpty('No run is drawn', 'Tick runs in the list to see their scalars here.');
    }
    if (browsed.runsByTag.size === 0) {
      return this.#renderEmpty('No drawn run has scalars', 'Other runs have: tick more of them in the list.');
    }
    if (browsed.groups.length === 0) {
      return html`<rl-no-match
        .filter=${browsed.filter}
        .knownCount=${browsed.runsByTag.size}
        .nearest=${browser.findNearest(browsed.filter)}
        @value-changed=${(event: ValueChanged<string>) => browser.setFilter(event.value)}
      ></rl-no-match>`;
    }
    return html`<rl-card-groups
      .groups=${browsed.groups.map(toCardGroup)}
      .renderCard=${this.#renderCard}
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

  readonly #renderCard = (tag: string, watcher: ViewportWatcher): unknown =>
    html`<rl-scalar-card
      .session=${this.session}
      .watcher=${watcher}
      .crossHair=${this.#crossHair}
      .tag=${tag}
      .runs=${this.#browsed?.runsByTag.get(tag) ?? NO_RUNS}
      .liveRuns=${this.liveRuns}
      .axis=${this.#axis}
      .smoothing=${this.#smoothing}
      .isReading=${this.session.status.value?.caughtUp === false}
    ></rl-scalar-card>`;

  get #axis(): AxisKind {
    const text = this.session.view.get('axis');
    return AXES.find(({ value }) => value === text)?.value ?? 'step';
  }

  get #smoothing(): number {
    const smoothing = Number.parseFloat(this.session.view.get('smoothing') ?? '');
    return Number.isFinite(smoothing) ? Math.min(MAX_SMOOTHING, Math.max(0, smoothing)) : DEFAULT_SMOOTHING;
  }

  /** What of the URL this dashboard depends on. */
  #readView(): string {
    return ['tagFilter', 'groups', 'axis', 'smoothing']
      .map((key) => this.session.view.get(key) ?? '')
      .join('\0');
  }

  readonly #updateLiveRuns = (): void => {
    const { selection, status } = this.session;
    this.liveRuns = computeLiveRuns(selection.drawn, status, this.liveRuns);
  };
}
customElements.define('rl-scalars', RlScalars);

function toCardGroup({ prefix, tags, knownCount, hiddenCount, isOpen }: BrowsedGroup): CardGroup {
  const count = tags.length === knownCount ? formatInteger(tags.length) : `${tags.length} of ${knownCount}`;
  const verb = hiddenCount === 1 ? 'is' : 'are';
  return {
    name: prefix,
    title: prefix || 'No prefix',
    count,
    note: hiddenCount === 0 ? '' : `${formatPlural(hiddenCount, 'tag')} that no drawn run has ${verb} hidden`,
    isOpen,
    keys: tags,
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rl-scalars': RlScalars;
  }
}

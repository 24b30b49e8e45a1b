import { css, html, LitElement, nothing } from 'lit';
import { formatPlural } from '../../base/format.ts';
import type { AxisKind } from '../../charts/axis-ticks.ts';
import { TagBrowser, type BrowsedGroup, type BrowsedTags } from '../../data/tag-browser.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { WatchController } from '../../data/watch-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { CardGroup, GroupToggled } from '../../widgets/rl-card-groups.ts';
import '../../widgets/rl-card-groups.ts';
import '../../widgets/rl-empty.ts';
import '../../widgets/rl-no-match.ts';
import '../../widgets/rl-segmented.ts';
import '../../widgets/rl-text-field.ts';
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
      rl-text-field {
        flex: 1 1 120px;
        max-width: 236px;
      }
    `,
  ];

  declare session: Session;

  #browser: TagBrowser | undefined;
  #seriesByKey = new Map<string, Series>();

  constructor() {
    super();
    new WatchController(
      this,
      () => this.session.catalogue,
      () => this.session.catalogue.runs,
    );
    // Not its focus, which follows the pointer.
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
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#browser = new TagBrowser(this.session, {
      plugin: 'histograms',
      filterKey: 'histogramFilter',
      groupsKey: 'histogramGroups',
      countCards: (runCount) => runCount,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session.selection.focus(undefined);
  }

  protected override render(): unknown {
    if (!this.#browser || !this.session.catalogue.isReady) return nothing;
    const browsed = this.#browser.browse();
    return html`${this.#renderToolbar(this.#browser, browsed)} ${this.#renderBody(this.#browser, browsed)}`;
  }

  #renderToolbar(browser: TagBrowser, { filter, filterError }: BrowsedTags): unknown {
    const { view } = this.session;
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
        label="Depth"
        .options=${DEPTHS}
        .value=${this.#depth}
        @value-changed=${(event: ValueChanged<string>) =>
          view.set('depth', event.value === 'step' ? undefined : event.value)}
      ></rl-segmented>
    </rl-toolbar>`;
  }

  #renderBody(browser: TagBrowser, browsed: BrowsedTags): unknown {
    const { selection } = this.session;
    if (selection.drawn.length === 0) {
      return this.#renderEmpty('No run is drawn', 'Tick runs in the list to see their histograms here.');
    }
    if (browsed.runsByTag.size === 0) {
      return this.#renderEmpty(
        'No drawn run has histograms',
        'Other runs have: tick more of them in the list.',
      );
    }
    if (browsed.groups.length === 0) {
      return html`<rl-no-match
        .filter=${browsed.filter}
        .knownCount=${browsed.runsByTag.size}
        .nearest=${browser.findNearest(browsed.filter)}
        @value-changed=${(event: ValueChanged<string>) => browser.setFilter(event.value)}
      ></rl-no-match>`;
    }
    this.#seriesByKey = new Map();
    return html`<rl-card-groups
      .groups=${browsed.groups.map((group) => this.#toCardGroup(group, browsed))}
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

  readonly #renderCard = (key: string, watcher: ViewportWatcher): unknown => {
    const series = this.#seriesByKey.get(key);
    if (!series) return nothing;
    return html`<rl-histogram-card
      .session=${this.session}
      .watcher=${watcher}
      .run=${series.run}
      .tag=${series.tag}
      .depth=${this.#depth}
    ></rl-histogram-card>`;
  };

  #toCardGroup(
    { prefix, tags, knownCount, hiddenCount, isOpen }: BrowsedGroup,
    browsed: BrowsedTags,
  ): CardGroup {
    const runs = new Set<RunInfo>();
    const keys: string[] = [];
    for (const tag of tags) {
      for (const run of browsed.runsByTag.get(tag) ?? []) {
        const key = `${run.id}/${tag}`;
        runs.add(run);
        keys.push(key);
        this.#seriesByKey.set(key, { run, tag });
      }
    }
    const count =
      tags.length === knownCount ? formatPlural(tags.length, 'tag') : `${tags.length} of ${knownCount} tags`;
    const verb = hiddenCount === 1 ? 'is' : 'are';
    return {
      name: prefix,
      title: prefix || 'No prefix',
      count: `${count} · ${formatPlural(runs.size, 'run')}`,
      note:
        hiddenCount === 0 ? '' : `${formatPlural(hiddenCount, 'tag')} that no drawn run has ${verb} hidden`,
      isOpen,
      keys,
    };
  }

  get #depth(): AxisKind {
    const text = this.session.view.get('depth');
    return DEPTHS.find(({ value }) => value === text)?.value ?? 'step';
  }

  /** What of the URL this dashboard depends on. */
  #readView(): string {
    return ['histogramFilter', 'histogramGroups', 'depth']
      .map((key) => this.session.view.get(key) ?? '')
      .join('\0');
  }
}
customElements.define('rl-histograms', RlHistograms);

declare global {
  interface HTMLElementTagNameMap {
    'rl-histograms': RlHistograms;
  }
}

import { html, nothing } from 'lit';
import { isOutsideItsGroup } from '../cards/build-card-group.ts';
import type { DescriptionsController } from '../cards/descriptions-controller.ts';
import { Pins } from '../data/pins.ts';
import { SETTINGS, type RunsView, type SeriesView } from '../data/setting-list.ts';
import { toSettingsText } from '../data/settings-text.ts';
import type { RunInfo, Session } from '../data/types.ts';
import type { ViewportWatcher } from '../widgets/viewport-watcher.ts';
import { readRunsView } from './read-view.ts';
import './rl-histogram-card.ts';
import './rl-runs-card.ts';
import type { CardView } from './series-plot.ts';
import type { StepExtent } from './step-extent.ts';

/** What one card shows: one run, or all that have the tag. */
interface CardSeries {
  readonly runs: readonly RunInfo[];
  readonly tag: string;
}

/** What cards of histograms need of the page that shows them. */
export interface HistogramCardsOptions {
  readonly session: Session;
  readonly descriptions: DescriptionsController;
  readonly extent: StepExtent;
  /** Whether they show percentiles, rather than what the settings say. */
  readonly areDistributions: boolean;
}

/**
 * The cards of the histograms of the drawn runs: one for each run and tag, or one for each tag where runs are compared. Wherever
 * they are shown they have the same keys, so that pins and what was chosen for one card are the same everywhere.
 */
export class HistogramCards {
  readonly #options: HistogramCardsOptions;
  #runsByTag: ReadonlyMap<string, readonly RunInfo[]> = new Map();
  #runsView: RunsView | undefined;
  #seriesByKey: ReadonlyMap<string, CardSeries> = new Map();
  #settingsText = '';

  constructor(options: HistogramCardsOptions) {
    this.#options = options;
  }

  /** Takes in what there is and what is chosen now: comes first in each rendering. */
  update(runsByTag: ReadonlyMap<string, readonly RunInfo[]>): void {
    const { session, areDistributions } = this.#options;
    const runsView = areDistributions ? undefined : readRunsView(session.settings);
    this.#settingsText = toSettingsText(session.settings);
    if (runsByTag === this.#runsByTag && runsView === this.#runsView) return;
    this.#runsByTag = runsByTag;
    this.#runsView = runsView;
    const seriesByKey = new Map<string, CardSeries>();
    for (const [tag, runs] of runsByTag) {
      if (runsView) seriesByKey.set(tag, { runs, tag });
      else for (const run of runs) seriesByKey.set(toKey(run, tag), { runs: [run], tag });
    }
    this.#seriesByKey = seriesByKey;
  }

  /** The cards of a tag. */
  keysOf(tag: string): string[] {
    return this.#runsView ? [tag] : (this.#runsByTag.get(tag) ?? []).map((run) => toKey(run, tag));
  }

  /** Whether there is such a card. */
  has(key: string): boolean {
    return this.#seriesByKey.has(key);
  }

  /** Cards of a run are pinned by themselves, those of several runs too. */
  get pins(): Pins {
    return new Pins(this.#options.session.view, this.#runsView ? 'histogramTagPins' : 'histogramPins');
  }

  /** A card in a group of cards. */
  render(key: string, watcher: ViewportWatcher, group: string): unknown {
    const series = this.#seriesByKey.get(key);
    if (!series) return nothing;
    const { session, extent, descriptions } = this.#options;
    const { tag, runs } = series;
    const view = this.#runsView;
    const cardKey = view ? `\n${view}\n${key}` : key;
    const { pins } = this;
    const isPinned = pins.has(key);
    const choice = session.cards.of(cardKey);
    const description = descriptions.of('histograms', tag);
    const hasPrefix = isOutsideItsGroup(group);
    if (view)
      return html`<rl-runs-card
        .session=${session}
        .watcher=${watcher}
        .extent=${extent}
        .runs=${runs}
        .tag=${tag}
        .view=${view}
        .cardKey=${cardKey}
        .choice=${choice}
        .pins=${pins}
        .isPinned=${isPinned}
        .description=${description}
        .hasPrefix=${hasPrefix}
        .settingsText=${this.#settingsText}
      ></rl-runs-card>`;
    return html`<rl-histogram-card
      .session=${session}
      .watcher=${watcher}
      .extent=${extent}
      .run=${runs[0]}
      .tag=${tag}
      .view=${this.#viewOf(choice.view)}
      .cardKey=${cardKey}
      .choice=${choice}
      .pins=${pins}
      .isPinned=${isPinned}
      .description=${description}
      .hasPrefix=${hasPrefix}
      .settingsText=${this.#settingsText}
    ></rl-histogram-card>`;
  }

  #viewOf(chosen: SeriesView | undefined): CardView {
    const { session, areDistributions } = this.#options;
    if (areDistributions) return 'bands';
    const usual = session.settings.get(SETTINGS.histogramView);
    return chosen ?? (usual === 'compare' || usual === 'curves' ? 'ridges' : usual);
  }
}

/** By name, not by id, so that pins outlive the server; a name of a run may hold anything but a line's end. */
function toKey(run: RunInfo, tag: string): string {
  return `${run.name}\n${tag}`;
}

import { css, html, LitElement } from 'lit';
import { toFileName } from '../base/file-name.ts';
import { renderFitButton, renderPinButton, renderWidthButton, SCALE_LABELS } from '../cards/card-buttons.ts';
import type { RlPlot } from '../charts/rl-plot.ts';
import { savePicture } from '../charts/save-picture.ts';
import type { CardChoice } from '../data/card-choice.ts';
import type { Pins } from '../data/pins.ts';
import { SERIES_VIEWS, SETTINGS, VALUE_SCALES, type SeriesView } from '../data/setting-list.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-menu.ts';
import type { MenuItem } from '../widgets/rl-menu.ts';
import { VIEW_LABELS } from './view-labels.ts';

const FORMATS = [
  ['csv', 'CSV, all buckets'],
  ['json', 'JSON, all buckets'],
  ['parquet', 'Parquet, all buckets'],
] as const;

/** The buttons in the head of a card of histograms, and what they open. Fires `full-toggled`. */
export class RlHistogramActions extends LitElement {
  static override properties = {
    session: { attribute: false },
    tag: {},
    runs: { attribute: false },
    pinKey: { attribute: false },
    cardKey: { attribute: false },
    choice: { attribute: false },
    pins: { attribute: false },
    isPinned: { attribute: false },
    isFull: { attribute: false },
    plot: { attribute: false },
    measures: { attribute: false },
    view: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
      }
    `,
  ];

  declare session: Session;
  declare tag: string;
  /** Names of the runs that the card shows. */
  declare runs: readonly string[];
  declare pinKey: string;
  /** What choices are kept under. */
  declare cardKey: string;
  declare choice: CardChoice;
  declare pins: Pins;
  declare isPinned: boolean;
  /** Whether the card fills the window. */
  declare isFull: boolean;
  declare plot: () => RlPlot | null;
  /** Names of the numbers that it draws instead of buckets. */
  declare measures: readonly string[];
  /** How it shows the histograms of one run; undefined on cards that show something else. */
  declare view: SeriesView | undefined;

  constructor() {
    super();
    this.measures = [];
  }

  protected override render(): unknown {
    const { x, y } = this.choice;
    return html`${renderFitButton(!x && !y, () => this.#change({ x: undefined, y: undefined }))}
      ${renderPinButton(this.isPinned, () => this.pins.toggle(this.pinKey))}
      ${renderWidthButton(this.choice, (changes) => this.#change(changes))}
      <rl-menu small label="More" .listItems=${() => this.#listItems()}></rl-menu>`;
  }

  #listItems(): MenuItem[] {
    const { settings } = this.session;
    const usual = settings.get(SETTINGS.histogramScale);
    const scale = this.choice.scale ?? usual;
    return [
      ...this.#listViews(),
      ...VALUE_SCALES.map((value): MenuItem => ({
        kind: 'action',
        label: SCALE_LABELS[value],
        checked: value === scale,
        run: () => this.#change({ scale: value === usual ? undefined : value }),
      })),
      {
        kind: 'action',
        label: 'Fill the window',
        checked: this.isFull,
        run: () => this.dispatchEvent(new Event('full-toggled')),
      },
      { kind: 'line' },
      { kind: 'heading', label: 'Download' },
      this.#pictureItem('svg', 'SVG, as on the screen'),
      this.#pictureItem('png', 'PNG, as on the screen'),
      ...this.#listMeasures(),
      ...this.#listBuckets(),
    ];
  }

  #listViews(): MenuItem[] {
    if (this.view === undefined) return [];
    const usual = this.session.settings.get(SETTINGS.histogramView);
    const views = SERIES_VIEWS.map((value): MenuItem => ({
      kind: 'action',
      label: VIEW_LABELS[value],
      checked: value === this.view,
      run: () => this.#change({ view: value === usual ? undefined : value }),
    }));
    return [...views, { kind: 'line' }];
  }

  #listBuckets(): MenuItem[] {
    const { base } = this.session;
    const [run = '', second] = this.runs;
    const name = toFileName(this.tag);
    const query = new URLSearchParams({ tag: this.tag });
    for (const each of this.runs) query.append('run', each);
    const items = FORMATS.map(([format, label]): MenuItem => ({
      kind: 'link',
      label,
      href: `${base}api/histograms/export?${query}&format=${format}`,
      download: `${name}.${format}`,
    }));
    if (second !== undefined) return items;
    const href = `${base}data/plugin/histograms/histograms?${new URLSearchParams({ run, tag: this.tag })}`;
    return [...items, { kind: 'link', label: "JSON, TensorBoard's sample", href, download: `${name}.json` }];
  }

  #listMeasures(): MenuItem[] {
    const [run, second] = this.runs;
    if (this.measures.length === 0 || run === undefined || second !== undefined) return [];
    const query = new URLSearchParams({ run, tag: this.tag, format: 'csv' });
    for (const measure of this.measures) query.append('measure', measure);
    const href = `${this.session.base}api/histograms/series?${query}`;
    return [{ kind: 'link', label: 'CSV, what is drawn', href, download: `${toFileName(this.tag)}.csv` }];
  }

  #pictureItem(format: 'svg' | 'png', label: string): MenuItem {
    const plot = this.plot();
    const title = [this.tag, ...(this.runs.length === 1 ? this.runs : [])].join(', ');
    const save = (): void => {
      const picture = plot?.layOutExport(title);
      if (picture) void savePicture(picture, format, title);
    };
    return { kind: 'action', label, disabled: plot === null, run: save };
  }

  #change(changes: CardChoice): void {
    this.session.cards.change(this.cardKey, changes);
  }
}
customElements.define('rl-histogram-actions', RlHistogramActions);

declare global {
  interface HTMLElementTagNameMap {
    'rl-histogram-actions': RlHistogramActions;
  }
}

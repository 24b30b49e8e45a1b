import { css, html, LitElement, nothing } from 'lit';
import '../../cards/rl-tag-filter.ts';
import {
  HISTOGRAM_CURVES,
  SETTINGS,
  type Axis,
  type Bands,
  type HistogramCurve,
  type HistogramView,
} from '../../data/setting-list.ts';
import type { BrowsedTags, TagBrowser } from '../../data/tag-browser.ts';
import type { Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-menu.ts';
import type { MenuItem } from '../../widgets/rl-menu.ts';
import '../../widgets/rl-number-field.ts';
import '../../widgets/rl-segmented.ts';
import '../../widgets/rl-select.ts';
import '../../widgets/rl-switch.ts';
import '../../widgets/rl-toolbar.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import { CURVE_LABELS } from '../../histogram-cards/view-labels.ts';
import { readReference } from '../../histogram-cards/read-view.ts';
import './rl-step-player.ts';
import type { StepExtent } from '../../histogram-cards/step-extent.ts';

const VIEWS = [
  { value: 'ridges', label: 'Ridges' },
  { value: 'overlay', label: 'Overlay' },
  { value: 'heat', label: 'Heat map' },
  { value: 'compare', label: 'Compare' },
  { value: 'curves', label: 'Curves' },
] as const;
const BANDS = [
  { value: 'nine', label: '9 percentiles' },
  { value: 'quartiles', label: 'Quartiles' },
  { value: 'extremes', label: 'Min to max' },
] as const;
const AXES = [
  { value: 'step', label: 'Step' },
  { value: 'relative', label: 'Relative' },
  { value: 'wall', label: 'Wall' },
] as const;
const SCALES = [
  ['linear', 'Linear values'],
  ['log', 'Logarithmic values'],
  ['symlog', 'Symmetric logarithmic values'],
] as const;
const CLIPS = [
  ['auto', 'Without outliers that squeeze the rest'],
  ['0', 'All values'],
  ['1', 'Without the outer 1 % at each end'],
  ['5', 'Without the outer 5 % at each end'],
] as const;

/** The controls above histograms and distributions; in two rows where one is too narrow. */
export class RlHistogramsToolbar extends LitElement {
  static override properties = {
    session: { attribute: false },
    browser: { attribute: false },
    browsed: { attribute: false },
    extent: { attribute: false },
    areDistributions: { attribute: false },
    settingsText: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      rl-toolbar {
        flex-wrap: wrap;
        height: auto;
        min-height: var(--rl-toolbar);
        padding-block: 7px;
        row-gap: 6px;
      }
      rl-tag-filter {
        flex: 1 1 120px;
      }
      .reference {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        color: var(--rl-text-2);
        --rl-number-width: 60px;
      }
    `,
  ];

  declare session: Session;
  declare browser: TagBrowser;
  declare browsed: BrowsedTags;
  declare extent: StepExtent;
  declare areDistributions: boolean;
  /** Changes with every setting. */
  declare settingsText: string;

  protected override render(): unknown {
    const { settings } = this.session;
    const axis = settings.get(SETTINGS.axis);
    const view = settings.get(SETTINGS.histogramView);
    const hasDepth = this.areDistributions || view !== 'compare';
    return html`<rl-toolbar aria-label="View">
      <rl-tag-filter .browser=${this.browser} .browsed=${this.browsed}></rl-tag-filter>
      ${this.areDistributions ? this.#renderBands() : this.#renderViews()}
      ${
        hasDepth
          ? html`<rl-segmented
              label="Depth"
              .options=${AXES}
              .value=${AXES.some(({ value }) => value === axis) ? axis : 'step'}
              @value-changed=${({ value }: ValueChanged<Axis>) => settings.set(SETTINGS.axis, value)}
            ></rl-segmented>`
          : nothing
      }
      ${this.areDistributions ? nothing : this.#renderOptions(view)}
      <rl-menu icon="contrast" label="Axis of values" .listItems=${() => this.#listItems()}></rl-menu>
      <span class="grow"></span>
      <rl-step-player .session=${this.session} .extent=${this.extent}></rl-step-player>
    </rl-toolbar>`;
  }

  #renderViews(): unknown {
    const { settings } = this.session;
    return html`<rl-segmented
      label="Show histograms as"
      .options=${VIEWS}
      .value=${settings.get(SETTINGS.histogramView)}
      @value-changed=${({ value }: ValueChanged<HistogramView>) => settings.set(SETTINGS.histogramView, value)}
    ></rl-segmented>`;
  }

  #renderBands(): unknown {
    const { settings } = this.session;
    return html`<rl-segmented
      label="Percentiles"
      .options=${BANDS}
      .value=${settings.get(SETTINGS.bands)}
      @value-changed=${({ value }: ValueChanged<Bands>) => settings.set(SETTINGS.bands, value)}
    ></rl-segmented>`;
  }

  #renderOptions(view: HistogramView): unknown {
    const { settings } = this.session;
    const curve = settings.get(SETTINGS.histogramCurve);
    if (view === 'curves')
      return html`<rl-select
          hideLabel
          label="Curve"
          .options=${HISTOGRAM_CURVES.map((value) => ({ value, label: CURVE_LABELS[value] }))}
          .value=${curve}
          @value-changed=${({ value }: ValueChanged<HistogramCurve>) =>
            settings.set(SETTINGS.histogramCurve, value)}
        ></rl-select>
        ${curve === 'drift' ? this.#renderReference('from step', 'before') : nothing}`;
    if (view !== 'compare') return nothing;
    return html`${this.#renderReference('with step', 'none')}
      <span class="reference"
        >Difference
        <rl-switch
          label="Show differences"
          .value=${settings.get(SETTINGS.histogramDifference)}
          @value-changed=${({ value }: ValueChanged<boolean>) =>
            settings.set(SETTINGS.histogramDifference, value)}
        ></rl-switch
      ></span>`;
  }

  #renderReference(label: string, placeholder: string): unknown {
    const { settings } = this.session;
    return html`<span class="reference"
      >${label}
      <rl-number-field
        optional
        label=${label}
        placeholder=${placeholder}
        .value=${readReference(settings)}
        @value-changed=${({ value }: ValueChanged<number | undefined>) =>
          settings.set(SETTINGS.histogramReference, value === undefined ? '' : String(value))}
      ></rl-number-field
    ></span>`;
  }

  #listItems(): MenuItem[] {
    const { settings } = this.session;
    return [
      ...SCALES.map(([value, label]): MenuItem => ({
        kind: 'action',
        label,
        checked: settings.get(SETTINGS.histogramScale) === value,
        run: () => settings.set(SETTINGS.histogramScale, value),
      })),
      { kind: 'line' },
      ...CLIPS.map(([value, label]): MenuItem => ({
        kind: 'action',
        label,
        checked: settings.get(SETTINGS.histogramClip) === value,
        run: () => settings.set(SETTINGS.histogramClip, value),
      })),
    ];
  }
}
customElements.define('rl-histograms-toolbar', RlHistogramsToolbar);

declare global {
  interface HTMLElementTagNameMap {
    'rl-histograms-toolbar': RlHistogramsToolbar;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { ObserveController } from '../data/observe-controller.ts';
import { AXES, SETTINGS, type Axis } from '../data/setting-list.ts';
import { SMOOTHING_KINDS, SMOOTHING_SCALES, type SmoothingKind } from '../data/smoothing.ts';
import { listTags } from '../data/tag-index.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import { theme, type ThemeChoice } from '../theme/theme.ts';
import '../widgets/rl-icon-button.ts';
import '../widgets/rl-number-field.ts';
import '../widgets/rl-slider.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';
import { renderHistogramSettings } from './render-histogram-settings.ts';
import { renderRunSettings } from './render-run-settings.ts';
import { renderRow, renderSegmented, renderSelect, renderSwitch } from './settings-controls.ts';

const THEMES = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const satisfies readonly { value: ThemeChoice; label: string }[];
const AXIS_LABELS: Readonly<Record<Axis, string>> = {
  step: 'Step',
  relative: 'Relative time',
  wall: 'Wall time',
  relative_step: 'Relative step',
  tag: 'Another tag',
};
const STEP_SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
] as const;
const VALUE_SCALES = [...STEP_SCALES, { value: 'symlog', label: 'Symlog' }] as const;
const TIP_ORDERS = [
  { value: 'nearest', label: 'Nearest first' },
  { value: 'nearest-y', label: 'Nearest in value' },
  { value: 'alphabetical', label: 'By name' },
  { value: 'ascending', label: 'Lowest first' },
  { value: 'descending', label: 'Highest first' },
] as const;
const PARTITIONS = [
  { value: 'segments', label: 'All' },
  { value: 'last', label: 'Last' },
] as const;
/** Pauses longer than so many median intervals are left out, when they are. */
const PAUSE_INTERVALS = 20;
/** Width of a card: TensorBoard's range and steps, and one below them. */
const CARD_WIDTH = { min: 235, max: 735, step: 50, initial: 248 } as const;

/** Everything that lasts, in a panel over the right edge. Fires `collapsed` when the person wants it out of the way. */
export class RlSettings extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        width: min(var(--rl-settings), 100vw);
        background: var(--rl-tip);
        box-shadow: var(--rl-shadow-3);
      }
      .head {
        display: flex;
        align-items: center;
        flex: none;
        height: var(--rl-toolbar);
        padding: 0 var(--rl-s2) 0 var(--rl-s4);
        border-bottom: 1px solid var(--rl-border);
        font-size: var(--rl-t-base);
        font-weight: var(--rl-w-strong);
      }
      .head h2 {
        flex: 1;
      }
      .body {
        flex: 1;
        min-height: 0;
        overflow: auto;
        overscroll-behavior: contain;
      }
      section {
        padding: 10px var(--rl-s4) 12px;
        border-bottom: 1px solid var(--rl-border);
      }
      h3 {
        margin-bottom: 4px;
        color: var(--rl-text-2);
        font-size: var(--rl-t-small);
        font-weight: var(--rl-w-strong);
      }
      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--rl-s3);
        min-height: 32px;
      }
      .row > span:first-child {
        min-width: 0;
      }
      small {
        display: block;
        color: var(--rl-text-3);
        font-size: var(--rl-t-tick);
        line-height: 14px;
      }
      rl-slider {
        --rl-slider-width: 96px;
        --rl-number-width: 56px;
      }
      .pair {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .end {
        padding: 10px var(--rl-s4) 14px;
      }
    `,
  ];

  declare session: Session;

  constructor() {
    super();
    new ObserveController(
      this,
      theme,
      () => this.session.settings,
      () => this.session.live,
      () => this.session.selection,
    );
  }

  protected override render(): unknown {
    const collapse = (): void => void this.dispatchEvent(new Event('collapsed'));
    return html`<div class="head">
        <h2>Settings</h2>
        <rl-icon-button icon="close" label="Close the settings (])" @click=${collapse}></rl-icon-button>
      </div>
      <div class="body">
        ${this.#look()} ${this.#axes()} ${this.#lines()} ${renderRunSettings(this.session)} ${this.#steps()}
        ${renderHistogramSettings(this.session.settings)} ${this.#tooltip()} ${this.#page()}
        <div class="end">
          <button type="button" class="button" @click=${() => this.session.settings.reset()}>
            Reset all settings
          </button>
        </div>
      </div>`;
  }

  #look(): unknown {
    const { settings } = this.session;
    const width = settings.get(SETTINGS.cardWidth);
    return html`<section>
      <h3>Look</h3>
      ${renderRow(
        { label: 'Theme' },
        html`<rl-segmented
          label="Theme"
          .options=${THEMES}
          .value=${theme.choice}
          @value-changed=${({ value }: ValueChanged<ThemeChoice>) => theme.choose(value)}
        ></rl-segmented>`,
      )}
      ${renderRow(
        { label: 'Card width' },
        html`<span class="pair"
          ><rl-slider
            label="Card width"
            hideLabel
            min=${CARD_WIDTH.min}
            max=${CARD_WIDTH.max}
            step=${CARD_WIDTH.step}
            digits="0"
            .value=${width || CARD_WIDTH.initial}
            @value-changed=${({ value }: ValueChanged<number>) => settings.set(SETTINGS.cardWidth, value)}
          ></rl-slider>
          <rl-icon-button
            icon="undo"
            label="Card width as it was at first"
            ?disabled=${width === 0}
            @click=${() => settings.set(SETTINGS.cardWidth, 0)}
          ></rl-icon-button
        ></span>`,
      )}
    </section>`;
  }

  #axes(): unknown {
    const { settings, catalogue } = this.session;
    const axis = settings.get(SETTINGS.axis);
    const tags = axis === 'tag' ? listTags('scalars', catalogue.runs) : [];
    return html`<section>
      <h3>Axes</h3>
      ${renderSelect(
        settings,
        SETTINGS.axis,
        { label: 'Horizontal axis' },
        AXES.map((value) => ({ value, label: AXIS_LABELS[value] })),
      )}
      ${
        axis === 'tag'
          ? renderSelect(settings, SETTINGS.xTag, { label: 'Tag', hint: 'joined on the step' }, [
              { value: '', label: 'Choose…' },
              ...tags.map((tag) => ({ value: tag, label: tag })),
            ])
          : nothing
      }
      ${renderRow(
        { label: 'Step scale', hint: 'steps and relative time' },
        html`<rl-segmented
          label="Step scale"
          .options=${STEP_SCALES}
          .value=${settings.get(SETTINGS.logX) ? 'log' : 'linear'}
          @value-changed=${({ value }: ValueChanged<string>) => settings.set(SETTINGS.logX, value === 'log')}
        ></rl-segmented>`,
      )}
      ${renderSegmented(settings, SETTINGS.yScale, { label: 'Value scale' }, VALUE_SCALES)}
      ${renderRow(
        { label: 'Skip pauses', hint: `longer than ${PAUSE_INTERVALS} × the median interval` },
        html`<rl-switch
          label="Skip pauses in relative time"
          .value=${settings.get(SETTINGS.skipPauses) > 0}
          @value-changed=${({ value }: ValueChanged<boolean>) =>
            settings.set(SETTINGS.skipPauses, value ? PAUSE_INTERVALS : 0)}
        ></rl-switch>`,
      )}
      ${renderSwitch(settings, SETTINGS.ignoreOutliers, {
        label: 'Ignore outliers',
        hint: 'range from the 5th to the 95th percentile',
      })}
    </section>`;
  }

  #lines(): unknown {
    const { settings } = this.session;
    const { kind, amount } = settings.get(SETTINGS.smoothing);
    const scale = SMOOTHING_SCALES[kind];
    return html`<section>
      <h3>Lines</h3>
      ${renderRow(
        { label: 'Smoothing', hint: 'over every point' },
        html`<rl-select
          hideLabel
          label="Kind of smoothing"
          .options=${SMOOTHING_KINDS.map((value) => ({ value, label: SMOOTHING_SCALES[value].label }))}
          .value=${kind}
          @value-changed=${({ value }: ValueChanged<SmoothingKind>) =>
            settings.set(SETTINGS.smoothing, { kind: value, amount: SMOOTHING_SCALES[value].initial })}
        ></rl-select>`,
      )}
      ${renderRow(
        { label: '', hint: scale.unit },
        html`<rl-slider
          label="Amount of smoothing"
          hideLabel
          max=${scale.max}
          step=${scale.step}
          digits=${kind === 'ema' ? 3 : 0}
          .value=${amount}
          @value-changed=${({ value }: ValueChanged<number>) =>
            settings.set(SETTINGS.smoothing, { kind, amount: value })}
        ></rl-slider>`,
      )}
      ${renderSwitch(settings, SETTINGS.rawLine, { label: 'Raw line behind' })}
      ${renderSwitch(settings, SETTINGS.superseded, {
        label: 'Points that a restart replaced',
        hint: 'as a dotted line',
      })}
      ${renderSegmented(
        settings,
        SETTINGS.partition,
        { label: 'Where steps go back', hint: 'all parts, or the last that was written' },
        PARTITIONS,
      )}
    </section>`;
  }

  #steps(): unknown {
    const { settings } = this.session;
    return html`<section>
      <h3>Steps</h3>
      ${renderSwitch(settings, SETTINGS.stepSelection, {
        label: 'Select a step',
        hint: 'click on the axis of a chart; values in a table',
      })}
      ${renderSwitch(settings, SETTINGS.rangeSelection, { label: 'Select a range of steps' })}
      ${renderSwitch(settings, SETTINGS.linkSteps, { label: 'Same step on all cards' })}
    </section>`;
  }

  #tooltip(): unknown {
    const { settings } = this.session;
    return html`<section>
      <h3>Tooltip</h3>
      ${renderSelect(settings, SETTINGS.tipOrder, { label: 'Order' }, TIP_ORDERS)}
      ${renderRow(
        { label: 'Rows' },
        html`<rl-number-field
          label="Rows of the tooltip"
          min="1"
          max="100"
          .value=${settings.get(SETTINGS.tipRows)}
          @value-changed=${({ value }: ValueChanged<number | undefined>) =>
            value !== undefined && settings.set(SETTINGS.tipRows, Math.round(value))}
        ></rl-number-field>`,
      )}
    </section>`;
  }

  #page(): unknown {
    const { settings, live } = this.session;
    return html`<section>
      <h3>Page</h3>
      ${renderRow(
        { label: 'Live', hint: 'off: what is shown stays as it is' },
        html`<rl-switch
          label="Live"
          .value=${!live.isPaused}
          @value-changed=${({ value }: ValueChanged<boolean>) => (live.isPaused = !value)}
        ></rl-switch>`,
      )}
      ${renderSwitch(settings, SETTINGS.savePins, {
        label: 'Keep pins',
        hint: 'for the next visit, in this browser',
      })}
    </section>`;
  }
}
customElements.define('rl-settings', RlSettings);

declare global {
  interface HTMLElementTagNameMap {
    'rl-settings': RlSettings;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import {
  renderFitButton,
  renderPinButton,
  renderWidthButton,
  SCALE_LABELS,
} from '../../cards/card-buttons.ts';
import type { RlLineChart } from '../../charts/rl-line-chart.ts';
import type { CardChoice } from '../../data/card-choice.ts';
import { Pins } from '../../data/pins.ts';
import { SETTINGS, VALUE_SCALES } from '../../data/setting-list.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import '../../widgets/rl-menu.ts';
import type { MenuItem } from '../../widgets/rl-menu.ts';
import type { CardTag } from './card-lines.ts';
import { downloadPicture } from './download-picture.ts';
import { listExportLinks } from './export-links.ts';
import './rl-add-tag.ts';
import './rl-card-options.ts';
import './rl-rename-pin.ts';

/** What stands below the x axis of an exported picture. */
const X_LABELS = {
  step: 'Step',
  relative: 'Time since the first point',
  wall: 'Time',
  relative_step: 'Steps since the first point',
} as const;

/**
 * The buttons in the head of a scalar card, and what they open. Fires `fit` when the axes are to follow the data again,
 * and `full-toggled`.
 */
export class RlCardActions extends LitElement {
  static override properties = {
    session: { attribute: false },
    tag: {},
    tags: { attribute: false },
    choice: { attribute: false },
    isPinned: { attribute: false },
    isFull: { attribute: false },
    isZoomed: { attribute: false },
    knownTags: { attribute: false },
    chart: { attribute: false },
    opened: { state: true },
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
  declare tags: readonly CardTag[];
  declare choice: CardChoice;
  declare isPinned: boolean;
  declare isZoomed: boolean;
  /** Every tag that drawn runs have. */
  declare knownTags: ReadonlyMap<string, readonly RunInfo[]>;
  /** Whether the card fills the window. */
  declare isFull: boolean;
  declare chart: () => RlLineChart | null;
  declare protected opened: 'options' | 'add' | 'rename' | undefined;

  protected override render(): unknown {
    const { isTable, x, y } = this.choice;
    return html`${renderFitButton(!this.isZoomed && !x && !y, this.#fit)}
      ${renderPinButton(this.isPinned, () => this.#pins.toggle(this.tag))}
      <rl-icon-button
        small
        icon="table"
        label=${isTable ? 'Show the chart' : 'Show as a table'}
        .pressed=${isTable === true}
        @click=${() => this.#change({ isTable: isTable ? undefined : true })}
      ></rl-icon-button>
      ${renderWidthButton(this.choice, (changes) => this.#change(changes))}
      <rl-menu small label="More" .listItems=${() => this.#listItems()}></rl-menu>
      ${this.#renderOpened()}`;
  }

  #renderOpened(): unknown {
    const close = (): void => {
      this.opened = undefined;
    };
    const { session, tag, choice } = this;
    switch (this.opened) {
      case 'options':
        return html`<rl-card-options
          .session=${session}
          .tag=${tag}
          .choice=${choice}
          .knownTags=${this.knownTags}
          @closed=${close}
        ></rl-card-options>`;
      case 'add':
        return html`<rl-add-tag
          .session=${session}
          .tag=${tag}
          .choice=${choice}
          .knownTags=${this.knownTags}
          @closed=${close}
        ></rl-add-tag>`;
      case 'rename':
        return html`<rl-rename-pin .pins=${this.#pins} .tag=${tag} @closed=${close}></rl-rename-pin>`;
      case undefined:
        return nothing;
    }
  }

  #listItems(): MenuItem[] {
    const { settings } = this.session;
    const scale = this.choice.scale ?? settings.get(SETTINGS.yScale);
    return [
      ...VALUE_SCALES.map((value): MenuItem => ({
        kind: 'action',
        label: SCALE_LABELS[value],
        checked: value === scale,
        run: () => this.#change({ scale: value === settings.get(SETTINGS.yScale) ? undefined : value }),
      })),
      {
        kind: 'action',
        label: 'Leave out outliers, on all cards',
        checked: settings.get(SETTINGS.ignoreOutliers),
        run: () => settings.set(SETTINGS.ignoreOutliers, !settings.get(SETTINGS.ignoreOutliers)),
      },
      {
        kind: 'action',
        label: 'Fill the window',
        checked: this.isFull,
        run: () => this.dispatchEvent(new Event('full-toggled')),
      },
      { kind: 'action', label: 'Smoothing and limits…', run: () => (this.opened = 'options') },
      { kind: 'line' },
      { kind: 'action', label: 'Add a tag to this chart…', run: () => (this.opened = 'add') },
      ...(this.isPinned
        ? [{ kind: 'action', label: 'Name the pin…', run: () => (this.opened = 'rename') } as const]
        : []),
      { kind: 'line' },
      { kind: 'heading', label: 'Download' },
      this.#pictureItem('svg', 'SVG, as on the screen'),
      this.#pictureItem('png', 'PNG, as on the screen'),
      ...listExportLinks(this.session, this.tags),
    ];
  }

  #pictureItem(format: 'svg' | 'png', label: string): MenuItem {
    const { settings } = this.session;
    const chart = this.chart();
    const axis = settings.get(SETTINGS.axis);
    const text = {
      title: this.tags.map(({ tag }) => tag).join(', '),
      xLabel: axis === 'tag' ? settings.get(SETTINGS.xTag) : X_LABELS[axis],
      yLabel: '',
    };
    return {
      kind: 'action',
      label,
      disabled: chart === null,
      run: () => void (chart && downloadPicture(chart, format, text)),
    };
  }

  get #pins(): Pins {
    return new Pins(this.session.view, 'pins');
  }

  readonly #fit = (): void => {
    this.#change({ x: undefined, y: undefined });
    this.dispatchEvent(new Event('fit'));
  };

  #change(changes: CardChoice): void {
    this.session.cards.change(this.tag, changes);
  }
}
customElements.define('rl-card-actions', RlCardActions);

declare global {
  interface HTMLElementTagNameMap {
    'rl-card-actions': RlCardActions;
  }
}

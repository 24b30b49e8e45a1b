import { html, nothing } from 'lit';
import type { Setting } from '../data/setting.ts';
import type { Settings } from '../data/types.ts';
import '../widgets/rl-segmented.ts';
import type { SegmentedOption } from '../widgets/rl-segmented.ts';
import '../widgets/rl-select.ts';
import '../widgets/rl-switch.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';

/** What a row says: its name, and a short second line. */
export interface RowText {
  readonly label: string;
  readonly hint?: string;
}

/** A row of the panel: what it is on the left, its control on the right. */
export function renderRow({ label, hint }: RowText, control: unknown): unknown {
  return html`<div class="row">
    <span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span>
    ${control}
  </div>`;
}

export function renderSwitch(settings: Settings, setting: Setting<boolean>, text: RowText): unknown {
  return renderRow(
    text,
    html`<rl-switch
      .label=${text.label}
      .value=${settings.get(setting)}
      @value-changed=${({ value }: ValueChanged<boolean>) => settings.set(setting, value)}
    ></rl-switch>`,
  );
}

export function renderSegmented<Word extends string>(
  settings: Settings,
  setting: Setting<Word>,
  text: RowText,
  options: readonly (SegmentedOption & { readonly value: Word })[],
): unknown {
  return renderRow(
    text,
    html`<rl-segmented
      .label=${text.label}
      .options=${options}
      .value=${settings.get(setting)}
      @value-changed=${({ value }: ValueChanged<Word>) => settings.set(setting, value)}
    ></rl-segmented>`,
  );
}

/** As `renderSegmented`, for more choices than fit in a row. */
export function renderSelect<Word extends string>(
  settings: Settings,
  setting: Setting<Word>,
  text: RowText,
  options: readonly (SegmentedOption & { readonly value: Word })[],
): unknown {
  return renderRow(
    text,
    html`<rl-select
      hideLabel
      .label=${text.label}
      .options=${options}
      .value=${settings.get(setting)}
      @value-changed=${({ value }: ValueChanged<Word>) => settings.set(setting, value)}
    ></rl-select>`,
  );
}

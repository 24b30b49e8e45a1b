import { html } from 'lit';
import { parsePattern } from '../base/parse-pattern.ts';
import { formatPatternRule } from '../data/colour-rule.ts';
import { SETTINGS } from '../data/setting-list.ts';
import type { Session } from '../data/types.ts';
import '../widgets/rl-switch.ts';
import '../widgets/rl-text-field.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';
import { renderRow, renderSegmented, renderSwitch } from './settings-controls.ts';

const PALETTES = [
  { value: 'full', label: '24 colours' },
  { value: 'safe', label: 'Colour-blind safe' },
] as const;

/** The section of the settings about runs: which are drawn by themselves, what is one of them, their colours. */
export function renderRunSettings({ settings, selection }: Session): unknown {
  const written = settings.get(SETTINGS.colourBy);
  const pattern = written.startsWith('re:') ? written.slice(3) : '';
  const parsed = parsePattern(pattern);
  return html`<section>
    <h3>Runs</h3>
    ${renderRow(
      { label: 'Draw new runs as they appear' },
      html`<rl-switch
        label="Draw new runs as they appear"
        .value=${selection.areNewRunsDrawn}
        @value-changed=${({ value }: ValueChanged<boolean>) => selection.setNewRunsDrawn(value)}
      ></rl-switch>`,
    )}
    ${renderSwitch(settings, SETTINGS.foldRuns, {
      label: 'Fold parts of a run',
      hint: 'train and validation, versions, add_scalars: one row',
    })}
    ${renderSegmented(settings, SETTINGS.palette, { label: 'Colours' }, PALETTES)}
    ${renderRow(
      { label: 'Colour by', hint: 'what an expression finds in names; empty: each run its own' },
      html`<rl-text-field
        label="Colour runs by what an expression finds in their names"
        placeholder="(lr[^/]+)-s"
        suffix=".*"
        .value=${pattern}
        .error=${parsed instanceof RegExp ? '' : parsed.error}
        @value-changed=${({ value }: ValueChanged<string>) =>
          settings.set(SETTINGS.colourBy, value === '' ? 'run' : formatPatternRule(value))}
      ></rl-text-field>`,
    )}
  </section>`;
}

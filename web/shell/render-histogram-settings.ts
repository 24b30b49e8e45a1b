import { html } from 'lit';
import { SETTINGS } from '../data/setting-list.ts';
import type { Settings } from '../data/types.ts';
import { renderSegmented, renderSelect } from './settings-controls.ts';

const VIEWS = [
  { value: 'ridges', label: 'Ridges (offset)' },
  { value: 'overlay', label: 'Overlay' },
  { value: 'heat', label: 'Heat map' },
  { value: 'compare', label: 'Runs compared' },
  { value: 'curves', label: 'Curves' },
] as const;
const CLIPS = [
  { value: 'auto', label: 'Without squeezing outliers' },
  { value: '0', label: 'All' },
  { value: '1', label: 'Without the outer 1 %' },
  { value: '5', label: 'Without the outer 5 %' },
] as const;
const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
  { value: 'symlog', label: 'Symlog' },
] as const;

/** The part of the settings panel that histograms alone have. */
export function renderHistogramSettings(settings: Settings): unknown {
  return html`<section>
    <h3>Histograms</h3>
    ${renderSelect(settings, SETTINGS.histogramView, { label: 'Shown as' }, VIEWS)}
    ${renderSegmented(settings, SETTINGS.histogramScale, { label: 'Scale of values' }, SCALES)}
    ${renderSelect(settings, SETTINGS.histogramClip, { label: 'Range of values' }, CLIPS)}
  </section>`;
}

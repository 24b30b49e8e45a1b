import { html, nothing } from 'lit';
import { formatPlural } from '../../base/format.ts';
import '../../widgets/rl-icon-button.ts';
import '../../widgets/rl-slider.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import type { GraphBrowser } from './graph-browser.ts';
import type { Scene } from './scene.ts';

const TRACE_NAMES = {
  inputs: 'Inputs',
  outputs: 'What depends on it',
  both: 'Inputs and what depends on it',
  path: 'Shortest path',
  consumers: 'Consumers',
} as const;

/** What is traced, and the way to end it. */
export function renderTrace({ address }: GraphBrowser, { view: { tracedCount } }: Scene): unknown {
  const { trace } = address;
  if (trace === undefined || tracedCount === undefined) return nothing;
  const what = TRACE_NAMES[trace.kind];
  return html`<div class="float trace" role="status">
    ${tracedCount === 0 ? `${what}: none` : `${what}: ${formatPlural(tracedCount, 'node')}`}
    <rl-icon-button
      small
      icon="close"
      label="End the trace"
      @click=${() => {
        address.trace = undefined;
      }}
    ></rl-icon-button>
  </div>`;
}

/** For the colourings by tags: at which step. */
export function renderStep({ address, numbers }: GraphBrowser): unknown {
  const { steps } = numbers;
  if (!steps || !numbers.isColouring) return nothing;
  return html`<div class="float step">
    <rl-slider
      label="At step"
      .min=${steps.first}
      .max=${steps.last}
      .step=${1}
      .digits=${0}
      .value=${address.step ?? steps.last}
      @value-changed=${({ value }: ValueChanged<number>) => {
        address.step = value >= steps.last ? undefined : value;
      }}
    ></rl-slider>
  </div>`;
}

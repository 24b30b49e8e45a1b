import { html, nothing } from 'lit';
import { formatAge, formatValue } from '../base/format.ts';
import { computeActivity, type RunActivity } from '../data/run-activity.ts';
import type { RunColumn } from '../data/run-column.ts';
import type { RunInfo, Session } from '../data/types.ts';
import '../widgets/rl-icon-button.ts';
import type { IconName } from '../widgets/rl-icon.ts';

const STATE_NAMES: Readonly<Record<RunActivity['state'], string>> = {
  live: 'live: grew in the last minute',
  idle: 'idle: grew in the last half hour',
  done: 'finished',
};

/** The value in the column: of parts of one run that of the first which has it. */
export function renderValue(
  { values }: Session,
  column: RunColumn | undefined,
  runs: readonly RunInfo[],
): unknown {
  if (!column) return nothing;
  for (const { name } of runs) {
    const value = values.of(name, column.tag, column.statistic);
    if (value !== undefined)
      return html`<span class="value" title=${String(value)}>${formatValue(value)}</span>`;
  }
  return html`<span class="value"></span>`;
}

/** Age and state of the newest data of these runs. */
export function renderActivity({ status }: Session, runs: readonly RunInfo[]): unknown {
  const nowSec = status.nowSec ?? 0;
  let newest: RunActivity | undefined;
  for (const { id } of runs) {
    const activity = computeActivity(status.lastGrowthSec(id), nowSec);
    if ((activity.ageSec ?? Infinity) < (newest?.ageSec ?? Infinity)) newest = activity;
  }
  const { ageSec, state } = newest ?? { ageSec: undefined, state: 'done' };
  return html`${ageSec === undefined ? nothing : formatAge(ageSec)}
    <i class="mark ${state}" title=${STATE_NAMES[state]}></i>`;
}

/** A button that shows while the pointer is on its row; keys do the same on the tree. */
export function renderRowButton(icon: IconName, label: string, act: (event: MouseEvent) => void): unknown {
  return html`<rl-icon-button
    class="only"
    small
    tabindex="-1"
    .icon=${icon}
    .label=${label}
    @click=${(event: MouseEvent) => {
      event.stopPropagation();
      act(event);
    }}
    @dblclick=${(event: Event) => event.stopPropagation()}
  ></rl-icon-button>`;
}

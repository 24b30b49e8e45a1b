import type { LineAxisKind } from '../../charts/axis-ticks.ts';
import type { CardChoice, Limits } from '../../data/card-choice.ts';
import { SETTINGS, type Axis } from '../../data/setting-list.ts';
import type { Settings } from '../../data/types.ts';
import type { LineOptions } from './card-lines.ts';

const LINE_AXES: Readonly<Record<Axis, LineAxisKind>> = {
  step: 'step',
  relative: 'relative',
  wall: 'wall',
  relative_step: 'relative-step',
  tag: 'value',
};

/** What a chart calls the axis. */
export function toLineAxis(axis: Axis): LineAxisKind {
  return LINE_AXES[axis];
}

/** What the lines of a card are asked for, by the settings and by what was chosen for the card. */
export function readLineOptions(
  settings: Settings,
  choice: CardChoice,
  zoom: Limits | undefined,
): LineOptions {
  const wanted = settings.get(SETTINGS.axis);
  const xTag = settings.get(SETTINGS.xTag);
  // As long as no tag is chosen there is no such axis.
  const axis = wanted === 'tag' && xTag === '' ? 'step' : wanted;
  const smoothing = choice.smoothing ?? settings.get(SETTINGS.smoothing);
  const range = zoom ?? choice.x;
  return {
    axis,
    from: range?.from,
    to: range?.to,
    smoothing: smoothing.amount,
    smoothingKind: smoothing.kind,
    superseded: settings.get(SETTINGS.superseded),
    logX: settings.get(SETTINGS.logX) && axis !== 'wall' && axis !== 'tag',
    skipPauses: axis === 'relative' ? settings.get(SETTINGS.skipPauses) : 0,
    xTag: axis === 'tag' ? xTag : '',
  };
}

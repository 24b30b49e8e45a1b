import { SETTINGS } from '../data/setting-list.ts';
import { SMOOTHING_SCALES } from '../data/smoothing.ts';
import type { Settings } from '../data/types.ts';

const AXIS_CYCLE = ['step', 'relative', 'wall'] as const;
/** A key changes the smoothing by this part of its scale. */
const SMOOTHING_PART = 0.05;

/** Changes a setting by a key: S and D smooth less and more, X goes through the axes. False when the key is none of them. */
export function changeSettingByKey(settings: Settings, key: string): boolean {
  if (key === 'x') {
    const at = AXIS_CYCLE.findIndex((axis) => axis === settings.get(SETTINGS.axis));
    settings.set(SETTINGS.axis, AXIS_CYCLE[(at + 1) % AXIS_CYCLE.length] ?? 'step');
    return true;
  }
  const direction = { s: -1, d: 1 }[key];
  if (direction === undefined) return false;
  const { kind, amount } = settings.get(SETTINGS.smoothing);
  const { max, step } = SMOOTHING_SCALES[kind];
  const next = amount + direction * Math.max(step, max * SMOOTHING_PART);
  const rounded = Number((Math.round(next / step) * step).toPrecision(6));
  settings.set(SETTINGS.smoothing, { kind, amount: Math.min(max, Math.max(0, rounded)) });
  return true;
}

import { SETTINGS } from './setting-list.ts';
import type { Setting } from './setting.ts';
import type { Settings } from './types.ts';

const ALL = Object.values(SETTINGS) as readonly Setting<unknown>[];

/** All settings in one text, which changes when any of them does. */
export function toSettingsText(settings: Settings): string {
  return ALL.map((setting) => setting.format(settings.get(setting))).join('\0');
}

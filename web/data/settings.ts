import { Observable } from '../base/observable.ts';
import { PIN_KEYS } from './pins.ts';
import type { Setting } from './setting.ts';
import { SETTINGS } from './setting-list.ts';
import type * as contract from './types.ts';

/** Where settings outlive the page: localStorage, or nothing. */
export type SettingStorage = Pick<Storage, 'getItem' | 'setItem'>;

const STORAGE_KEY = 'runlight-settings';
/** What is kept over visits besides the settings: open groups, pins, and what was chosen for single cards. */
const KEPT_VIEW_KEYS = ['groups', 'histogramGroups', 'cards', ...PIN_KEYS];
const ALL: readonly Setting<unknown>[] = Object.values(SETTINGS) as readonly Setting<unknown>[];

/**
 * What a person has chosen, in the address where others need it to see the same, and in the browser's storage for the
 * next visit. An address that says anything counts as a whole: a link shows what its sender saw, whatever the reader's
 * own choices are. The bare address shows what this person had last. Habits (palette, tooltip, widths) hold also where a
 * link says nothing of them, and a link that does say something leaves them as they are for the next visit.
 */
export class Settings extends Observable implements contract.Settings {
  readonly #view: contract.ViewState;
  readonly #storage: SettingStorage | undefined;
  /** Texts as stored, of both scopes. */
  readonly #stored: Map<string, string>;

  constructor(view: contract.ViewState, storage: SettingStorage | undefined) {
    super();
    this.#view = view;
    this.#storage = storage;
    this.#stored = readStored(storage);
    if (view.isBare) {
      for (const key of keptKeys()) {
        const text = this.#stored.get(key);
        if (text !== undefined) view.set(key, text);
      }
    }
    this.#showHabits();
    view.subscribe(() => {
      this.#showHabits();
      this.#keepView();
      this.changed();
    });
  }

  get<Value>(setting: Setting<Value>): Value {
    const { key, scope } = setting;
    const text = scope === 'reader' ? this.#stored.get(key) : this.#view.get(key);
    return (text === undefined ? undefined : setting.parse(text)) ?? setting.initial;
  }

  set<Value>(setting: Setting<Value>, value: NoInfer<Value>): void {
    const written = setting.format(value);
    const text = written === setting.format(setting.initial) ? undefined : written;
    if (setting.scope === 'view') {
      this.#view.set(setting.key, text);
      return;
    }
    const isNews = this.#stored.get(setting.key) !== text;
    if (text === undefined) this.#stored.delete(setting.key);
    else this.#stored.set(setting.key, text);
    if (isNews) {
      this.#keepView();
      this.#write();
    }
    if (setting.scope === 'habit') this.#view.set(setting.key, text);
    else if (isNews) this.changed();
  }

  reset(): void {
    for (const setting of ALL) this.set(setting, setting.initial);
  }

  /** Puts the person's habits into an address that says nothing of them. */
  #showHabits(): void {
    for (const { key } of ALL.filter(({ scope }) => scope === 'habit')) {
      const text = this.#stored.get(key);
      if (text !== undefined && this.#view.get(key) === undefined) this.#view.set(key, text);
    }
  }

  /** Takes over what the view holds now, and stores it if that is news. */
  #keepView(): void {
    const savesPins = this.get(SETTINGS.savePins);
    let isNews = false;
    for (const key of keptKeys()) {
      const text =
        !savesPins && (PIN_KEYS as readonly string[]).includes(key) ? undefined : this.#view.get(key);
      if (this.#stored.get(key) === text) continue;
      isNews = true;
      if (text === undefined) this.#stored.delete(key);
      else this.#stored.set(key, text);
    }
    if (isNews) this.#write();
  }

  #write(): void {
    try {
      this.#storage?.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(this.#stored)));
    } catch {
      // Full or off: the choices last as long as the page.
    }
  }
}

function keptKeys(): string[] {
  return [...ALL.filter(({ scope }) => scope === 'view').map(({ key }) => key), ...KEPT_VIEW_KEYS];
}

function readStored(storage: SettingStorage | undefined): Map<string, string> {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return new Map();
    return new Map(
      Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return new Map();
  }
}

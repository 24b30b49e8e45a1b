import { joinEscaped, splitEscaped, unescapeItem } from './escaped-list.ts';
import type { ViewState } from './types.ts';

/** Keys of the address under which the pins of dashboards stand. */
export const PIN_KEYS = ['pins', 'histogramPins', 'histogramTagPins'] as const;
export type PinKey = (typeof PIN_KEYS)[number];

/** A card that stands at the top as well. */
export interface Pin {
  /** Key of the card: a tag, or what else its dashboard tells cards apart by. */
  readonly key: string;
  /** What it is called up there; empty = as the card itself. */
  readonly name: string;
}

/** The pinned cards of a dashboard in their order, in the address under `viewKey`: "loss,acc:Accuracy of both". */
export class Pins {
  readonly #view: ViewState;
  readonly #viewKey: PinKey;

  constructor(view: ViewState, viewKey: PinKey) {
    this.#view = view;
    this.#viewKey = viewKey;
  }

  get list(): readonly Pin[] {
    const text = this.#view.get(this.#viewKey);
    if (!text) return [];
    return splitEscaped(text, ',').map((item) => {
      const [key = '', name = ''] = splitEscaped(item, ':').map(unescapeItem);
      return { key, name };
    });
  }

  has(key: string): boolean {
    return this.list.some((pin) => pin.key === key);
  }

  /** Adds at the end, or takes away. */
  toggle(key: string): void {
    const { list } = this;
    const others = list.filter((pin) => pin.key !== key);
    this.#write(others.length < list.length ? others : [...list, { key, name: '' }]);
  }

  rename(key: string, name: string): void {
    this.#write(this.list.map((pin) => (pin.key === key ? { key, name: name.trim() } : pin)));
  }

  clear(): void {
    this.#write([]);
  }

  #write(pins: readonly Pin[]): void {
    const items = pins.map(({ key, name }) => joinEscaped(name ? [key, name] : [key], ':'));
    this.#view.set(this.#viewKey, items.length > 0 ? items.join(',') : undefined);
  }
}

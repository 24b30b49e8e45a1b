import { Observable } from '../base/observable.ts';
import { formatCardChoice, parseCardChoices, type CardChoice } from './card-choice.ts';
import { joinEscaped } from './escaped-list.ts';
import type { ViewState } from './types.ts';

const NOTHING: CardChoice = {};
const VIEW_KEY = 'cards';

/** What was chosen for single cards, by tag; in the address under "cards". */
export class CardChoices extends Observable {
  readonly #view: ViewState;
  #text: string | undefined;
  #choices: ReadonlyMap<string, CardChoice> = new Map();

  constructor(view: ViewState) {
    super();
    this.#view = view;
    this.#read();
    view.subscribe(() => {
      if (view.get(VIEW_KEY) === this.#text) return;
      this.#read();
      this.changed();
    });
  }

  /** The same object as long as nothing changes for that card. */
  of(key: string): CardChoice {
    return this.#choices.get(key) ?? NOTHING;
  }

  /** Adds to what was chosen; a part that is undefined goes back to what the settings say. */
  change(key: string, changes: CardChoice): void {
    this.#write(new Map(this.#choices).set(key, { ...this.of(key), ...changes }));
  }

  /** The same change for several cards at once: "apply to all". */
  changeAll(keys: Iterable<string>, changes: CardChoice): void {
    const choices = new Map(this.#choices);
    for (const key of keys) choices.set(key, { ...this.of(key), ...changes });
    this.#write(choices);
  }

  #read(): void {
    this.#text = this.#view.get(VIEW_KEY);
    const before = this.#choices;
    const read = parseCardChoices(this.#text);
    for (const [key, choice] of read) {
      const known = before.get(key);
      if (known && formatCardChoice(known).join('\0') === formatCardChoice(choice).join('\0')) {
        read.set(key, known);
      }
    }
    this.#choices = read;
  }

  #write(choices: ReadonlyMap<string, CardChoice>): void {
    const items: string[] = [];
    for (const [key, choice] of choices) {
      const parts = formatCardChoice(choice);
      if (parts.length > 0) items.push(joinEscaped([key, ...parts], ':'));
    }
    this.#view.set(VIEW_KEY, items.length > 0 ? items.join(',') : undefined);
  }
}

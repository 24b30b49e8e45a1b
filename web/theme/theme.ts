import { ownColourToken } from '../base/own-colour.ts';
import { Observable } from '../base/observable.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const STORAGE_KEY = 'runlight-theme';

/** Light or dark: the person's choice, or the system's. Changes when the page's colours have changed. */
class Theme extends Observable {
  readonly #tokenValues = new Map<string, string>();
  #choice: ThemeChoice = 'system';
  #systemDark: MediaQueryList | undefined;

  /** Reads the stored choice and follows the system from now on. Call once, before the first element renders. */
  start(): void {
    this.#choice = readChoice();
    this.#systemDark = matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  /** What is on the screen now. */
  get isDark(): boolean {
    return this.#choice === 'dark' || (this.#choice === 'system' && this.#systemDark?.matches === true);
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    try {
      localStorage.setItem(STORAGE_KEY, choice);
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
    this.#apply();
  }

  /** See `tokenValue`. */
  token(name: string): string {
    let value = this.#tokenValues.get(name);
    if (value === undefined) {
      value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      this.#tokenValues.set(name, value);
    }
    return value;
  }

  /** Defines tokens for colours, "#rrggbb", that are in no palette: the same in both themes. */
  defineOwnColours(colours: readonly string[]): void {
    const { style } = document.documentElement;
    const missing = colours.filter(
      (colour) => colour.startsWith('#') && !style.getPropertyValue(ownColourToken(colour)),
    );
    for (const colour of missing) {
      style.setProperty(ownColourToken(colour), colour);
      this.#tokenValues.delete(ownColourToken(colour));
    }
    if (missing.length > 0) this.changed();
  }

  #apply(): void {
    document.documentElement.dataset['theme'] = this.isDark ? 'dark' : 'light';
    this.#tokenValues.clear();
    this.changed();
  }
}

/** The page's only theme: it belongs to the document, of which there is one. */
export const theme = new Theme();

/**
 * The present value of a token, for canvases: "--rl-run-7" → "#b47d01". Empty for an unknown name.
 * Ask again when `theme` has changed.
 */
export function tokenValue(name: string): string {
  return theme.token(name);
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

import { Observable } from '../base/observable.ts';

const STORAGE_KEY = 'runlight-settings-open';

/** Whether the settings panel is open; kept in the browser. */
export class SettingsPanelLayout extends Observable {
  #isOpen = false;

  constructor() {
    super();
    try {
      this.#isOpen = localStorage.getItem(STORAGE_KEY) === '1';
    } catch {
      // Storage is off: closed at first.
    }
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  toggle(): void {
    this.#isOpen = !this.#isOpen;
    try {
      localStorage.setItem(STORAGE_KEY, this.#isOpen ? '1' : '0');
    } catch {
      // It lasts as long as the page.
    }
    this.changed();
  }
}

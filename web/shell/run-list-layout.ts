import { Observable } from '../base/observable.ts';
import { tokenValue } from '../theme/theme.ts';

const STORAGE_KEY = 'runlight-run-list';

/** How wide the run list is and whether it shows. On a narrow page it is a drawer, closed at first. */
export class RunListLayout extends Observable {
  readonly #narrow = matchMedia('(max-width: 1000px)');
  #widthPx: number | undefined;
  #isCollapsed = false;
  #isDrawerOpen = false;

  constructor() {
    super();
    this.#restore();
    this.#narrow.addEventListener('change', () => {
      this.#isDrawerOpen = false;
      this.changed();
    });
  }

  get isDrawer(): boolean {
    return this.#narrow.matches;
  }

  get isOpen(): boolean {
    return this.isDrawer ? this.#isDrawerOpen : !this.#isCollapsed;
  }

  /** The chosen width, or the one that the tokens give. */
  get widthPx(): number {
    return this.#widthPx ?? px('--rl-runs');
  }

  /** The chosen width for CSS; undefined leaves it to the tokens. */
  get widthStyle(): string | undefined {
    return this.#widthPx === undefined ? undefined : `${this.#widthPx}px`;
  }

  get minPx(): number {
    return px('--rl-runs-min');
  }

  get maxPx(): number {
    return px('--rl-runs-max');
  }

  resize(widthPx: number): void {
    this.#widthPx = widthPx;
    this.#store();
    this.changed();
  }

  toggle(): void {
    if (this.isDrawer) this.#isDrawerOpen = !this.#isDrawerOpen;
    else this.#isCollapsed = !this.#isCollapsed;
    this.#store();
    this.changed();
  }

  #restore(): void {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}');
      if (typeof stored !== 'object' || stored === null) return;
      if ('widthPx' in stored && typeof stored.widthPx === 'number') this.#widthPx = stored.widthPx;
      this.#isCollapsed = 'isCollapsed' in stored && stored.isCollapsed === true;
    } catch {
      // Storage is off or damaged: the defaults do.
    }
  }

  #store(): void {
    try {
      localStorage.setItem(
        STORAGE_KEY,
        JSON.stringify({ widthPx: this.#widthPx, isCollapsed: this.#isCollapsed }),
      );
    } catch {
      // Storage is off: it lasts as long as the page.
    }
  }
}

function px(token: string): number {
  return Number.parseFloat(tokenValue(token));
}

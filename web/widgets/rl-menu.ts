import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon.ts';
import type { IconName } from './rl-icon.ts';
import './rl-icon-button.ts';

/** An entry: it does something, or it is a link. A heading does neither; a line stands between entries. */
export type MenuItem =
  | { readonly kind: 'line' }
  | { readonly kind: 'heading'; readonly label: string }
  | {
      readonly kind: 'action';
      readonly label: string;
      /** One of several choices, or on or off: whether it holds now. */
      readonly checked?: boolean;
      readonly disabled?: boolean;
      readonly run: () => void;
    }
  | {
      readonly kind: 'link';
      readonly label: string;
      readonly href: string;
      /** Name of the file that it saves. */
      readonly download: string;
    };

const GAP_PX = 4;

/**
 * A button and the menu that it opens. Arrow keys move, Escape closes. `items` is asked for each time it opens. With
 * `floating` there is no button: its owner opens it where it is wanted.
 */
export class RlMenu extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = {
    label: {},
    icon: {},
    small: { type: Boolean },
    floating: { type: Boolean },
    listItems: { attribute: false },
    items: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      .menu {
        position: fixed;
        inset: auto;
        min-width: 196px;
        max-width: min(320px, calc(100vw - 16px));
        max-height: calc(100vh - 16px);
        margin: 0;
        padding: 4px;
        border: 0;
        border-radius: var(--rl-r3);
        background: var(--rl-tip);
        box-shadow: var(--rl-shadow-3);
        color: var(--rl-text);
        font-size: var(--rl-t-body);
        font-weight: var(--rl-w-normal);
        overflow: auto;
      }
      [role^='menuitem'] {
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        height: 28px;
        padding: 0 10px 0 6px;
        border-radius: var(--rl-r2);
        color: inherit;
        text-align: left;
        text-decoration: none;
        white-space: nowrap;
      }
      [role^='menuitem']:hover,
      [role^='menuitem']:focus-visible {
        outline: none;
        background: var(--rl-hover);
      }
      [role^='menuitem']:disabled {
        opacity: 0.45;
      }
      .mark {
        flex: none;
        width: 12px;
        color: var(--rl-accent);
      }
      .mark rl-icon {
        width: 12px;
        height: 12px;
      }
      .heading {
        padding: 6px 6px 2px 26px;
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
      }
      hr {
        margin: 4px 0;
        border: 0;
        border-top: 1px solid var(--rl-border);
      }
    `,
  ];

  declare label: string;
  declare icon: IconName;
  declare small: boolean;
  declare floating: boolean;
  declare listItems: () => readonly MenuItem[];
  /** Those of the open menu; undefined while it is closed. */
  declare protected items: readonly MenuItem[] | undefined;

  constructor() {
    super();
    this.icon = 'more';
    this.listItems = () => [];
  }

  protected override render(): unknown {
    const isOpen = this.items !== undefined;
    return html`${
        this.floating
          ? nothing
          : html`<rl-icon-button
              ?small=${this.small}
              .icon=${this.icon}
              .label=${this.label}
              .expanded=${isOpen}
              @click=${this.#toggle}
            ></rl-icon-button>`
      }
      <div
        class="menu"
        popover="auto"
        role="menu"
        aria-label=${this.label}
        @toggle=${this.#onToggled}
        @keydown=${this.#onKeyDown}
      >
        ${this.items?.map((item) => this.#renderItem(item)) ?? nothing}
      </div>`;
  }

  #renderItem(item: MenuItem): unknown {
    if (item.kind === 'line') return html`<hr />`;
    if (item.kind === 'heading') return html`<div class="heading">${item.label}</div>`;
    if (item.kind === 'link') {
      return html`<a role="menuitem" href=${item.href} download=${item.download} @click=${this.#close}>
        <span class="mark"></span>${item.label}
      </a>`;
    }
    const { label, checked, disabled, run } = item;
    const choose = (): void => {
      this.#close();
      run();
    };
    return html`<button
      type="button"
      role=${checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked=${checked ?? nothing}
      ?disabled=${disabled === true}
      @click=${choose}
    >
      <span class="mark">${checked ? html`<rl-icon name="check"></rl-icon>` : nothing}</span>
      <span class="cut">${label}</span>
    </button>`;
  }

  get #menu(): HTMLElement {
    return this.renderRoot.querySelector('.menu') as HTMLElement;
  }

  readonly #close = (): void => this.#menu.hidePopover();

  readonly #toggle = async (): Promise<void> => {
    if (this.items) return this.#close();
    this.items = this.listItems();
    await this.updateComplete;
    this.#menu.showPopover();
    this.#place();
    this.#focusItem(0);
  };

  /** Opens the menu with a corner at a point of the window, in px. */
  async openAt(left: number, top: number, items: readonly MenuItem[]): Promise<void> {
    this.items = items;
    await this.updateComplete;
    this.#menu.showPopover();
    const { offsetWidth: width, offsetHeight: height } = this.#menu;
    this.#menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    this.#menu.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
    this.#focusItem(0);
  }

  /** Below the button, its right edges aligned; above where there is no room. */
  #place(): void {
    const button = this.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#menu;
    const below = button.bottom + GAP_PX;
    const top = below + height > innerHeight ? button.top - GAP_PX - height : below;
    this.#menu.style.left = `${Math.min(innerWidth - width - 8, Math.max(8, button.right - width))}px`;
    this.#menu.style.top = `${Math.max(8, top)}px`;
  }

  readonly #onToggled = (event: Event): void => {
    // A click on the button closes it too; then the button must not open it again.
    if ((event as ToggleEvent).newState === 'closed') setTimeout(() => (this.items = undefined));
  };

  #focusItem(step: number): void {
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')];
    const active = items.findIndex((item) => item.matches(':focus'));
    items[(Math.max(0, active + step) + items.length) % items.length]?.focus();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.#focusItem(step);
  };
}
customElements.define('rl-menu', RlMenu);

declare global {
  interface HTMLElementTagNameMap {
    'rl-menu': RlMenu;
  }
}

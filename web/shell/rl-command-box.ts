import { css, html, LitElement, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { rankEntries } from '../base/rank-entries.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon.ts';
import type { Command } from './commands.ts';

/** More are not looked through. */
const MAX_LISTED = 60;

/**
 * Finds tags, runs, dashboards, saved views and commands by words, and does what is chosen. Open as long as it is in the
 * document; fires `closed`.
 */
export class RlCommandBox extends LitElement {
  static override properties = {
    commands: { attribute: false },
    typed: { state: true },
    activeIndex: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      dialog {
        width: min(620px, calc(100vw - 32px));
        margin: 12vh auto auto;
        padding: 0;
        border: 0;
        border-radius: 10px;
        background: var(--rl-tip);
        box-shadow: var(--rl-shadow-3);
        color: var(--rl-text);
        font-size: var(--rl-t-body);
        overflow: hidden;
      }
      dialog::backdrop {
        background: var(--rl-scrim);
      }
      .field {
        display: flex;
        align-items: center;
        gap: 10px;
        height: 44px;
        padding: 0 16px;
        border-bottom: 1px solid var(--rl-border);
        color: var(--rl-text-3);
      }
      input {
        flex: 1;
        min-width: 0;
        height: 100%;
        padding: 0;
        border: 0;
        background: none;
        color: var(--rl-text);
        font-size: var(--rl-t-base);
      }
      input:focus-visible {
        outline: none;
      }
      input::placeholder {
        color: var(--rl-text-3);
        opacity: 1;
      }
      [role='listbox'] {
        height: min(420px, 60vh);
        padding: 6px;
        overflow: auto;
      }
      [role='option'] {
        display: flex;
        align-items: center;
        gap: 10px;
        height: 32px;
        padding: 0 10px;
        border-radius: var(--rl-r2);
      }
      [role='option'][aria-selected='true'] {
        background: var(--rl-selected);
      }
      .kind {
        flex: none;
        width: 76px;
        color: var(--rl-text-2);
      }
      p {
        padding: 12px 10px;
      }
    `,
  ];

  declare commands: () => Iterable<Command>;
  declare protected typed: string;
  declare protected activeIndex: number;

  #found: readonly Command[] = [];

  constructor() {
    super();
    this.typed = '';
    this.activeIndex = 0;
  }

  protected override willUpdate(): void {
    this.#found = rankEntries(this.commands(), this.typed, MAX_LISTED);
    this.activeIndex = Math.min(this.activeIndex, Math.max(0, this.#found.length - 1));
  }

  protected override render(): unknown {
    const found = this.#found;
    return html`<dialog
      aria-label="Find a tag, run or command"
      @close=${this.#tellClosed}
      @click=${this.#onClick}
    >
      <div class="field">
        <rl-icon name="search"></rl-icon>
        <input
          type="text"
          role="combobox"
          spellcheck="false"
          autocomplete="off"
          aria-label="Tag, run or command"
          aria-expanded="true"
          aria-controls="found"
          aria-activedescendant=${ifDefined(found.length > 0 ? `found-${this.activeIndex}` : undefined)}
          placeholder="Tag, run or command"
          .value=${this.typed}
          @input=${this.#onInput}
          @keydown=${this.#onKeyDown}
        />
      </div>
      <div id="found" role="listbox" aria-label="Found">
        ${found.map((command, index) => this.#renderCommand(command, index))}
      </div>
      ${found.length === 0 ? html`<p role="status" class="faint">Nothing has all of these words.</p>` : nothing}
    </dialog>`;
  }

  #renderCommand(command: Command, index: number): unknown {
    return html`<div
      id="found-${index}"
      role="option"
      aria-selected=${index === this.activeIndex}
      @pointermove=${() => (this.activeIndex = index)}
      @click=${() => this.#choose(command)}
    >
      <span class="kind">${command.kind}</span>
      <span class="grow cut" title=${command.label}>${command.label}</span>
      ${command.key ? html`<kbd>${command.key}</kbd>` : nothing}
    </div>`;
  }

  protected override firstUpdated(): void {
    this.#dialog.showModal();
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog') as HTMLDialogElement;
  }

  readonly #onInput = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.activeIndex = 0;
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const count = this.#found.length;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const chosen = this.#found[this.activeIndex];
    if (step !== undefined && count > 0) {
      const next = this.activeIndex + step;
      // One step goes round, a page does not.
      this.activeIndex =
        Math.abs(step) === 1 ? (next + count) % count : Math.min(count - 1, Math.max(0, next));
    } else if (event.key === 'Enter' && chosen) this.#choose(chosen);
    else return;
    event.preventDefault();
  };

  #choose({ run }: Command): void {
    this.#dialog.close();
    run();
  }

  readonly #tellClosed = (): void => void this.dispatchEvent(new Event('closed'));

  /** On the backdrop, which is the dialog itself. */
  readonly #onClick = (event: MouseEvent): void => {
    if (event.target === this.#dialog) this.#dialog.close();
  };
}
customElements.define('rl-command-box', RlCommandBox);

declare global {
  interface HTMLElementTagNameMap {
    'rl-command-box': RlCommandBox;
  }
}

import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon-button.ts';

/**
 * A window above the page, open as long as it is in the document. Fires `closed` when the person is done with it: its owner
 * takes it away. Slots: default = the content; `actions` = buttons at its end.
 */
export class RlDialog extends LitElement {
  static override properties = { heading: {} };
  static override styles = [
    sharedStyles,
    css`
      dialog {
        display: flex;
        flex-direction: column;
        width: min(var(--rl-dialog-width, 420px), calc(100vw - 32px));
        max-height: calc(100vh - 64px);
        padding: 0;
        border: 0;
        border-radius: 10px;
        background: var(--rl-tip);
        box-shadow: var(--rl-shadow-3);
        color: var(--rl-text);
        font-size: var(--rl-t-body);
        font-weight: var(--rl-w-normal);
      }
      dialog:focus-visible {
        outline: none;
      }
      dialog::backdrop {
        background: var(--rl-scrim);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        flex: none;
        padding: 10px 10px 8px 18px;
        border-bottom: 1px solid var(--rl-border);
      }
      h2 {
        font-size: var(--rl-t-title);
        font-weight: var(--rl-w-strong);
      }
      .body {
        flex: 1;
        min-height: 0;
        padding: 14px 18px;
        overflow: auto;
      }
      .foot {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        flex: none;
        padding: 0 18px 14px;
      }
    `,
  ];

  declare heading: string;

  protected override render(): unknown {
    return html`<dialog
      aria-label=${this.heading}
      @close=${this.#tellClosed}
      @click=${this.#onClick}
      @keydown=${(event: Event) => event.stopPropagation()}
    >
      <div class="head">
        <h2 class="cut" title=${this.heading}>${this.heading}</h2>
        <rl-icon-button small icon="close" label="Close" @click=${this.#close}></rl-icon-button>
      </div>
      <div class="body"><slot></slot></div>
      <div class="foot"><slot name="actions"></slot></div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog') as HTMLDialogElement;
  }

  readonly #close = (): void => this.#dialog.close();

  readonly #tellClosed = (): void => void this.dispatchEvent(new Event('closed'));

  /** On the backdrop, which is the dialog itself. */
  readonly #onClick = (event: MouseEvent): void => {
    if (event.target === this.#dialog) this.#close();
  };
}
customElements.define('rl-dialog', RlDialog);

declare global {
  interface HTMLElementTagNameMap {
    'rl-dialog': RlDialog;
  }
}

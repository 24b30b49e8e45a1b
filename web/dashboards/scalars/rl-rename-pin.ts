import { html, LitElement } from 'lit';
import type { Pins } from '../../data/pins.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-dialog.ts';
import '../../widgets/rl-text-field.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';

/** Asks what a pinned card is to be called. Passes on `closed`. */
export class RlRenamePin extends LitElement {
  static override properties = { pins: { attribute: false }, tag: {} };
  static override styles = sharedStyles;

  declare pins: Pins;
  declare tag: string;

  #name: string | undefined;

  protected override render(): unknown {
    const known = this.pins.list.find(({ key }) => key === this.tag)?.name ?? '';
    return html`<rl-dialog heading="Name of the pin" @closed=${this.#tellClosed}>
      <rl-text-field
        label="Name of the pin"
        placeholder=${this.tag}
        .value=${known}
        @value-changed=${(event: ValueChanged<string>) => (this.#name = event.value)}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && this.#finish()}
      ></rl-text-field>
      <button slot="actions" type="button" class="button primary" @click=${this.#finish}>Done</button>
    </rl-dialog>`;
  }

  readonly #finish = (): void => {
    if (this.#name !== undefined) this.pins.rename(this.tag, this.#name);
    this.#tellClosed();
  };

  readonly #tellClosed = (): void => void this.dispatchEvent(new Event('closed'));
}
customElements.define('rl-rename-pin', RlRenamePin);

declare global {
  interface HTMLElementTagNameMap {
    'rl-rename-pin': RlRenamePin;
  }
}

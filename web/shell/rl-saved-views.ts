import { css, html, LitElement, nothing } from 'lit';
import { ObserveController } from '../data/observe-controller.ts';
import type { SavedView, Session } from '../data/types.ts';
import { VIEW_LIMITS } from '../data/views.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-dialog.ts';
import '../widgets/rl-icon-button.ts';

/** Saved views: open, save, rename, make the default, delete. Fires `closed`. */
export class RlSavedViews extends LitElement {
  static override properties = {
    session: { attribute: false },
    renamed: { state: true },
    removed: { state: true },
    error: { state: true },
    isCopied: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      form,
      li {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      input {
        flex: 1;
        min-width: 0;
        height: var(--rl-control);
        padding: 0 8px;
        border: 1px solid var(--rl-control-border);
        border-radius: var(--rl-r2);
        background: var(--rl-card);
      }
      ul {
        margin: 12px 0;
      }
      li {
        height: 32px;
      }
      .open {
        flex: 1;
        height: 28px;
        padding: 0 8px;
        border-radius: var(--rl-r2);
        text-align: left;
      }
      .open:hover {
        background: var(--rl-hover);
      }
      p {
        margin-top: 10px;
        line-height: var(--rl-lh);
        overflow-wrap: anywhere;
      }
      .error {
        color: var(--rl-error);
      }
    `,
  ];

  declare session: Session;
  /** Name of the view that is being renamed. */
  declare protected renamed: string | undefined;
  /** What was deleted last, to bring it back. */
  declare protected removed: SavedView | undefined;
  declare protected error: string;
  declare protected isCopied: boolean;

  constructor() {
    super();
    this.error = '';
    this.isCopied = false;
    new ObserveController(this, () => this.session.views);
  }

  protected override render(): unknown {
    const { saved, readOnly, file } = this.session.views;
    return html`<rl-dialog heading="Saved views" @closed=${this.#tellClosed}>
      <form @submit=${this.#onSave}>
        <input
          name="name"
          type="text"
          required
          aria-label="Name of this view"
          placeholder="Name of this view"
          maxlength=${VIEW_LIMITS.savedName}
          ?disabled=${readOnly !== ''}
        />
        <button type="submit" class="button primary" ?disabled=${readOnly !== ''}>Save this view</button>
      </form>
      ${
        saved.length > 0
          ? html`<ul>
              ${saved.map((view) => (view.name === this.renamed ? this.#renderRename(view) : this.#renderView(view)))}
            </ul>`
          : html`<p class="faint">
              A view is everything that the address says: dashboard, runs, filters, settings, cards.
            </p>`
      }
      ${
        this.removed
          ? html`<p role="status">
              “${this.removed.name}” is deleted.
              <button type="button" class="link" @click=${this.#undo}>Bring it back</button>
            </p>`
          : nothing
      }
      ${this.error || readOnly ? html`<p class="error" role="alert">${this.error || readOnly}</p>` : nothing}
      <p class="faint">
        Kept ${file ? html`in <span class="mono">${file}</span>` : 'until the server ends'}.
      </p>
      <button slot="actions" type="button" class="button" @click=${this.#copyLink}>
        ${this.isCopied ? 'Copied' : 'Copy the link to this view'}
      </button>
    </rl-dialog>`;
  }

  #renderView(view: SavedView): unknown {
    const { name, query, isDefault } = view;
    const { views, view: state } = this.session;
    const open = (): void => {
      state.open(query, { push: true });
      this.#tellClosed();
    };
    return html`<li>
      <button type="button" class="open cut" title="Open ${name}" @click=${open}>${name}</button>
      ${isDefault ? html`<span class="badge">default</span>` : nothing}
      <rl-icon-button
        small
        icon="star"
        .pressed=${isDefault}
        label=${isDefault ? `${name} is what the bare address shows` : `Show ${name} at the bare address`}
        @click=${() => this.#try(views.save(name, query, !isDefault))}
      ></rl-icon-button>
      <rl-icon-button
        small
        icon="save"
        label="Save what is shown now as ${name}"
        @click=${() => this.#try(views.save(name, state.query, isDefault))}
      ></rl-icon-button>
      <rl-icon-button
        small
        icon="edit"
        label="Rename ${name}"
        @click=${() => (this.renamed = name)}
      ></rl-icon-button>
      <rl-icon-button
        small
        icon="trash"
        label="Delete ${name}"
        @click=${() => {
          this.removed = view;
          this.#try(views.remove(name));
        }}
      ></rl-icon-button>
    </li>`;
  }

  #renderRename({ name, query, isDefault }: SavedView): unknown {
    const rename = async (next: string): Promise<void> => {
      this.renamed = undefined;
      if (next === '' || next === name) return;
      await this.session.views.save(next, query, isDefault);
      await this.session.views.remove(name);
    };
    return html`<li>
      <input
        type="text"
        aria-label="New name of ${name}"
        maxlength=${VIEW_LIMITS.savedName}
        .value=${name}
        @change=${(event: Event) => this.#try(rename((event.target as HTMLInputElement).value.trim()))}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          this.renamed = undefined;
        }}
      />
    </li>`;
  }

  protected override updated(): void {
    if (this.renamed !== undefined) this.renderRoot.querySelector<HTMLInputElement>('li input')?.focus();
  }

  readonly #onSave = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = String(new FormData(form).get('name')).trim();
    if (name === '') return;
    const { views, view } = this.session;
    const isDefault = views.saved.find((saved) => saved.name === name)?.isDefault;
    this.#try(views.save(name, view.query, isDefault).then(() => form.reset()));
  };

  readonly #undo = (): void => {
    const { removed } = this;
    this.removed = undefined;
    if (removed) this.#try(this.session.views.save(removed.name, removed.query, removed.isDefault));
  };

  readonly #copyLink = async (): Promise<void> => {
    const { origin, pathname } = location;
    await navigator.clipboard.writeText(`${origin}${pathname}?${this.session.view.query}`);
    this.isCopied = true;
  };

  #try(change: Promise<void>): void {
    this.error = '';
    change.catch((error: unknown) => (this.error = error instanceof Error ? error.message : String(error)));
  }

  readonly #tellClosed = (): void => void this.dispatchEvent(new Event('closed'));
}
customElements.define('rl-saved-views', RlSavedViews);

declare global {
  interface HTMLElementTagNameMap {
    'rl-saved-views': RlSavedViews;
  }
}

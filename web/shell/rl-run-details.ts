import { html, LitElement, nothing } from 'lit';
import { formatPlural } from '../base/format.ts';
import { PALETTES } from '../data/run-colours.ts';
import { ObserveController } from '../data/observe-controller.ts';
import type { RunInfo, RunWordsPatch, Session } from '../data/types.ts';
import { VIEW_LIMITS } from '../data/views.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import { tokenValue } from '../theme/theme.ts';
import '../widgets/rl-dialog.ts';
import '../widgets/rl-icon.ts';
import { styleProperties } from '../widgets/style-properties.ts';
import { runDetailsStyles } from './run-details-styles.ts';

/** What people say about a run, or about several at once: colour and labels for all of them. Fires `closed`. */
export class RlRunDetails extends LitElement {
  static override properties = {
    session: { attribute: false },
    runs: { attribute: false },
    error: { state: true },
  };
  static override styles = [sharedStyles, runDetailsStyles];

  declare session: Session;
  declare runs: readonly RunInfo[];
  /** Why the last change did not succeed. */
  declare protected error: string;

  constructor() {
    super();
    this.error = '';
    new ObserveController(this, () => this.session.views);
  }

  protected override render(): unknown {
    const [first] = this.runs;
    if (!first) return nothing;
    const isOne = this.runs.length === 1;
    const { file } = this.session.views;
    return html`<rl-dialog
      heading=${isOne ? first.name : formatPlural(this.runs.length, 'run')}
      @closed=${() => this.dispatchEvent(new Event('closed'))}
    >
      <div class="form">
        ${isOne ? this.#renderAlias(first) : nothing} ${this.#renderColours(first)} ${this.#renderLabels()}
        ${isOne ? this.#renderNote(first) : nothing}
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
        <p class="faint place">
          Kept ${file ? html`in <span class="mono">${file}</span>` : 'until the server ends'}, never in the
          logdir.
        </p>
      </div>
    </rl-dialog>`;
  }

  #renderAlias({ name }: RunInfo): unknown {
    return html`<label for="alias">Alias</label>
      <input
        id="alias"
        type="text"
        maxlength=${VIEW_LIMITS.alias}
        placeholder=${name}
        .value=${this.session.views.wordsOf(name).alias ?? ''}
        @change=${(event: Event) => this.#change({ alias: (event.target as HTMLInputElement).value.trim() || null })}
      />`;
  }

  #renderNote({ name }: RunInfo): unknown {
    return html`<label for="note">Note</label>
      <textarea
        id="note"
        rows="5"
        maxlength=${VIEW_LIMITS.note}
        .value=${this.session.views.wordsOf(name).note ?? ''}
        @change=${(event: Event) => this.#change({ note: (event.target as HTMLTextAreaElement).value || null })}
      ></textarea>`;
  }

  #renderColours(first: RunInfo): unknown {
    const { selection, views } = this.session;
    const chosen = views.wordsOf(first.name).colour;
    const names = Array.from({ length: PALETTES.full.count }, (_, index) => `run-${index + 1}`);
    return html`<span id="colour">Colour</span>
      <div role="radiogroup" aria-labelledby="colour">
        <div class="colours">
          ${names.map(
            (name) =>
              html`<button
                type="button"
                role="radio"
                aria-checked=${name === chosen}
                aria-label="Colour ${name.slice(4)}"
                ${styleProperties({ '--c': `var(--rl-${name})` })}
                @click=${() => this.#change({ colour: name })}
              >
                ${name === chosen ? html`<rl-icon name="check"></rl-icon>` : nothing}
              </button>`,
          )}
        </div>
        <div class="own">
          <input
            type="color"
            aria-label="Any other colour"
            .value=${chosen?.startsWith('#') ? chosen : toHex(tokenValue(selection.colourToken(first)))}
            @change=${(event: Event) => this.#change({ colour: (event.target as HTMLInputElement).value })}
          />
          <button
            type="button"
            class="link"
            ?disabled=${chosen === undefined}
            @click=${() => this.#change({ colour: null })}
          >
            As it was given
          </button>
        </div>
      </div>`;
  }

  /** The labels that all of these runs have, and a field for another one. */
  #renderLabels(): unknown {
    const { views } = this.session;
    const common = this.#commonLabels;
    return html`<label for="label">Labels</label>
      <div class="labels">
        ${common.map(
          (label) =>
            html`<span class="chip"
              >${label}<button
                type="button"
                aria-label="Take away the label ${label}"
                @click=${() => this.#changeLabels((labels) => labels.filter((other) => other !== label))}
              >
                <rl-icon name="close"></rl-icon></button
            ></span>`,
        )}
        <input
          id="label"
          type="text"
          list="known"
          maxlength=${VIEW_LIMITS.label}
          placeholder="Add a label"
          @change=${this.#addLabel}
        />
        <datalist id="known">
          ${views.labels.filter((label) => !common.includes(label)).map((label) => html`<option value=${label}></option>`)}
        </datalist>
      </div>`;
  }

  get #commonLabels(): readonly string[] {
    const { views } = this.session;
    const [first, ...others] = this.runs.map(({ name }) => views.wordsOf(name).labels ?? []);
    return (first ?? []).filter((label) => others.every((labels) => labels.includes(label)));
  }

  readonly #addLabel = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const label = input.value.trim();
    input.value = '';
    if (label) this.#changeLabels((labels) => [...labels.filter((other) => other !== label), label]);
  };

  #changeLabels(change: (labels: readonly string[]) => readonly string[]): void {
    const { views } = this.session;
    this.#send((name) => ({ labels: change(views.wordsOf(name).labels ?? []) }));
  }

  #change(patch: RunWordsPatch): void {
    this.#send(() => patch);
  }

  #send(patchOf: (run: string) => RunWordsPatch): void {
    this.error = '';
    this.session.views
      .change(Object.fromEntries(this.runs.map(({ name }) => [name, patchOf(name)])))
      .catch((error: unknown) => (this.error = String(error instanceof Error ? error.message : error)));
  }
}
customElements.define('rl-run-details', RlRunDetails);

/** What a colour field takes; black for what it does not. */
function toHex(colour: string): string {
  return /^#[\da-f]{6}$/i.test(colour) ? colour : '#000000';
}

declare global {
  interface HTMLElementTagNameMap {
    'rl-run-details': RlRunDetails;
  }
}

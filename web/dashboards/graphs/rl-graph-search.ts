import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { GraphSearch } from '../../../proto/api/graphs.ts';
import { formatPlural } from '../../base/format.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-text-field.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import { floatStyles } from './float-styles.ts';
import { NodeSought } from './graph-events.ts';
import { shortLabel } from './node-label.ts';
import { lastPart, scopePart } from './path-parts.ts';

/** Time without a keystroke after which the search begins. */
const DELAY_MS = 150;
/** As many scopes as have their matches counted. */
const MAX_GROUPS = 6;

/** Looks for nodes by name or op as one types. Fires NodeSought for the chosen match. */
export class RlGraphSearch extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties = {
    find: { attribute: false },
    query: { state: true },
    found: { state: true },
    error: { state: true },
    active: { state: true },
  };
  static override styles = [
    sharedStyles,
    floatStyles,
    css`
      :host {
        overflow: visible;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 3px;
      }
      rl-text-field {
        flex: 1;
        /* The panel has a border of its own. */
        --rl-control-border: transparent;
        --rl-card: transparent;
      }
      .count {
        flex: none;
        padding-right: 8px;
        color: var(--rl-text-3);
      }
      ul {
        max-height: min(320px, 50vh);
        overflow: auto;
        padding: 4px 0;
        border-top: 1px solid var(--rl-border);
      }
      li {
        padding: 0 12px;
      }
      .groups {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        padding: 6px 12px;
      }
      .groups button {
        max-width: 100%;
        padding: 0 6px;
        border-radius: var(--rl-r1, 3px);
        background: var(--rl-active);
        color: var(--rl-text-2);
      }
      li:hover,
      li[aria-selected='true'] {
        background: var(--rl-hover);
      }
      /* Of a long path the end stays: it tells more. */
      .path {
        display: flex;
        min-width: 0;
      }
      .path b {
        flex: none;
        max-width: 75%;
      }
      li b {
        font-weight: var(--rl-w-medium);
      }
    `,
  ];

  /** Answers a query. May throw; the message is shown. */
  declare find: (query: string, signal: AbortSignal) => Promise<GraphSearch>;
  declare protected query: string;
  declare protected found: GraphSearch | undefined;
  declare protected error: string;
  /** Place in the list that Enter would choose. */
  declare protected active: number;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #searching: AbortController | undefined;

  constructor() {
    super();
    this.query = '';
    this.error = '';
    this.active = 0;
  }

  /** Looks for other words than those that were typed. */
  ask(query: string): void {
    this.#change(query);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#searching?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Another graph: the same words mean other nodes.
    if (changed.has('find') && this.query !== '') this.#schedule();
  }

  protected override render(): unknown {
    const { found } = this;
    return html`<div class="line" @keydown=${this.#onKeyDown}>
        <rl-text-field
          icon="search"
          label="Find nodes: words, op:, device:, attr:, or re: and a regular expression"
          placeholder="Find nodes"
          .value=${this.query}
          .error=${this.error}
          @value-changed=${(event: ValueChanged<string>) => this.#change(event.value)}
        ></rl-text-field>
        ${found && this.query ? html`<span class="count" role="status">${formatPlural(found.total, 'node')}</span>` : nothing}
      </div>
      ${found && found.matches.length > 0 && this.query ? this.#renderMatches(found) : nothing}`;
  }

  #renderMatches({ matches, total, groups }: GraphSearch): unknown {
    return html`<ul role="listbox" aria-label="Found nodes">
      ${matches.map(
        ({ path, op }, index) =>
          html`<li
            class="row"
            role="option"
            aria-selected=${index === this.active}
            title=${path}
            @click=${() => this.#choose(path)}
          >
            <span class="path">
              <span class="faint cut">${scopePart(path)}</span>
              <b class="cut">${lastPart(path) || '(no name)'}</b>
            </span>
            <span class="end cut">${op ?? 'scope'}</span>
          </li>`,
      )}
      ${this.#renderGroups(groups)}
      ${total > matches.length ? html`<li class="row faint">${total - matches.length} more: add a word</li>` : nothing}
    </ul>`;
  }

  /** Where the matching nodes are; choosing one looks on in it. */
  #renderGroups(groups: GraphSearch['groups']): unknown {
    if (groups.length < 2) return nothing;
    return html`<li class="groups" role="presentation">
      ${groups
        .slice(0, MAX_GROUPS)
        .map(
          ({ path, count }) =>
            html`<button
              type="button"
              class="cut"
              title="${count} matching nodes in ${path || 'no scope'}"
              @click=${() => path && this.dispatchEvent(new NodeSought(path))}
            >
              ${shortLabel(path || 'no scope')} <b>${count}</b>
            </button>`,
        )}
    </li>`;
  }

  #change(query: string): void {
    this.query = query;
    this.error = '';
    if (query.trim() === '') {
      this.#searching?.abort();
      this.found = undefined;
    }
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.query.trim() !== '') this.#timer = setTimeout(() => void this.#search(), DELAY_MS);
  }

  async #search(): Promise<void> {
    this.#searching?.abort();
    const { signal } = (this.#searching = new AbortController());
    try {
      this.found = await this.find(this.query, signal);
      this.error = '';
    } catch (error) {
      if (signal.aborted) return;
      this.found = undefined;
      this.error = error instanceof Error ? error.message : String(error);
    }
    this.active = 0;
  }

  #choose(path: string | undefined): void {
    if (path !== undefined) this.dispatchEvent(new NodeSought(path));
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const matches = this.found?.matches ?? [];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') this.#choose(matches[this.active]?.path);
    else if (step === undefined || matches.length === 0) return;
    else this.active = (this.active + step + matches.length) % matches.length;
    event.preventDefault();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('li[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
    );
  };
}
customElements.define('rl-graph-search', RlGraphSearch);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-search': RlGraphSearch;
  }
}

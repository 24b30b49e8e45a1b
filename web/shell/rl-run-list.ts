import { css, html, LitElement, nothing } from 'lit';
import { formatInteger } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { parsePattern } from '../data/run-rule.ts';
import type { RunInfo, Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon-button.ts';
import '../widgets/rl-swatch.ts';
import '../widgets/rl-text-field.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';
import './rl-run-rows.ts';

const FILTER_KEY = 'run-filter';

/**
 * All runs, with a filter that only changes what is listed, never what is drawn. Fires `collapsed` when the person
 * wants it out of the way.
 */
export class RlRunList extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
        background: var(--rl-panel);
      }
      header,
      footer,
      .columns {
        display: flex;
        flex: none;
        align-items: center;
        padding: 0 var(--rl-s3) 0 var(--rl-s4);
        white-space: nowrap;
      }
      header {
        gap: 8px;
        height: var(--rl-toolbar);
        padding-right: var(--rl-s2);
      }
      h2 {
        font-size: var(--rl-t-base);
        font-weight: var(--rl-w-strong);
      }
      rl-text-field {
        flex: none;
        margin: 0 var(--rl-s3) var(--rl-s2);
      }
      .columns {
        gap: 6px;
        height: 28px;
        padding-left: 9px;
        border-bottom: 1px solid var(--rl-border);
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
      }
      .all {
        display: grid;
        place-items: center;
        width: 28px;
        height: 28px;
        margin-right: -7px;
      }
      rl-run-rows {
        flex: 1;
      }
      footer {
        gap: var(--rl-s2);
        height: 32px;
        border-top: 1px solid var(--rl-border);
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
      }
    `,
  ];

  declare session: Session;

  /** The last filter that was a regular expression: while one is being typed the list stays as it was. */
  #filter = { text: '', pattern: new RegExp('') };

  constructor() {
    super();
    new ObserveController(
      this,
      () => this.session.catalogue,
      () => this.session.selection,
      () => this.session.view,
    );
  }

  protected override render(): unknown {
    const { catalogue, selection, view } = this.session;
    const text = view.get(FILTER_KEY) ?? '';
    const parsed = parsePattern(text);
    if (parsed instanceof RegExp) this.#filter = { text, pattern: parsed };
    const listed = catalogue.runs.filter(({ name }) => this.#filter.pattern.test(name));
    const hiddenCount = catalogue.runs.length - listed.length;
    return html`<header>
        <h2>Runs</h2>
        <span class="faint">
          ${formatInteger(selection.drawn.length)} of ${formatInteger(catalogue.runs.length)} drawn
        </span>
        <span class="grow"></span>
        <rl-icon-button
          small
          icon="panel"
          label="Hide the run list ([)"
          @click=${this.#collapse}
        ></rl-icon-button>
      </header>
      <rl-text-field
        icon="search"
        label="Filter runs by a regular expression"
        placeholder="Filter runs"
        suffix=".*"
        .value=${text}
        .error=${parsed instanceof RegExp ? '' : parsed.error}
        @value-changed=${(event: ValueChanged<string>) => view.set(FILTER_KEY, event.value || undefined)}
      ></rl-text-field>
      <div class="columns">
        ${this.#all(listed)}
        <span>Name</span>
        <span class="grow"></span>
        <span>Newest</span>
      </div>
      <rl-run-rows .session=${this.session} .runs=${listed}></rl-run-rows>
      ${this.#footer(hiddenCount)}`;
  }

  /** The check box for all that are listed. */
  #all(listed: readonly RunInfo[]): unknown {
    const { selection } = this.session;
    const drawnCount = listed.filter((run) => selection.isDrawn(run)).length;
    const state = drawnCount === 0 ? 'off' : drawnCount === listed.length ? 'on' : 'some';
    const label = `Draw all ${formatInteger(listed.length)} runs${this.#filter.text && ' that match'}`;
    return html`<button
      type="button"
      class="all"
      role="checkbox"
      aria-checked=${state === 'some' ? 'mixed' : state === 'on'}
      aria-label=${label}
      title=${label}
      @click=${() => selection.setMatching(this.#filter.text, state !== 'on')}
    >
      <rl-swatch .state=${state} colour="--rl-text-2"></rl-swatch>
    </button>`;
  }

  #footer(hiddenCount: number): unknown {
    const { selection, view } = this.session;
    if (hiddenCount > 0) {
      return html`<footer role="status">
        <span>${formatInteger(hiddenCount)} hidden by the filter</span>
        <button type="button" class="link" @click=${() => view.set(FILTER_KEY, undefined)}>Show</button>
      </footer>`;
    }
    if (!selection.isLimited) return nothing;
    return html`<footer>
      <span>The newest ${formatInteger(selection.drawn.length)} are drawn</span>
      <button type="button" class="link" @click=${() => selection.setMatching('', true)}>Draw all</button>
    </footer>`;
  }

  #collapse(): void {
    this.dispatchEvent(new Event('collapsed'));
  }
}
customElements.define('rl-run-list', RlRunList);

declare global {
  interface HTMLElementTagNameMap {
    'rl-run-list': RlRunList;
  }
}

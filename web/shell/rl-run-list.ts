import { css, html, LitElement, nothing } from 'lit';
import { formatInteger } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { parseRunColumn } from '../data/run-column.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon-button.ts';
import '../widgets/rl-swatch.ts';
import '../widgets/rl-text-field.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';
import { COLUMN_KEY, FILTER_KEY, ListedRunsModel, setFolderOpen, type ListedRuns } from './listed-runs.ts';
import type { FolderToggled } from './folder-toggled.ts';
import './rl-run-column.ts';
import './rl-run-heads.ts';
import './rl-run-list-menu.ts';
import './rl-run-rows.ts';
import { TickController } from './tick-controller.ts';

/**
 * All runs, with a filter that only changes what is listed, never what is drawn. Fires `collapsed` when the person
 * wants it out of the way.
 */
export class RlRunList extends LitElement {
  static override properties = { session: { attribute: false }, isChoosingColumn: { state: true } };
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
      .head,
      .foot,
      .columns {
        display: flex;
        flex: none;
        align-items: center;
        padding: 0 var(--rl-s3) 0 var(--rl-s4);
        white-space: nowrap;
      }
      .head {
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
      .foot {
        gap: var(--rl-s2);
        height: 32px;
        border-top: 1px solid var(--rl-border);
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
      }
    `,
  ];

  declare session: Session;
  /** The dialog for the column of values is open. */
  declare protected isChoosingColumn: boolean;

  readonly #model = new ListedRunsModel();
  #columnText: string | undefined;
  #parsedColumn: ReturnType<typeof parseRunColumn>;

  constructor() {
    super();
    new ObserveController(
      this,
      () => this.session.catalogue,
      () => this.session.selection,
      () => this.session.view,
      () => this.session.values,
      () => this.session.views,
    );
    new TickController(this);
  }

  protected override render(): unknown {
    const { selection, view } = this.session;
    const text = view.get(FILTER_KEY) ?? '';
    const listed = this.#model.compute(this.session);
    return html`<div class="head">
        <h2>Runs</h2>
        <span class="faint">
          ${formatInteger(selection.drawn.length)} of ${formatInteger(selection.available.length)} drawn
        </span>
        <span class="grow"></span>
        <rl-run-list-menu
          .session=${this.session}
          .listed=${listed}
          @column-wanted=${() => (this.isChoosingColumn = true)}
        ></rl-run-list-menu>
        <rl-icon-button
          small
          icon="panel"
          label="Hide the run list ([)"
          @click=${this.#collapse}
        ></rl-icon-button>
      </div>
      <rl-text-field
        icon="search"
        label="Find runs: words, re:, not, values, states, ages"
        placeholder="Find runs: words, val/acc>0.8, live"
        .value=${text}
        .error=${listed.error?.message ?? ''}
        .wrongPart=${listed.error}
        @value-changed=${(event: ValueChanged<string>) => view.set(FILTER_KEY, event.value || undefined)}
      ></rl-text-field>
      <div class="columns">
        ${this.#all(listed)}
        <rl-run-heads
          class="grow"
          .session=${this.session}
          @column-wanted=${() => (this.isChoosingColumn = true)}
        ></rl-run-heads>
      </div>
      <rl-run-rows
        .session=${this.session}
        .rows=${listed.rows}
        .keepsPlace=${listed.isNews}
        .column=${this.#column}
        @folder-toggled=${({ path, isOpen }: FolderToggled) => setFolderOpen(this.session, path, isOpen)}
      ></rl-run-rows>
      ${this.#footer(listed)}
      ${
        this.isChoosingColumn
          ? html`<rl-run-column
              .session=${this.session}
              @closed=${() => (this.isChoosingColumn = false)}
            ></rl-run-column>`
          : nothing
      }`;
  }

  /** Puts the caret into the query. */
  focusQuery(): void {
    this.renderRoot.querySelector('rl-text-field')?.focus();
  }

  /** The same object while it is the same column, so that rows are not drawn for nothing. */
  get #column(): ReturnType<typeof parseRunColumn> {
    const text = this.session.view.get(COLUMN_KEY);
    if (text !== this.#columnText) {
      this.#columnText = text;
      this.#parsedColumn = parseRunColumn(text);
    }
    return this.#parsedColumn;
  }

  /** The check box for all that are listed. */
  #all({ runs, filter }: ListedRuns): unknown {
    const { selection } = this.session;
    const drawnCount = runs.filter((run) => selection.isDrawn(run)).length;
    const state = drawnCount === 0 ? 'off' : drawnCount === runs.length ? 'on' : 'some';
    const label = `Draw all ${formatInteger(runs.length)} runs${filter && ' that match'}`;
    return html`<button
      type="button"
      class="all"
      role="checkbox"
      aria-checked=${state === 'some' ? 'mixed' : state === 'on'}
      aria-label=${label}
      title=${label}
      @click=${() => selection.setMatching(filter, state !== 'on')}
    >
      <rl-swatch .state=${state} colour="--rl-text-2"></rl-swatch>
    </button>`;
  }

  #footer({ runs, hiddenCount, outCount }: ListedRuns): unknown {
    const { selection, view } = this.session;
    const out =
      outCount > 0
        ? html`<span class="grow"></span>
            <button
              type="button"
              class="link"
              title="Runs that were hidden or archived: list them"
              @click=${() => view.set(FILTER_KEY, 'hidden or archived')}
            >
              ${formatInteger(outCount)} put away
            </button>`
        : nothing;
    if (hiddenCount > 0) {
      return html`<div class="foot" role="status">
        <span>${formatInteger(runs.length)} of ${formatInteger(runs.length + hiddenCount)} shown</span>
        <button type="button" class="link" @click=${() => view.set(FILTER_KEY, undefined)}>Show all</button>
        ${out}
      </div>`;
    }
    if (!selection.isLimited) return outCount > 0 ? html`<div class="foot">${out}</div>` : nothing;
    return html`<div class="foot">
      <span>The newest ${formatInteger(selection.drawn.length)} are drawn</span>
      <button type="button" class="link" @click=${() => selection.setMatching('', true)}>Draw all</button>
      ${out}
    </div>`;
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

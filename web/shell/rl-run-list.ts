import { css, html, LitElement, nothing } from 'lit';
import { formatInteger } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { parseRunOrder, type RunOrder } from '../base/run-order.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon-button.ts';
import '../widgets/rl-swatch.ts';
import '../widgets/rl-text-field.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';
import { FILTER_KEY, ListedRunsModel, ORDER_KEY, setFolderOpen, type ListedRuns } from './listed-runs.ts';
import type { FolderToggled } from './folder-toggled.ts';
import './rl-run-rows.ts';

/** What the heads of the columns sort by, one after the other. */
const NAME_ORDERS: readonly RunOrder[] = ['name', 'name-down', 'start', 'start-down'];
const ORDER_LABELS: Readonly<Record<RunOrder, string>> = {
  start: 'by start, oldest first',
  'start-down': 'by start, newest first',
  name: 'by name',
  'name-down': 'by name, backwards',
  newest: 'by their newest data',
};

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
      .sort {
        height: 24px;
        color: inherit;
      }
      .sort:hover {
        color: var(--rl-text);
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

  readonly #model = new ListedRunsModel();

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
    const listed = this.#model.compute(this.session);
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
        .error=${listed.error ?? ''}
        @value-changed=${(event: ValueChanged<string>) => view.set(FILTER_KEY, event.value || undefined)}
      ></rl-text-field>
      <div class="columns">${this.#all(listed)} ${this.#columns()}</div>
      <rl-run-rows
        .session=${this.session}
        .rows=${listed.rows}
        @folder-toggled=${({ path, isOpen }: FolderToggled) => setFolderOpen(this.session, path, isOpen)}
      ></rl-run-rows>
      ${this.#footer(listed.hiddenCount)}`;
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

  /** The heads of the columns, which sort. */
  #columns(): unknown {
    const order = parseRunOrder(this.session.view.get(ORDER_KEY));
    const isNewest = order === 'newest';
    const next = NAME_ORDERS[(NAME_ORDERS.indexOf(order) + 1) % NAME_ORDERS.length] ?? 'start';
    const sign = {
      start: 'Start ↓',
      'start-down': 'Start ↑',
      name: 'Name ↓',
      'name-down': 'Name ↑',
      newest: 'Name',
    }[order];
    return html`<button
        type="button"
        class="sort"
        title="Sorted ${ORDER_LABELS[order]}; click: ${ORDER_LABELS[next]}"
        @click=${() => this.#sort(next)}
      >
        ${sign}
      </button>
      <span class="grow"></span>
      <button
        type="button"
        class="sort"
        aria-pressed=${isNewest}
        title="Sort ${ORDER_LABELS[isNewest ? 'start' : 'newest']}"
        @click=${() => this.#sort(isNewest ? 'start' : 'newest')}
      >
        Newest${isNewest ? ' ↓' : ''}
      </button>`;
  }

  #sort(order: RunOrder): void {
    this.session.view.set(ORDER_KEY, order === 'start' ? undefined : order);
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

import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { GroupTableReply } from '../../../proto/api/scalar-groups.ts';
import type { TableReply } from '../../../proto/api/scalars.ts';
import { formatInteger, formatPlural } from '../../base/format.ts';
import { postJson, RequestError } from '../../data/http-client.ts';
import { parseStepRange } from '../../data/card-choice.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { WatchController } from '../../data/watch-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { RowHovered } from '../../widgets/rl-data-table.ts';
import '../../widgets/rl-data-table.ts';
import '../../widgets/rl-number-field.ts';
import '../../widgets/rl-segmented.ts';
import { saveText } from '../../widgets/save-text.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import { formatCsv, type TableRow } from '../../widgets/table-model.ts';
import { buildGroupColumns, buildGroupRows, GROUP_STATISTICS } from './group-summary.ts';
import { buildSummaryColumns, buildSummaryRows, STATISTICS, type Statistic } from './summary-table.ts';

/** Columns beyond that could not be read; the filter chooses among them. */
const MAX_TAGS = 40;
/** While points come in it is asked for anew so often. */
const REFRESH_MS = 3000;

/** All runs by all tags in numbers: what stands in for the cards of a dashboard. */
export class RlSummaryTable extends LitElement {
  static override properties = {
    session: { attribute: false },
    tags: { attribute: false },
    runsByTag: { attribute: false },
    reply: { state: true },
    groupReply: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
        padding: 8px var(--rl-s3) var(--rl-s3);
      }
      header {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: var(--rl-s3);
        flex: none;
        padding-bottom: 8px;
      }
      rl-data-table {
        flex: 1;
        padding-left: 10px;
        border: 1px solid var(--rl-border);
        border-radius: var(--rl-r2);
        background: var(--rl-card);
        --rl-table-number: 92px;
        --rl-table-name: 200px;
      }
      rl-data-table.grouped {
        --rl-table-number: 148px;
      }
    `,
  ];

  declare session: Session;
  /** In the order of the columns. */
  declare tags: readonly string[];
  declare runsByTag: ReadonlyMap<string, readonly RunInfo[]>;
  declare protected reply: TableReply | RequestError | undefined;
  /** In its place while runs are grouped. */
  declare protected groupReply: GroupTableReply | undefined;

  #wanted = '';
  #lastAskedMs = -Infinity;
  #end = new AbortController();

  constructor() {
    super();
    new WatchController(
      this,
      () => this.session.status,
      () => this.session.status.value?.points,
    );
    new WatchController(
      this,
      () => this.session.selection,
      () => this.session.selection.focused,
    );
    new WatchController(
      this,
      () => this.session.settings,
      () =>
        [SETTINGS.cells, SETTINGS.linkedSteps, SETTINGS.groupCentre, SETTINGS.groupBand, SETTINGS.groupAlign]
          .map((setting) => this.session.settings.get(setting as typeof SETTINGS.linkedSteps))
          .join('\0'),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end.abort();
    this.#wanted = '';
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    void this.#ask();
  }

  protected override render(): unknown {
    const { reply } = this;
    if (reply instanceof RequestError) return html`<p role="alert">${reply.message}</p>`;
    const { selection, settings } = this.session;
    const statistic = settings.get(SETTINGS.cells);
    const tags = this.#shownTags;
    const isGrouped = selection.groups.length > 0;
    const columns = isGrouped ? buildGroupColumns(tags) : buildSummaryColumns(tags);
    const rows = this.#buildRows(tags);
    const save = (): void => saveText('scalars.csv', formatCsv(columns, rows));
    return html`<header>
        <rl-segmented
          label="What the cells say"
          .options=${isGrouped ? GROUP_STATISTICS : STATISTICS}
          .value=${statistic}
          @value-changed=${({ value }: ValueChanged<Statistic>) => settings.set(SETTINGS.cells, value)}
        ></rl-segmented>
        ${statistic === 'at' ? this.#renderStep() : nothing}
        <span class="faint">
          ${formatPlural(rows.length, isGrouped ? 'group' : 'run')} ·
          ${
            tags.length < this.tags.length
              ? `the first ${tags.length} of ${formatInteger(this.tags.length)} tags: filter to see others`
              : formatPlural(tags.length, 'tag')
          }
        </span>
        <span class="grow"></span>
        <button type="button" class="button" @click=${save}>Save as CSV</button>
      </header>
      <rl-data-table
        class=${isGrouped ? 'grouped' : ''}
        aria-label="Scalars of each ${isGrouped ? 'group' : 'run'}"
        .columns=${columns}
        .rows=${rows}
        .litKey=${selection.focused}
        @row-hovered=${({ key }: RowHovered) =>
          selection.focus(key === undefined || isGrouped ? undefined : Number(key))}
      ></rl-data-table>`;
  }

  #buildRows(tags: readonly string[]): TableRow[] {
    const { selection, settings } = this.session;
    const { groupReply, reply } = this;
    const statistic = settings.get(SETTINGS.cells);
    if (selection.groups.length > 0) {
      return groupReply ? buildGroupRows(groupReply, selection, tags, statistic) : [];
    }
    if (!reply || reply instanceof RequestError) return [];
    return buildSummaryRows(reply, selection.drawn, tags, statistic, selection);
  }

  #renderStep(): unknown {
    const { settings } = this.session;
    return html`<rl-number-field
      label="Step"
      placeholder="step"
      .value=${this.#step}
      @value-changed=${({ value }: ValueChanged<number | undefined>) =>
        settings.set(SETTINGS.linkedSteps, String(value ?? ''))}
    ></rl-number-field>`;
  }

  get #step(): number | undefined {
    return parseStepRange(this.session.settings.get(SETTINGS.linkedSteps))?.from;
  }

  get #shownTags(): readonly string[] {
    return this.tags.slice(0, MAX_TAGS);
  }

  /** Asks when what is shown differs from what was asked for, or points have come since and it is time again. */
  async #ask(): Promise<void> {
    const { selection, settings, status, base } = this.session;
    const { groups } = selection;
    const isGrouped = groups.length > 0;
    const body = {
      ...(isGrouped
        ? {
            groups: groups.map(({ name, runs }) => ({ name, runs: runs.map((run) => run.name) })),
            centre: settings.get(SETTINGS.groupCentre),
            band: settings.get(SETTINGS.groupBand),
            align: settings.get(SETTINGS.groupAlign),
          }
        : { run: selection.drawn.map(({ name }) => name) }),
      tag: this.#shownTags,
      ...(this.#step !== undefined && { at: this.#step }),
    };
    const selectionText = JSON.stringify(body);
    const wanted = `${selectionText}${status.value?.points}`;
    if (wanted === this.#wanted) return;
    const isRefresh = this.#wanted.startsWith(selectionText);
    const waitMs = this.#lastAskedMs + REFRESH_MS - performance.now();
    if (isRefresh && waitMs > 0) {
      setTimeout(() => this.requestUpdate(), waitMs);
      return;
    }
    this.#wanted = wanted;
    this.#lastAskedMs = performance.now();
    this.#end.abort();
    const end = (this.#end = new AbortController());
    try {
      const { signal } = end;
      if (isGrouped) {
        this.groupReply = await postJson<GroupTableReply>(`${base}api/scalars/groups/table`, body, {
          signal,
        });
        this.reply = undefined;
      } else this.reply = await postJson<TableReply>(`${base}api/scalars/table`, body, { signal });
    } catch (error) {
      if (error instanceof RequestError) this.reply = error;
      else if (!end.signal.aborted) throw error;
    }
  }
}
customElements.define('rl-summary-table', RlSummaryTable);

declare global {
  interface HTMLElementTagNameMap {
    'rl-summary-table': RlSummaryTable;
  }
}

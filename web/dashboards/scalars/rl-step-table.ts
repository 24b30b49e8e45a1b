import { css, html, type PropertyValues } from 'lit';
import { formatInteger } from '../../base/format.ts';
import type { StepRange } from '../../data/card-choice.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import type { TableRow } from '../../widgets/table-model.ts';
import { CardLines, type CardTag, type LineOptions } from './card-lines.ts';
import { LineTable } from './line-table.ts';
import { buildStepRows, RANGE_COLUMNS, STEP_COLUMNS } from './run-table-rows.ts';

const NO_RUNS: ReadonlySet<number> = new Set();
const ROW_PX = 24;
/** Beyond so many rows it scrolls. */
const MAX_ROWS = 5;

/** Of a range of fewer than four times so many points all are asked for, so that their mean is known. */
const COLUMNS = 256;

/**
 * The values of each line at the selected step, or over the selected range, by a subscription of its own to just that:
 * what the chart holds may be reduced. Fires `cleared` when it is to go.
 */
export class RlStepTable extends LineTable {
  static override properties = {
    ...LineTable.properties,
    tags: { attribute: false },
    options: { attribute: false },
    steps: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        flex: none;
        padding: 0 4px 4px 8px;
        border-top: 1px solid var(--rl-border);
      }
      header {
        display: flex;
        align-items: center;
        height: 26px;
        padding-left: 2px;
        font-size: var(--rl-t-small);
        font-weight: var(--rl-w-medium);
      }
      rl-data-table {
        height: 100%;
      }
      header span {
        flex: 1;
      }
    `,
  ];

  declare tags: readonly CardTag[];
  /** What the chart asks for. */
  declare options: LineOptions;
  declare steps: StepRange;

  #exact: CardLines | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#exact?.close();
    this.#exact = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#exact ??= new CardLines(this.session.live, () => {
      this.rows = this.buildRows();
      this.requestUpdate();
    });
    const { from, to = from } = this.steps;
    this.#exact.request(this.tags, { ...this.options, logX: false, from, to }, COLUMNS, undefined);
  }

  protected override buildRows(): readonly TableRow[] {
    const { selection } = this.session;
    // Builds what is known of each line; the look is the chart's.
    this.#exact?.build(selection, NO_RUNS, 'step', false);
    return buildStepRows(this.#exact?.lines ?? new Map(), this.series, this.steps);
  }

  protected override render(): unknown {
    const { from, to } = this.steps;
    const title =
      to === undefined
        ? `Step ${formatInteger(from)}`
        : `Steps ${formatInteger(from)} to ${formatInteger(to)}`;
    const height = `${(1 + Math.min(MAX_ROWS, Math.max(1, this.rows.length))) * ROW_PX + 2}px`;
    return html`<header>
        <span>${title}</span>
        <rl-icon-button
          small
          icon="close"
          label="Select no step"
          @click=${() => this.dispatchEvent(new Event('cleared'))}
        ></rl-icon-button>
      </header>
      <div class="rows" ${styleProperties({ height })}>
        ${this.renderTable(title, to === undefined ? STEP_COLUMNS : RANGE_COLUMNS)}
      </div>`;
  }
}
customElements.define('rl-step-table', RlStepTable);

declare global {
  interface HTMLElementTagNameMap {
    'rl-step-table': RlStepTable;
  }
}

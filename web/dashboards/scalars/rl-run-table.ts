import { css } from 'lit';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { TableRow } from '../../widgets/table-model.ts';
import { LineTable } from './line-table.ts';
import { buildRunRows, RUN_COLUMNS } from './run-table-rows.ts';

/** The table that stands in for a chart: last, least and greatest value of each line. Fires `table-drawn`. */
export class RlRunTable extends LineTable {
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: absolute;
        inset: 0;
        padding: 0 4px 4px 8px;
      }
      rl-data-table {
        height: 100%;
      }
    `,
  ];

  protected override buildRows(): readonly TableRow[] {
    return buildRunRows(this.lines, this.series);
  }

  protected override render(): unknown {
    return this.renderTable('Values of each run', RUN_COLUMNS);
  }

  protected override updated(): void {
    this.dispatchEvent(new Event('table-drawn'));
  }
}
customElements.define('rl-run-table', RlRunTable);

declare global {
  interface HTMLElementTagNameMap {
    'rl-run-table': RlRunTable;
  }
}

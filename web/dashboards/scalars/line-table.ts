import { html, LitElement, type PropertyValues } from 'lit';
import type { LineSeries } from '../../charts/line-series.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import type { Session } from '../../data/types.ts';
import { WatchController } from '../../data/watch-controller.ts';
import type { ColumnsMoved, RowHovered } from '../../widgets/rl-data-table.ts';
import '../../widgets/rl-data-table.ts';
import type { TableColumn, TableRow } from '../../widgets/table-model.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import type { CardLine } from './card-lines.ts';

/** What the tables of a card have in common: a row for each of its lines, lit together with them. */
export class LineTable extends LitElement {
  static override properties = {
    session: { attribute: false },
    lines: { attribute: false },
    series: { attribute: false },
  };

  declare session: Session;
  declare lines: ReadonlyMap<number, CardLine>;
  declare series: readonly LineSeries[];

  protected rows: readonly TableRow[] = [];

  constructor() {
    super();
    new WatchController(
      this,
      () => this.session.selection,
      () => this.session.selection.focused,
    );
    new WatchController(
      this,
      () => this.session.settings,
      () =>
        `${this.session.settings.get(SETTINGS.hiddenColumns)};${this.session.settings.get(SETTINGS.columnOrder)}`,
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('series') || changed.has('lines')) this.rows = this.buildRows();
  }

  /** A row for each line, its key the line's id. */
  protected buildRows(): readonly TableRow[] {
    return [];
  }

  get #columnOrder(): readonly string[] {
    return this.session.settings.get(SETTINGS.columnOrder).split(',');
  }

  /** All tables share one order: what this one does not have keeps its place behind. */
  readonly #onColumnsMoved = ({ keys }: ColumnsMoved): void => {
    const others = this.#columnOrder.filter((key) => key !== '' && !keys.includes(key));
    this.session.settings.set(SETTINGS.columnOrder, [...keys, ...others].join(','));
  };

  protected renderTable(label: string, columns: readonly TableColumn[], rows = this.rows): unknown {
    const { selection, settings } = this.session;
    const lit = this.series.find(({ group }) => group === selection.focused);
    return html`<rl-data-table
      canHide
      aria-label=${label}
      .columns=${columns}
      .rows=${rows}
      .hiddenKeys=${settings.get(SETTINGS.hiddenColumns).split(',')}
      .orderedKeys=${this.#columnOrder}
      @columns-moved=${this.#onColumnsMoved}
      .litKey=${selection.focused === undefined ? undefined : lit?.id}
      @row-hovered=${({ key }: RowHovered) =>
        selection.focus(key === undefined ? undefined : this.lines.get(Number(key))?.run.id)}
      @value-changed=${({ value }: ValueChanged<readonly string[]>) =>
        settings.set(SETTINGS.hiddenColumns, value.filter(Boolean).join(','))}
      @keydown=${(event: Event) => event.stopPropagation()}
    ></rl-data-table>`;
  }
}

import { html, LitElement } from 'lit';
import { formatInteger, formatPlural } from '../base/format.ts';
import { formatRunOrder, parseRunOrder, type RunOrder } from '../base/run-order.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { SETTINGS } from '../data/setting-list.ts';
import type { Session } from '../data/types.ts';
import { GroupingWanted } from '../widgets/grouping-wanted.ts';
import '../widgets/rl-menu.ts';
import type { MenuItem } from '../widgets/rl-menu.ts';
import { pathsOf } from './run-menu-items.ts';
import { ORDER_KEY, type ListedRuns } from './listed-runs.ts';

const ORDERS: readonly (RunOrder & { readonly label: string })[] = [
  { key: 'start', isDown: false, label: 'By start, oldest first' },
  { key: 'start', isDown: true, label: 'By start, newest first' },
  { key: 'name', isDown: false, label: 'By name' },
  { key: 'newest', isDown: false, label: 'By newest data' },
];

/** What can be done with the run list as a whole. Fires `column-wanted` to choose the column of values. */
export class RlRunListMenu extends LitElement {
  static override properties = { session: { attribute: false }, listed: { attribute: false } };

  declare session: Session;
  declare listed: ListedRuns;

  constructor() {
    super();
    new ObserveController(this, () => this.session.view);
  }

  protected override render(): unknown {
    return html`<rl-menu
      small
      label="Options of the run list"
      .listItems=${() => this.#listItems()}
    ></rl-menu>`;
  }

  #listItems(): MenuItem[] {
    const { selection, settings, view } = this.session;
    const { filter, runs } = this.listed;
    const order = parseRunOrder(view.get(ORDER_KEY));
    const found = `${formatInteger(runs.length)} that ${runs.length === 1 ? 'is' : 'are'} listed`;
    return [
      { kind: 'heading', label: 'Draw' },
      { kind: 'action', label: 'All', run: () => selection.setMatching('', true) },
      { kind: 'action', label: 'None', run: () => selection.setMatching('', false) },
      {
        kind: 'action',
        label: `Only the ${found}`,
        disabled: filter === '',
        run: () => selection.drawOnly(filter),
      },
      {
        kind: 'action',
        label: 'New runs as they appear',
        checked: selection.areNewRunsDrawn,
        run: () => selection.setNewRunsDrawn(!selection.areNewRunsDrawn),
      },
      { kind: 'line' },
      { kind: 'heading', label: 'Sort' },
      ...ORDERS.map(({ label, key, isDown }): MenuItem => ({
        kind: 'action',
        label,
        checked: key === order.key && isDown === order.isDown,
        run: () => view.set(ORDER_KEY, formatRunOrder({ key, isDown })),
      })),
      {
        kind: 'action',
        label: 'By the value of a tag…',
        checked: order.key === 'value',
        run: this.#wantColumn,
      },
      { kind: 'line' },
      { kind: 'action', label: 'Group runs…', run: () => void this.dispatchEvent(new GroupingWanted()) },
      {
        kind: 'action',
        label: 'Fold parts of a run into one row',
        checked: settings.get(SETTINGS.foldRuns),
        run: () => settings.set(SETTINGS.foldRuns, !settings.get(SETTINGS.foldRuns)),
      },
      {
        kind: 'action',
        label: `Copy the paths of ${formatPlural(selection.drawn.length, 'drawn run')}`,
        run: () => void navigator.clipboard.writeText(pathsOf(this.session, selection.drawn).join('\n')),
      },
    ];
  }

  readonly #wantColumn = (): void => void this.dispatchEvent(new Event('column-wanted'));
}
customElements.define('rl-run-list-menu', RlRunListMenu);

declare global {
  interface HTMLElementTagNameMap {
    'rl-run-list-menu': RlRunListMenu;
  }
}

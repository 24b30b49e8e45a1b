import { css, html, LitElement, nothing } from 'lit';
import { formatRunOrder, parseRunOrder, type OrderKey } from '../base/run-order.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { parseRunColumn } from '../data/run-column.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import { COLUMN_KEY, ORDER_KEY } from './listed-runs.ts';

/** What each order is called: in the usual direction, and the other way round. */
const DESCRIPTIONS: Readonly<Record<OrderKey, readonly [string, string]>> = {
  start: ['by start, oldest first', 'by start, newest first'],
  name: ['by name', 'by name, backwards'],
  newest: ['by their newest data', 'by their newest data, oldest first'],
  value: ['highest first', 'lowest first'],
};

/** The heads of the columns of the run list, which sort. Fires `column-wanted` to choose what the column of values shows. */
export class RlRunHeads extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 6px;
        min-width: 0;
      }
      button {
        flex: none;
        height: 24px;
        color: inherit;
        white-space: nowrap;
      }
      button:hover {
        color: var(--rl-text);
      }
      button.value {
        flex: 0 1 auto;
        text-align: right;
      }
    `,
  ];

  declare session: Session;

  constructor() {
    super();
    new ObserveController(this, () => this.session.view);
  }

  protected override render(): unknown {
    const column = parseRunColumn(this.session.view.get(COLUMN_KEY));
    const { key } = this.#order;
    return html`${this.#sorter(key === 'start' ? 'start' : 'name', key === 'start' ? 'Start' : 'Name', this.#nameStep)}
      <span class="grow"></span>
      ${
        column
          ? this.#sorter('value', `${column.statistic === 'last' ? '' : `${column.statistic} `}${column.tag}`)
          : html`<button
              type="button"
              title="Show the value of a tag in this column"
              @click=${() => this.dispatchEvent(new Event('column-wanted'))}
            >
              + Value
            </button>`
      }
      ${this.#sorter('newest', 'Newest')}`;
  }

  get #order(): ReturnType<typeof parseRunOrder> {
    return parseRunOrder(this.session.view.get(ORDER_KEY));
  }

  /** The head of the first column goes through four orders: names both ways, starts both ways. */
  readonly #nameStep = (): void => {
    const { key, isDown } = this.#order;
    if (key === 'start') this.#sort(isDown ? 'name' : 'start', !isDown);
    else if (key === 'name') this.#sort(isDown ? 'start' : 'name', !isDown);
    else this.#sort('name', false);
  };

  /** A head that sorts by `key`, the other way round when it already does. */
  #sorter(key: OrderKey, label: string, onClick?: () => void): unknown {
    const order = this.#order;
    const isOn = order.key === key;
    const description = DESCRIPTIONS[key][isOn && order.isDown ? 1 : 0];
    const toggle = (): void => this.#sort(key, isOn && !order.isDown);
    return html`<button
      type="button"
      class="cut ${key}"
      aria-pressed=${isOn}
      title="${label}: ${isOn ? 'sorted' : 'sort'} ${description}"
      @click=${onClick ?? toggle}
    >
      ${label}${isOn ? (order.isDown ? ' ↑' : ' ↓') : nothing}
    </button>`;
  }

  #sort(key: OrderKey, isDown: boolean): void {
    this.session.view.set(ORDER_KEY, formatRunOrder({ key, isDown }));
  }
}
customElements.define('rl-run-heads', RlRunHeads);

declare global {
  interface HTMLElementTagNameMap {
    'rl-run-heads': RlRunHeads;
  }
}

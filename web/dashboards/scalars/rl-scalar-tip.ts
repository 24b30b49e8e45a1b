import { css, html, LitElement, nothing } from 'lit';
import { formatInteger } from '../../base/format.ts';
import type { RunSelection } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import '../../widgets/rl-long-name.ts';
import type { RlTip } from '../../widgets/rl-tip.ts';
import '../../widgets/rl-tip.ts';
import type { CardLine } from './card-lines.ts';
import type { ScalarTip, ScalarTipRow } from './scalar-tip.ts';

/** The values of the runs at one x, beside the pointer. */
export class RlScalarTip extends LitElement {
  static override properties = {
    content: { attribute: false },
    lines: { attribute: false },
    selection: { attribute: false },
    place: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      .secondary {
        font-weight: var(--rl-w-normal);
      }
      table {
        margin: 0 -10px;
        width: calc(100% + 20px);
        border-collapse: collapse;
      }
      td,
      th {
        padding: 1px 0 1px 8px;
        color: var(--rl-text-2);
        font-weight: var(--rl-w-normal);
        text-align: right;
        white-space: nowrap;
      }
      th {
        color: var(--rl-text-3);
        font-size: var(--rl-t-tick);
      }
      :is(td, th):nth-child(2) {
        max-width: 220px;
        text-align: left;
      }
      td:first-child {
        width: 18px;
        padding-left: 10px;
      }
      :is(td, th):last-child {
        padding-right: 10px;
      }
      i {
        display: block;
        width: 8px;
        height: 8px;
        border-radius: 2px;
        background: var(--c);
        forced-color-adjust: none;
      }
      .nearest td {
        background: var(--rl-selected);
        color: var(--rl-text);
        font-weight: var(--rl-w-medium);
      }
      footer {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        margin: 4px -10px 0;
        padding: 5px 10px 0;
        border-top: 1px solid var(--rl-border);
        color: var(--rl-text-3);
        font-size: var(--rl-t-tick);
        white-space: nowrap;
      }
    `,
  ];

  declare content: ScalarTip;
  declare lines: ReadonlyMap<number, CardLine>;
  declare selection: RunSelection;
  /** Of the pointer in the window, in px. */
  declare place: { readonly x: number; readonly y: number };

  protected override render(): unknown {
    const { step, elapsed, wallTime, rows, runCount, hasSteps } = this.content;
    const hasSmoothed = rows.some(({ smoothed }) => smoothed !== undefined);
    return html`<rl-tip>
      <span slot="head">Step ${step}</span>
      <span slot="head" class="secondary">${elapsed}</span>
      <span slot="head" class="secondary">${wallTime}</span>
      <table>
        <tr>
          <th></th>
          <th>Run</th>
          ${hasSteps ? html`<th>Step</th>` : nothing} ${hasSmoothed ? html`<th>Smoothed</th>` : nothing}
          <th>Value</th>
        </tr>
        ${rows.map((row) => this.#renderRow(row, hasSteps, hasSmoothed))}
      </table>
      ${
        runCount > 1
          ? html`<footer>
              <span>
                ${rows.length < runCount ? html`nearest ${rows.length} of ${formatInteger(runCount)}` : nothing}
              </span>
              <span><kbd>Alt click</kbd> only this run</span>
            </footer>`
          : nothing
      }
    </rl-tip>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector<RlTip>('rl-tip')?.showBeside(this.place.x, this.place.y);
  }

  #renderRow(row: ScalarTipRow, hasSteps: boolean, hasSmoothed: boolean): unknown {
    const run = this.lines.get(row.run)?.run;
    const colour = run ? `var(${this.selection.colourToken(run)})` : 'transparent';
    return html`<tr class=${row.isNearest ? 'nearest' : ''}>
      <td><i ${styleProperties({ '--c': colour })}></i></td>
      <td><rl-long-name .name=${run?.name ?? ''}></rl-long-name></td>
      ${hasSteps ? html`<td>${row.step}</td>` : nothing}
      ${hasSmoothed ? html`<td>${row.smoothed}</td>` : nothing}
      <td>${row.value}</td>
    </tr>`;
  }
}
customElements.define('rl-scalar-tip', RlScalarTip);

declare global {
  interface HTMLElementTagNameMap {
    'rl-scalar-tip': RlScalarTip;
  }
}

import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-dialog.ts';

/** The key that goes with others: what the machine calls it. */
const META = /Mac|iP(?:hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl';

const GROUPS: readonly {
  readonly title: string;
  readonly keys: readonly (readonly [what: string, ...keys: string[]])[];
}[] = [
  {
    title: 'Go to',
    keys: [
      ['Anything', META, 'K'],
      ['Dashboard', '1', '…', '9'],
      ['Tag filter', '/'],
      ['Next card, the one before', 'J', 'K'],
      ['Run query', 'R'],
      ['Run list', '['],
      ['Settings', ']'],
      ['Out one level', 'Esc'],
    ],
  },
  {
    title: 'Runs',
    keys: [
      ['Up, down', '↑', '↓'],
      ['Open, close folder', '→', '←'],
      ['Draw, do not draw', 'Space'],
      ['Only this', 'O'],
      ['Alias, colour, note, labels', 'E'],
      ['Menu', 'M'],
    ],
  },
  {
    title: 'View',
    keys: [
      ['Smoothing less, more', 'S', 'D'],
      ['Step, relative, wall', 'X'],
      ['Theme', '⇧', 'T'],
      ['Pause live', '.'],
      ['Copy the link', 'C'],
      ['Saved views', 'V'],
      ['Group runs', 'G'],
      ['These keys', '?'],
    ],
  },
  {
    title: 'In a chart',
    keys: [
      ['Point left, right', '←', '→'],
      ['Line up, down', '↑', '↓'],
      ['Ten points', '⇧', '←', '→'],
      ['Ends', 'Home', 'End'],
      ['Pin the point', 'Enter'],
      ['Zoom, whole range', '+', '-', '0'],
    ],
  },
  {
    title: 'Graph',
    keys: [
      ['Find', '/'],
      ['Fit', 'F'],
      ['Open, close', 'Enter'],
    ],
  },
];

/** All keys. Open as long as it is in the document; fires `closed`. */
export class RlShortcuts extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      rl-dialog {
        --rl-dialog-width: 760px;
      }
      .groups {
        columns: 3 200px;
        column-gap: 28px;
      }
      section {
        break-inside: avoid;
        margin-bottom: 14px;
      }
      h3 {
        padding-bottom: 6px;
        color: var(--rl-text-2);
        font-size: var(--rl-t-small);
        font-weight: var(--rl-w-strong);
      }
      div.row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        min-height: 26px;
      }
      dt {
        min-width: 0;
      }
      dl,
      dd {
        margin: 0;
      }
      dd {
        display: flex;
        flex: none;
        gap: 3px;
      }
    `,
  ];

  protected override render(): unknown {
    return html`<rl-dialog heading="Keyboard" @closed=${() => this.dispatchEvent(new Event('closed'))}>
      <div class="groups">
        ${GROUPS.map(
          ({ title, keys }) =>
            html`<section>
              <h3>${title}</h3>
              <dl>
                ${keys.map(
                  ([what, ...names]) =>
                    html`<div class="row">
                      <dt>${what}</dt>
                      <dd>${names.map((name) => html`<kbd>${name}</kbd>`)}</dd>
                    </div>`,
                )}
              </dl>
            </section>`,
        )}
      </div>
    </rl-dialog>`;
  }
}
customElements.define('rl-shortcuts', RlShortcuts);

declare global {
  interface HTMLElementTagNameMap {
    'rl-shortcuts': RlShortcuts;
  }
}

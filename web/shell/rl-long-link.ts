import { css, html, LitElement, nothing } from 'lit';
import { formatInteger } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-popover.ts';

/** Characters of an address that mail, chat and proxies pass on whole. */
const SAFE_LENGTH = 2000;

/** Says that the link of the view is longer than all programs take, and what makes it shorter; else nothing. */
export class RlLongLink extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      .warning {
        color: var(--rl-warning);
      }
      .text {
        padding: 12px 16px;
        line-height: var(--rl-lh);
        white-space: normal;
      }
      p + p {
        margin-top: 6px;
      }
    `,
  ];

  declare session: Session;

  constructor() {
    super();
    new ObserveController(this, () => this.session.view);
  }

  protected override render(): unknown {
    const { origin, pathname } = location;
    const { length } = `${origin}${pathname}?${this.session.view.query}`;
    if (length <= SAFE_LENGTH) return nothing;
    return html`<rl-popover label="The link is long">
      <span slot="button" class="warning">Long link</span>
      <div class="text">
        <p>
          The link to this view has ${formatInteger(length)} characters. Some programs cut what is longer than
          ${formatInteger(SAFE_LENGTH)}.
        </p>
        <p class="secondary">
          Runs that are drawn by a query or a folder take a few characters, those ticked one by one a name
          each. A saved view (V) may be as long as it likes.
        </p>
      </div>
    </rl-popover>`;
  }
}
customElements.define('rl-long-link', RlLongLink);

declare global {
  interface HTMLElementTagNameMap {
    'rl-long-link': RlLongLink;
  }
}

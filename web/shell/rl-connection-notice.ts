import { css, html, LitElement, nothing } from 'lit';
import { formatAge, formatClock } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-notice.ts';
import { TickController } from './tick-controller.ts';

/** A connection that is back sooner than this shows no notice: the charts would jump for nothing. */
const PATIENCE_MS = 1500;

/** Says that the connection is lost, since when, and offers to try again now. */
export class RlConnectionNotice extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      b {
        font-weight: var(--rl-w-strong);
      }
    `,
  ];

  declare session: Session;

  constructor() {
    super();
    new ObserveController(this, () => this.session.live);
    new TickController(this);
  }

  protected override render(): unknown {
    const { live, status } = this.session;
    if (live.lostAt === undefined) return nothing;
    const lostForMs = performance.now() - live.lostAt;
    if (lostForMs < PATIENCE_MS) return nothing;
    const lostAtSec = (Date.now() - lostForMs) / 1000;
    return html`<rl-notice kind="warning">
      <b>Connection lost <span aria-hidden="true">${formatAge(lostForMs / 1000)} ago</span>.</b>
      ${status.value ? html`<span class="secondary">Data as of ${formatClock(lostAtSec)}.</span>` : nothing}
      <button slot="action" type="button" class="button" @click=${() => live.retryNow()}>Try now</button>
    </rl-notice>`;
  }
}
customElements.define('rl-connection-notice', RlConnectionNotice);

declare global {
  interface HTMLElementTagNameMap {
    'rl-connection-notice': RlConnectionNotice;
  }
}

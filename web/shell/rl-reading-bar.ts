import { css, html, LitElement, nothing } from 'lit';
import { formatAge, formatBytes, formatInteger, formatPlural } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-progress.ts';
import { TickController } from './tick-controller.ts';

/** Reading that is over sooner than this shows no bar: it would only flash. */
const PATIENCE_MS = 600;

/** Under the top bar while the server reads what is there already: bytes of bytes, runs of runs, rate and time left. */
export class RlReadingBar extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .facts {
        display: flex;
        align-items: center;
        gap: 12px;
        height: 32px;
        padding: 0 12px;
        border-bottom: 1px solid var(--rl-border);
        background: var(--rl-panel);
        color: var(--rl-text-2);
        white-space: nowrap;
        overflow: hidden;
      }
      b {
        color: var(--rl-text);
        font-weight: var(--rl-w-strong);
      }
    `,
  ];

  declare session: Session;

  #readingSinceMs: number | undefined;

  constructor() {
    super();
    new ObserveController(this, () => this.session.status);
    new TickController(this);
  }

  protected override render(): unknown {
    const value = this.session.status.value;
    if (!value || value.caughtUp) {
      this.#readingSinceMs = undefined;
      return nothing;
    }
    this.#readingSinceMs ??= performance.now();
    const { bytesRead, bytesTotal, bytesPerSec, secLeft, runs, runsWhole } = value;
    if (performance.now() - this.#readingSinceMs < PATIENCE_MS) return nothing;
    return html`<rl-progress
        label="Reading the logs"
        .value=${bytesTotal > 0 ? bytesRead / bytesTotal : undefined}
      ></rl-progress>
      <div class="facts">
        <span><b>${formatBytes(bytesRead)}</b> of ${formatBytes(bytesTotal)}</span>
        <span>${formatInteger(runsWhole)} of ${formatPlural(runs, 'run')} whole</span>
        <span class="grow"></span>
        ${bytesPerSec > 0 ? html`<span class="faint">${formatBytes(bytesPerSec)}/s</span>` : nothing}
        ${typeof secLeft === 'number' ? html`<span class="faint">${formatAge(Math.ceil(secLeft))} left</span>` : nothing}
      </div>`;
  }
}
customElements.define('rl-reading-bar', RlReadingBar);

declare global {
  interface HTMLElementTagNameMap {
    'rl-reading-bar': RlReadingBar;
  }
}

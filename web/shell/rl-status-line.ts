import { css, html, LitElement, nothing } from 'lit';
import { formatBytes, formatInteger, formatPlural } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import type { PluginCount } from '../data/plugin-counts.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon.ts';
import './rl-long-link.ts';
import './rl-popover.ts';
import './rl-problems.ts';

/** The facts, at the bottom of the page. */
export class RlStatusLine extends LitElement {
  static override properties = {
    session: { attribute: false },
    counts: { attribute: false },
    unshown: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--rl-s4);
        height: var(--rl-status);
        padding: 0 var(--rl-s3) 0 var(--rl-s4);
        border-top: 1px solid var(--rl-border);
        background: var(--rl-panel);
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
        white-space: nowrap;
        overflow: hidden;
      }
      :host > span:not(.grow) {
        flex: none;
      }
      b {
        color: var(--rl-text-2);
        font-weight: var(--rl-w-medium);
      }
      .problems {
        flex: none;
      }
      .warning {
        flex: none;
        color: var(--rl-warning);
      }
      rl-icon {
        width: 12px;
        height: 12px;
      }
      .unshown {
        padding: 12px 16px;
        line-height: var(--rl-lh);
      }
      .unshown ul {
        margin: 4px 0 8px;
        font-weight: var(--rl-w-strong);
      }
      :host > .logdir.cut {
        flex: 0 1 auto;
        font-size: var(--rl-t-tick);
      }
      @media (max-width: 1000px) {
        .wide {
          display: none;
        }
      }
    `,
  ];

  declare session: Session;
  declare counts: ReadonlyMap<string, PluginCount>;
  /** Data that no dashboard shows: ["12 images"]. */
  declare unshown: readonly string[];

  constructor() {
    super();
    new ObserveController(
      this,
      () => this.session.status,
      () => this.session.catalogue,
    );
  }

  protected override render(): unknown {
    const { status, catalogue } = this.session;
    const value = status.value;
    if (!value) return nothing;
    const tagCount = [...this.counts.values()].reduce((sum, { tags }) => sum + tags, 0);
    return html`<span
        ><b>${formatInteger(catalogue.runs.length)}</b> ${catalogue.runs.length === 1 ? 'run' : 'runs'}</span
      >
      <span><b>${formatInteger(tagCount)}</b> ${tagCount === 1 ? 'tag' : 'tags'}</span>
      <span><b>${formatInteger(value.points)}</b> ${value.points === 1 ? 'point' : 'points'} kept</span>
      <span class="wide"><b>${formatBytes(value.bytesRead)}</b> read</span>
      <span class="wide"><b>${formatBytes(value.memoryBytes)}</b> memory</span>
      <span class="grow"></span>
      <rl-long-link .session=${this.session}></rl-long-link>
      ${this.unshown.length > 0 ? this.#unshown() : nothing}
      ${
        value.problemCount > 0
          ? html`<rl-popover class="problems" label="Problems">
              <span slot="button" class="warning"><rl-icon name="warning"></rl-icon></span>
              <span slot="button" class="warning">${formatPlural(value.problemCount, 'problem')}</span>
              <rl-problems .status=${value} .nowSec=${status.nowSec ?? value.now}></rl-problems>
            </rl-popover>`
          : nothing
      }
      <span class="logdir mono cut wide" title=${value.logdir}>${value.logdir}</span>`;
  }

  #unshown(): unknown {
    const kinds = this.unshown.join(', ');
    return html`<rl-popover label="Data that is not shown yet">
      <span slot="button" class="cut" title=${kinds}>${kinds}: not shown yet</span>
      <div class="unshown">
        <p>These logs also hold</p>
        <ul>
          ${this.unshown.map((kind) => html`<li>${kind}</li>`)}
        </ul>
        <p class="secondary">
          They were read and counted, and nothing of them is lost, but this version has no dashboard for them.
        </p>
      </div>
    </rl-popover>`;
  }
}
customElements.define('rl-status-line', RlStatusLine);

declare global {
  interface HTMLElementTagNameMap {
    'rl-status-line': RlStatusLine;
  }
}
